"""Repeats, generated from repeats.model (style: sequential). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="repeats")
class Block(tf.keras.layers.Layer):
    def __init__(self, units, rate=0.1, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.rate = rate
        self.layer_normalization = tf.keras.layers.LayerNormalization()
        self.dense = tf.keras.layers.Dense(units, activation="gelu")
        self.dropout = tf.keras.layers.Dropout(rate)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        layer_normalization = self.layer_normalization(x)
        dense = self.dense(layer_normalization)
        dropout = self.dropout(dense)
        return x + dropout

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "rate": self.rate,
        }


def build_model(depth=3):
    layers = [tf.keras.Input(shape=(4,), name="x")]
    for _ in range(2):
        layers.append(tf.keras.layers.Dense(4))
    for _ in range(depth):
        layers.append(Block(4))
    for _ in range(depth - 1):
        layers.append(tf.keras.layers.Dense(4))
        layers.append(tf.keras.layers.ReLU())
    for i in range(2):
        for _ in range(2):
            layers.append(tf.keras.layers.Dense(4 + i))
    layers.append(tf.keras.layers.Dense(1))
    return tf.keras.Sequential(layers, name="Repeats")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
