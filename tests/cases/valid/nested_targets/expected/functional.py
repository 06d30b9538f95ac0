"""Nested, generated from nested_targets.model (style: functional). Edit the .model file instead."""

import argparse
import ast

import tensorflow as tf


def build_model(sizes=(4, 5), rates=((0.1, 2), (0.2, 3))):
    x = tf.keras.Input(shape=(4,), name="x")
    skips = []
    y = x
    for i, (size, (rate, factor)) in enumerate(zip(sizes, rates)):
        y = tf.keras.layers.Dense(factor * size)(y)
        y = tf.keras.layers.Dropout(rate)(y)
        y = tf.keras.layers.Dense(size + i)(y)
        skips = skips + [y]
    for i, (size, skip) in enumerate(zip(reversed(sizes), reversed(skips))):
        y = tf.keras.layers.Concatenate()([y, skip])
        y = tf.keras.layers.Dense(size + i)(y)
    towers = [tf.keras.layers.Dense(4, activation="relu"), tf.keras.layers.Dense(4)]
    for tower, (a, b) in zip(towers, zip(skips, reversed(skips))):
        tower_1 = tower(y)
        y = tf.keras.layers.Concatenate()([a, b, tower_1])
    for i, (tower, last) in enumerate(zip(towers, [True, False])):
        y = tf.keras.layers.Dense(4 + i)(y)
        if not last:
            y = tf.keras.layers.Dense(14)(y)
            y = tower(y)
    layers = [tf.keras.layers.Dense(4), tf.keras.layers.Dense(5)]
    for tower, other in zip(layers, [x, y]):
        tower_2 = tower(other)
        y = tf.keras.layers.Concatenate()([y, tower_2])
        y = tf.keras.layers.Dense(3)(y)
    y = tf.keras.layers.Dense(2)(y)
    return tf.keras.Model(inputs=x, outputs=y, name="Nested")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=(4, 5))
    parser.add_argument("--rates", type=ast.literal_eval, default=((0.1, 2), (0.2, 3)))
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
