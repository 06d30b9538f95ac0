"""Masked, generated from mask_inputs.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="mask_inputs")
class Block(tf.keras.layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.multi_head_attention = tf.keras.layers.MultiHeadAttention(2, size)
        self.layer_normalization = tf.keras.layers.LayerNormalization()
        self.dense = tf.keras.layers.Dense(size)

    def build(self, x_shape, mask__shape):
        # Builds the layers inside.
        self.compute_output_spec(
            tf.keras.Input(batch_shape=x_shape), tf.keras.Input(batch_shape=mask__shape)
        )

    def call(self, x, mask_):
        multi_head_attention = self.multi_head_attention(x, x, attention_mask=mask_)
        x = self.layer_normalization(x + multi_head_attention)
        dense = self.dense(x)
        return x + dense

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


@tf.keras.utils.register_keras_serializable(package="mask_inputs")
class Mixed(tf.keras.layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.dense = tf.keras.layers.Dense(size)

    def build(self, x_shape, padding_mask__shape, training__shape):
        # Builds the layers inside.
        self.compute_output_spec(
            tf.keras.Input(batch_shape=x_shape),
            tf.keras.Input(batch_shape=padding_mask__shape),
            tf.keras.Input(batch_shape=training__shape),
        )

    def call(self, x, padding_mask_, training_):
        return self.dense(x * padding_mask_ + training_)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


@tf.keras.utils.register_keras_serializable(package="mask_inputs")
class Masked(tf.keras.layers.Layer):
    def __init__(self, size=4, depth=2, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.depth = depth
        self.block_layers = [Block(size) for _ in range(depth)]
        self.block = Block(size)
        self.mixed = Mixed(size)
        self.flatten = tf.keras.layers.Flatten()
        self.z = tf.keras.layers.Dense(1)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "x": tf.keras.Input(batch_shape=input_shape["x"]),
                "keep": tf.keras.Input(batch_shape=input_shape["keep"]),
            }
        )

    def call(self, inputs):
        x = inputs["x"]
        keep = inputs["keep"]
        mask = tf.keras.ops.expand_dims(keep[:, :, 0] > 0, 1)
        y = x
        for block in self.block_layers:
            y = block(y, mask)
        y = self.block(y, mask_=mask)
        y = self.mixed(y, training_=x, padding_mask_=keep)
        z = self.flatten(y)
        return self.z(z)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
            "depth": self.depth,
        }


def build_model(size=4, depth=2):
    inputs = {
        "x": tf.keras.Input(shape=(3, size), name="x"),
        "keep": tf.keras.Input(shape=(3, 1), name="keep"),
    }
    outputs = Masked(size=size, depth=depth)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Masked")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4)
    parser.add_argument("--depth", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
