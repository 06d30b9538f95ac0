"""Texts, generated from text_inputs.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="text_inputs")
class Texts(tf.keras.Model):
    def __init__(self, words=20, length=4, **kwargs):
        super().__init__(**kwargs)
        self.words = words
        self.length = length
        self.text_vectorization = tf.keras.layers.TextVectorization(
            vocabulary=["red", "green", "word"], output_sequence_length=length
        )
        self.embedding = tf.keras.layers.Embedding(words, 3)
        self.global_average_pooling1d = tf.keras.layers.GlobalAveragePooling1D()
        self.string_lookup = tf.keras.layers.StringLookup(
            vocabulary=["red", "green"], output_mode="one_hot"
        )
        self.dense = tf.keras.layers.Dense(3)
        self.integer_lookup = tf.keras.layers.IntegerLookup(
            vocabulary=[1, 2, 3], output_mode="multi_hot"
        )
        self.dense_1 = tf.keras.layers.Dense(3)
        self.hashing = tf.keras.layers.Hashing(num_bins=5)
        self.category_encoding = tf.keras.layers.CategoryEncoding(
            num_tokens=5, output_mode="multi_hot"
        )
        self.dense_2 = tf.keras.layers.Dense(3)
        self.add = tf.keras.layers.Add()
        self.y = tf.keras.layers.Dense(1)

    def call(self, inputs, training=None):
        text = inputs["text"]
        color = inputs["color"]
        code = inputs["code"]
        tokens = self.text_vectorization(text)
        a = self.embedding(tokens)
        a = self.global_average_pooling1d(a)
        b = self.string_lookup(color)
        b = self.dense(b)
        c = self.integer_lookup(code)
        c = self.dense_1(c)
        d = self.hashing(text)
        d = self.category_encoding(d)
        d = self.dense_2(d)
        y = self.add([a, b, c, d])
        return self.y(y)

    def get_config(self):
        return {
            **super().get_config(),
            "words": self.words,
            "length": self.length,
        }


def build_model(words=20, length=4):
    model = Texts(words=words, length=length)
    model(
        {
            "text": tf.keras.Input(shape=(1,), dtype="string", name="text"),
            "color": tf.keras.Input(shape=(), dtype="string", name="color"),
            "code": tf.keras.Input(shape=(1,), dtype="int64", name="code"),
        }
    )
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=20)
    parser.add_argument("--length", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
