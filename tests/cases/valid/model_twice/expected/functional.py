"""Pair, generated from model_twice.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def Tower(depth=2, units=3):
    x_input = tf.keras.Input(shape=(units,), name="x")
    x = x_input
    for _ in range(depth):
        x = tf.keras.layers.Dense(units, activation="relu")(x)
    y = x
    return tf.keras.Model(inputs=x_input, outputs=y)


def build_model(depth=3):
    a = tf.keras.Input(shape=(3,), name="a")
    b = tf.keras.Input(shape=(3,), name="b")
    shared = Tower(depth)
    fresh = Tower(1)
    c = shared(a)
    c = fresh(c)
    d = shared(b)
    d = Tower(depth=1)(d)
    e = b
    for _ in range(2):
        e = Tower()(e)
    both = [shared, Tower()]
    f, g = [layer(a) for layer in both]
    z = tf.keras.layers.Add()([c, d, e, f, g])
    z = tf.keras.layers.Dense(2)(z)
    return tf.keras.Model(inputs={"a": a, "b": b}, outputs=z, name="Pair")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
