"""Loops, generated from loops.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(depth=3, sizes=[4, 6], rates=(0.0, 0.5), wide=True):
    x_input = tf.keras.Input(shape=(4,), name="x")
    x = x_input
    for i in range(depth):
        x = tf.keras.layers.Dense(4 + i)(x)
        if i % 2 == 0:
            x = tf.keras.layers.ReLU()(x)
        elif i == 1:
            x = tf.keras.layers.Dense(5)(x)
            x = tf.keras.layers.LeakyReLU()(x)
        else:
            x = tf.keras.layers.Activation("tanh")(x)
    for i, size in enumerate(sizes):
        units = size * 2 if wide else size
        for _ in range(i + 1):
            x = tf.keras.layers.Dense(units)(x)
        for a, b in zip([1, 2], sizes):
            x = tf.keras.layers.Dense(a * b)(x)
        if rates[i] > 0:
            x = tf.keras.layers.Dropout(rates[i])(x)
    output = tf.keras.layers.Dense(2)(x)
    return tf.keras.Model(inputs=x_input, outputs=output, name="Loops")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--sizes", nargs="+", type=int, default=[4, 6])
    parser.add_argument("--rates", nargs="+", type=float, default=(0.0, 0.5))
    parser.add_argument("--wide", action=argparse.BooleanOptionalAction, default=True)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
