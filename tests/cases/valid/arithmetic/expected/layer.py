"""Arithmetic, generated from arithmetic.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="arithmetic")
class Arithmetic(tf.keras.layers.Layer):
    def __init__(self, scale=2.0, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale
        self.flatten = tf.keras.layers.Flatten()
        self.concatenate = tf.keras.layers.Concatenate()
        self.a = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        first = x[:, 0]
        last = x[..., -1:]
        middle = x[:, 1:3, ::2]
        powers = (first + 1) ** 2 - first / self.scale
        low = -first * tf.keras.ops.cast(first < 0.5, "float32")
        matrix = x @ tf.keras.ops.transpose(x, (0, 2, 1))
        total = (
            tf.keras.ops.sum(matrix, axis=-1) % 7
            + tf.keras.ops.sum(last, axis=(1, 2), keepdims=True)[:, 0]
        )
        flat = self.flatten(middle)
        joined = tf.keras.ops.concatenate([powers, low, total], axis=-1)
        a = self.concatenate([joined, flat])
        return {
            "a": self.a(a),
            "b": tf.keras.ops.mean(tf.keras.ops.abs(joined), axis=1, keepdims=True)
            // 0.25,
        }

    def get_config(self):
        return {
            **super().get_config(),
            "scale": self.scale,
        }


def build_model(scale=2.0):
    inputs = tf.keras.Input(shape=(4, 3), name="x")
    outputs = Arithmetic(scale=scale)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Arithmetic")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=2.0)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
