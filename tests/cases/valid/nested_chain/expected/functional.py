"""Nested, generated from nested_chain.model (style: functional). Edit the .model file instead."""

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
    deep = tf.keras.Sequential([tower, tf.keras.layers.Dense(units)])
    tower_1 = tower(a)
    deep_1 = deep(b)
    joined = tf.keras.layers.Add()([tower_1, deep_1])
    return tf.keras.Model(inputs={"a": a, "b": b}, outputs=joined, name="Nested")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
