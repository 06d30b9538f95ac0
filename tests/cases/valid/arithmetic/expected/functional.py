"""Arithmetic, generated from arithmetic.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(scale=2.0):
    x = tf.keras.Input(shape=(4, 3), name="x")
    first = x[:, 0]
    last = x[..., -1:]
    middle = x[:, 1:3, ::2]
    powers = (first + 1) ** 2 - first / scale
    low = -first * tf.keras.ops.cast(first < 0.5, "float32")
    matrix = x @ tf.keras.ops.transpose(x, (0, 2, 1))
    total = (
        tf.keras.ops.sum(matrix, axis=-1) % 7
        + tf.keras.ops.sum(last, axis=(1, 2), keepdims=True)[:, 0]
    )
    flat = tf.keras.layers.Flatten()(middle)
    joined = tf.keras.ops.concatenate([powers, low, total], axis=-1)
    a = tf.keras.layers.Concatenate()([joined, flat])
    a = tf.keras.layers.Dense(2)(a)
    b = tf.keras.ops.mean(tf.keras.ops.abs(joined), axis=1, keepdims=True) // 0.25
    return tf.keras.Model(inputs=x, outputs={"a": a, "b": b}, name="Arithmetic")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=2.0)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
