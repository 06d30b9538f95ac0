"""Reassigned, generated from reassigned.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(units=4):
    x_input = tf.keras.Input(shape=(3,), name="x")
    x = x_input
    x = tf.keras.layers.Dense(units)(x)
    layer_ = tf.keras.layers.Dense(units)
    y = layer_(x)
    layer__1 = tf.keras.layers.Dense(units + 1)
    z = layer__1(y)
    size = units * 2
    size = size + 1
    w = tf.keras.layers.Dense(size)(z)
    again = tf.keras.layers.Dense(4)(w)
    output = tf.keras.layers.Add()([again, y])
    return tf.keras.Model(inputs=x_input, outputs=output, name="Reassigned")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
