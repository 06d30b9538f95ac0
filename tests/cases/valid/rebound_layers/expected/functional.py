"""Rebound, generated from rebound_layers.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(depth=3, plain=True):
    x = tf.keras.Input(shape=(4,), name="x")
    block = tf.keras.layers.Dense(4, activation="relu")
    y = block(x)
    if plain:
        block = tf.keras.layers.Dense(4)
    y = block(y)
    y = block(y)
    for i in range(depth):
        y = block(y)
        block = tf.keras.layers.Dense(4, activation="tanh")
        if i % 2 == 0:
            block = tf.keras.layers.Dense(4, use_bias=False)
        y = block(y)
        y = block(y)
        for k in range(2):
            step = tf.keras.Sequential(
                [tf.keras.layers.Dense(4 + k), tf.keras.layers.Dense(4)]
            )
            y = step(y)
        y = step(y)
    y = block(y)
    for _ in range(2):
        y = tf.keras.layers.Dense(3)(y)
    return tf.keras.Model(inputs=x, outputs=y, name="Rebound")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--plain", action=argparse.BooleanOptionalAction, default=True)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
