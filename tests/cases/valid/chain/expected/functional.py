"""Chain, generated from chain.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(depth=2, units=4, rate=0.0):
    x_input = tf.keras.Input(shape=(6,), name="x")
    x = x_input
    half = units // 2
    x = tf.keras.layers.Dense(units, activation="relu")(x)
    for i in range(depth):
        x = tf.keras.layers.Dense(units + i)(x)
        if rate > 0:
            x = tf.keras.layers.Dropout(rate)(x)
    for _ in range(2):
        x = tf.keras.layers.Dense(half)(x)
    answer = tf.keras.layers.Dense(1)(x)
    return tf.keras.Model(inputs=x_input, outputs=answer, name="Chain")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=2)
    parser.add_argument("--units", type=int, default=4)
    parser.add_argument("--rate", type=float, default=0.0)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
