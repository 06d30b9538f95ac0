"""M, generated from layer_names.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="layer_names")
class Block(tf.keras.layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.dense = tf.keras.layers.Dense(size, name="inner", activation="relu")

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        return self.dense(x)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


@tf.keras.utils.register_keras_serializable(package="layer_names")
class M(tf.keras.layers.Layer):
    def __init__(self, size=4, wide=False, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.wide = wide
        if wide:
            self.dense = tf.keras.layers.Dense(64, name="first")
        else:
            self.dense_1 = tf.keras.layers.Dense(size, name="first")
        self.block_layers = []
        self.dense_layers = []
        for i in range(2):
            self.block_layers.append(Block(size))
            self.dense_layers.append(tf.keras.layers.Dense(size, name="layer_%d" % i))
        self.shared = tf.keras.layers.Dense(size, name="inner")
        self.y = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        if self.wide:
            h = self.dense(x)
        else:
            h = self.dense_1(x)
        for block, dense in zip(self.block_layers, self.dense_layers):
            h = block(h)
            h = dense(h)
        shared_1 = self.shared(h)
        shared_2 = self.shared(x)
        return self.y(shared_1 + shared_2)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
            "wide": self.wide,
        }


def build_model(size=4, wide=False):
    inputs = tf.keras.Input(shape=(4,), name="x")
    outputs = M(size=size, wide=wide)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="M")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4)
    parser.add_argument("--wide", action=argparse.BooleanOptionalAction, default=False)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
