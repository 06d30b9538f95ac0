"""Dtypes, generated from dtypes.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="dtypes")
class Scaled(tf.keras.layers.Layer):
    def __init__(self, units, dtype_=None, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dtype_ = dtype_

    def build(self, input_shape):
        features = input_shape[-1]
        self.kernel = self.add_weight(
            name="kernel",
            shape=(features, self.units),
            initializer=tf.keras.initializers.Ones(),
            dtype="float32",
            trainable=False,
        )

    def call(self, x):
        return tf.keras.ops.cast(x, "float32") @ self.kernel

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "dtype_": self.dtype_,
        }


def build_model(kind="float16"):
    x = tf.keras.Input(shape=(4,), name="x")
    ids = tf.keras.Input(shape=(3,), dtype="int64", name="ids")
    flags = tf.keras.Input(shape=(3,), dtype="uint8", name="flags")
    dense_layer = tf.keras.layers.Dense(3, dtype="float16")
    dense_layer_1 = tf.keras.layers.Dense(3, dtype=kind)
    embedding_layer = tf.keras.layers.Embedding(5, 3, dtype="float32")
    flatten_layer = tf.keras.layers.Flatten()
    dense_layer_2 = tf.keras.layers.Dense(3)
    dense_layer_3 = tf.keras.layers.Dense(3, dtype="mixed_bfloat16")
    scaled_layer = Scaled(3)
    scaled_layer_1 = Scaled(3, dtype="float32")
    y_layer = tf.keras.layers.Add()
    a = dense_layer(x)
    a = dense_layer_1(a)
    b = embedding_layer(ids)
    b = flatten_layer(b)
    b = dense_layer_2(b)
    c = dense_layer_3(tf.keras.ops.cast(flags, "float32"))
    d = scaled_layer(tf.keras.ops.cast(ids, "float32"))
    e = scaled_layer_1(x)
    y = y_layer(
        [tf.keras.ops.cast(a, "float32"), b, tf.keras.ops.cast(c, "float32"), d, e]
    )
    return tf.keras.Model(
        inputs={"x": x, "ids": ids, "flags": flags}, outputs=y, name="Dtypes"
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", default="float16")
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
