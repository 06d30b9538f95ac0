"""Siamese, generated from siamese.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(size=5):
    left = tf.keras.Input(shape=(4,), dtype="int32", name="left")
    right = tf.keras.Input(shape=(4,), dtype="int32", name="right")
    embedding = tf.keras.layers.Embedding(10, size)
    encoder = tf.keras.layers.LSTM(size)
    a = embedding(left)
    a = encoder(a)
    b = embedding(right)
    b = encoder(b)
    same = tf.keras.layers.Dense(1, activation="sigmoid")(tf.keras.ops.abs(a - b))
    return tf.keras.Model(
        inputs={"left": left, "right": right}, outputs=same, name="Siamese"
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=5)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
