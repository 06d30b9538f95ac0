"""Compositions, generated from compositions.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(units=3):
    a = tf.keras.Input(shape=(4,), name="a")
    b = tf.keras.Input(shape=(4,), name="b")
    tower = tf.keras.Sequential(
        [
            tf.keras.layers.Dense(units),
            tf.keras.layers.ReLU(),
            tf.keras.layers.Dense(units),
        ]
    )
    once = tf.keras.Sequential([tf.keras.layers.Dense(units), tf.keras.layers.ReLU()])
    stack = tf.keras.Sequential([tf.keras.layers.Dense(4) for _ in range(2)])
    x = stack(a)
    x = tower(x)
    y = stack(b)
    y = tower(y)
    joined = tf.keras.layers.Add()([x, y])
    joined = once(joined)
    return tf.keras.Model(inputs={"a": a, "b": b}, outputs=joined, name="Compositions")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
