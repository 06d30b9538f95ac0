"""Outer, generated from styles_in_file.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="styles_in_file")
class Inner(tf.keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.dense = tf.keras.layers.Dense(2)
        self.y = tf.keras.layers.ReLU()

    def call(self, x, training=None):
        y = self.dense(x)
        return self.y(y)


@tf.keras.utils.register_keras_serializable(package="styles_in_file")
class Second(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.y = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        return self.y(x)


def Third():
    x = tf.keras.Input(shape=(2,), name="x")
    y = tf.keras.layers.Dense(2)(x)
    return tf.keras.Model(inputs=x, outputs=y)


@tf.keras.utils.register_keras_serializable(package="styles_in_file")
class Outer(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.inner = Inner()
        self.second = Second()
        self.third = Third()
        self.y = tf.keras.layers.Add()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        inner = self.inner(x)
        second = self.second(x)
        third = self.third(second)
        return self.y([inner, third])


def build_model():
    inputs = tf.keras.Input(shape=(3,), name="x")
    outputs = Outer()(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Outer")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
