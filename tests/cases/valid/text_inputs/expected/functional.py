"""Texts, generated from text_inputs.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(words=20, length=4):
    text = tf.keras.Input(shape=(1,), dtype="string", name="text")
    color = tf.keras.Input(shape=(), dtype="string", name="color")
    code = tf.keras.Input(shape=(1,), dtype="int64", name="code")
    tokens = tf.keras.layers.TextVectorization(
        vocabulary=["red", "green", "word"], output_sequence_length=length
    )(text)
    a = tf.keras.layers.Embedding(words, 3)(tokens)
    a = tf.keras.layers.GlobalAveragePooling1D()(a)
    b = tf.keras.layers.StringLookup(
        vocabulary=["red", "green"], output_mode="one_hot"
    )(color)
    b = tf.keras.layers.Dense(3)(b)
    c = tf.keras.layers.IntegerLookup(vocabulary=[1, 2, 3], output_mode="multi_hot")(
        code
    )
    c = tf.keras.layers.Dense(3)(c)
    d = tf.keras.layers.Hashing(num_bins=5)(text)
    d = tf.keras.layers.CategoryEncoding(num_tokens=5, output_mode="multi_hot")(d)
    d = tf.keras.layers.Dense(3)(d)
    y = tf.keras.layers.Add()([a, b, c, d])
    y = tf.keras.layers.Dense(1)(y)
    return tf.keras.Model(
        inputs={"text": text, "color": color, "code": code}, outputs=y, name="Texts"
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=20)
    parser.add_argument("--length", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
