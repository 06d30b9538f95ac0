"""Batched, generated from batch_size.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model():
    x = tf.keras.Input(shape=(4,), name="x", batch_size=6)
    y = tf.keras.Input(shape=(2,), dtype="int32", name="y", optional=False)
    dense = tf.keras.layers.Dense(3)(x)
    embedding = tf.keras.layers.Embedding(5, 3)(y)
    flatten = tf.keras.layers.Flatten()(embedding)
    dense_1 = tf.keras.layers.Dense(3)(flatten)
    z = tf.keras.layers.Add()([dense, dense_1])
    return tf.keras.Model(inputs={"x": x, "y": y}, outputs=z, name="Batched")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
