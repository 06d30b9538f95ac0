"""Slicing, generated from slices.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="slices")
class Slicing(tf.keras.layers.Layer):
    def __init__(self, keep=2, **kwargs):
        super().__init__(**kwargs)
        self.keep = keep
        self.a = tf.keras.layers.Dense(2)
        self.flatten = tf.keras.layers.Flatten()
        self.c = tf.keras.layers.Dense(2)
        self.flatten_1 = tf.keras.layers.Flatten()
        self.d = tf.keras.layers.Dense(2)
        self.e = tf.keras.layers.Flatten()
        self.f = tf.keras.layers.Flatten()
        self.flatten_2 = tf.keras.layers.Flatten()
        self.h = tf.keras.layers.Dense(1)
        self.i = tf.keras.layers.Flatten()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        a = x[:, -1]
        b = x[..., 0]
        c = x[:, ::-1, : self.keep]
        d = x[:, None, 1:-1]
        e = x[:, :, None, -1, ...]
        f = x[:, self.keep : 5 : 2, ..., -2:]
        h = a[..., None] * b[:, self.keep :, :3, None][:, :1]
        i = x[:, self.keep - 1][:, ::2]
        a = self.a(a)
        c = self.flatten(c)
        c = self.c(c)
        d = self.flatten_1(d)
        d = self.d(d)
        e = self.e(e)
        f = self.f(f)
        h = self.flatten_2(h)
        return {"a": a, "c": c, "d": d, "e": e, "f": f, "h": self.h(h), "i": self.i(i)}

    def get_config(self):
        return {
            **super().get_config(),
            "keep": self.keep,
        }


def build_model(keep=2):
    inputs = tf.keras.Input(shape=(6, 4, 3), name="x")
    outputs = Slicing(keep=keep)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Slicing")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
