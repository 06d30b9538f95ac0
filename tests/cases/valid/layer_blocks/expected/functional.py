"""Blocks, generated from layer_blocks.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="layer_blocks")
class Mix(tf.keras.layers.Layer):
    def __init__(self, sizes=(3, 4), rate=0.2, **kwargs):
        super().__init__(**kwargs)
        self.sizes = sizes
        self.rate = rate
        self.dense_layers = []
        self.dropout_layers = []
        for size in sizes:
            self.dense_layers.append(tf.keras.layers.Dense(size))
            self.dropout_layers.append(tf.keras.layers.Dropout(rate))

    def build(self, a_shape, b_shape):
        n = a_shape[-1]
        self.dense = tf.keras.layers.Dense(n)
        self.shift = self.add_weight(
            name="shift", shape=(n,), initializer=tf.keras.initializers.Constant(0.5)
        )
        # Builds the layers inside.
        self.compute_output_spec(
            tf.keras.Input(batch_shape=a_shape), tf.keras.Input(batch_shape=b_shape)
        )

    def call(self, a, b):
        x = a + b
        for dense, dropout in zip(self.dense_layers, self.dropout_layers):
            x = dense(x)
            x = dropout(x)
        back = self.dense(x)
        return back + self.shift, x

    def get_config(self):
        return {
            **super().get_config(),
            "sizes": self.sizes,
            "rate": self.rate,
        }


@tf.keras.utils.register_keras_serializable(package="layer_blocks")
class Split(tf.keras.layers.Layer):
    def __init__(self, parts=2, **kwargs):
        super().__init__(**kwargs)
        self.parts = parts

    def build(self, input_shape):
        length = input_shape[1]
        features = input_shape[2]
        self.dense = tf.keras.layers.Dense(features * self.parts)
        self.reshape = tf.keras.layers.Reshape((length * self.parts, features))
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.dense(x)
        return self.reshape(y)

    def get_config(self):
        return {
            **super().get_config(),
            "parts": self.parts,
        }


def build_model():
    a = tf.keras.Input(shape=(4,), name="a")
    b = tf.keras.Input(shape=(4,), name="b")
    c = tf.keras.Input(shape=(3, 2), name="c")
    mix_layer = Mix(sizes=[3])
    mix_layer_1 = Mix()
    split_layer = Split()
    flatten_layer = tf.keras.layers.Flatten()
    concatenate_layer = tf.keras.layers.Concatenate()
    first_layer = tf.keras.layers.Dense(2)
    y, x = mix_layer(a, b)
    z, _ = mix_layer_1(y, b)
    s = split_layer(c)
    s = flatten_layer(s)
    first = concatenate_layer([x, z, s])
    first = first_layer(first)
    return tf.keras.Model(inputs={"a": a, "b": b, "c": c}, outputs=first, name="Blocks")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
