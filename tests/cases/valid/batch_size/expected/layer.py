"""Batched, generated from batch_size.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="batch_size")
class Batched(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.dense = tf.keras.layers.Dense(3)
        self.embedding = tf.keras.layers.Embedding(5, 3)
        self.flatten = tf.keras.layers.Flatten()
        self.dense_1 = tf.keras.layers.Dense(3)
        self.z = tf.keras.layers.Add()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "x": tf.keras.Input(batch_shape=input_shape["x"]),
                "y": tf.keras.Input(batch_shape=input_shape["y"], dtype="int32"),
            }
        )

    def call(self, inputs):
        x = inputs["x"]
        y = inputs["y"]
        dense = self.dense(x)
        embedding = self.embedding(y)
        flatten = self.flatten(embedding)
        dense_1 = self.dense_1(flatten)
        return self.z([dense, dense_1])


def build_model():
    inputs = {
        "x": tf.keras.Input(shape=(4,), name="x", batch_size=6),
        "y": tf.keras.Input(shape=(2,), dtype="int32", name="y", optional=False),
    }
    outputs = Batched()(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Batched")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
