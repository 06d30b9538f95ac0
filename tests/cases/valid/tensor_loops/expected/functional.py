"""Pyramid, generated from tensor_loops.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(depth=3):
    x = tf.keras.Input(shape=(4,), name="x")
    skips = []
    y = x
    for i in range(depth):
        y = tf.keras.layers.Dense(4 + i)(y)
        skips = skips + [y]
    for skip in reversed(skips[1:]):
        y = tf.keras.layers.Concatenate()([y, skip])
        y = tf.keras.layers.Dense(4)(y)
    dense = tf.keras.layers.Dense(1)(y)
    dense_1 = tf.keras.layers.Dense(2)(y)
    parts = [dense, dense_1]
    sides = [x, y] if depth > 1 else [x]
    for i, side in enumerate(sides + parts):
        dense_2 = tf.keras.layers.Dense(4, activation="relu" if i > 0 else None)(side)
        y = y + dense_2
    y = tf.keras.layers.Dense(2)(y)
    return tf.keras.Model(inputs=x, outputs=y, name="Pyramid")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
