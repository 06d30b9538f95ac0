"""Siamese, generated from siamese.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="siamese")
class Siamese(tf.keras.Model):
    def __init__(self, size=5, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.embedding = tf.keras.layers.Embedding(10, size)
        self.encoder = tf.keras.layers.LSTM(size)
        self.same = tf.keras.layers.Dense(1, activation="sigmoid")

    def call(self, inputs, training=None):
        left = inputs["left"]
        right = inputs["right"]
        a = self.embedding(left)
        a = self.encoder(a)
        b = self.embedding(right)
        b = self.encoder(b)
        return self.same(tf.keras.ops.abs(a - b))

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


def build_model(size=5):
    model = Siamese(size=size)
    model(
        {
            "left": tf.keras.Input(shape=(4,), dtype="int32", name="left"),
            "right": tf.keras.Input(shape=(4,), dtype="int32", name="right"),
        }
    )
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=5)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
