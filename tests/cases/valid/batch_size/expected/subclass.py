"""Batched, generated from batch_size.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="batch_size")
class Batched(tf.keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.dense = tf.keras.layers.Dense(3)
        self.embedding = tf.keras.layers.Embedding(5, 3)
        self.flatten = tf.keras.layers.Flatten()
        self.dense_1 = tf.keras.layers.Dense(3)
        self.z = tf.keras.layers.Add()

    def call(self, inputs, training=None):
        x = inputs["x"]
        y = inputs["y"]
        dense = self.dense(x)
        embedding = self.embedding(y)
        flatten = self.flatten(embedding)
        dense_1 = self.dense_1(flatten)
        return self.z([dense, dense_1])


def build_model():
    model = Batched()
    model(
        {
            "x": tf.keras.Input(shape=(4,), name="x", batch_size=6),
            "y": tf.keras.Input(shape=(2,), dtype="int32", name="y", optional=False),
        }
    )
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
