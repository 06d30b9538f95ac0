"""Reassigned, generated from reassigned.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="reassigned")
class Reassigned(tf.keras.layers.Layer):
    def __init__(self, units=4, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dense = tf.keras.layers.Dense(units)
        self.layer_ = tf.keras.layers.Dense(units)
        self.layer__1 = tf.keras.layers.Dense(units + 1)
        size = units * 2
        size = size + 1
        self.dense_1 = tf.keras.layers.Dense(size)
        self.dense_2 = tf.keras.layers.Dense(4)
        self.add = tf.keras.layers.Add()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        x = self.dense(x)
        y = self.layer_(x)
        z = self.layer__1(y)
        w = self.dense_1(z)
        again = self.dense_2(w)
        return self.add([again, y])

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


def build_model(units=4):
    inputs = tf.keras.Input(shape=(3,), name="x")
    outputs = Reassigned(units=units)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Reassigned")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
