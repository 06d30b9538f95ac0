"""Masked, generated from mask_inputs.model (style: functional). Edit the .model file instead."""

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


def build_model(size=4, depth=2):
    x = tf.keras.Input(shape=(3, size), name="x")
    keep = tf.keras.Input(shape=(3, 1), name="keep")
    block_layers = [Block(size) for _ in range(depth)]
    block_layer = Block(size)
    mixed_layer = Mixed(size)
    flatten_layer = tf.keras.layers.Flatten()
    z_layer = tf.keras.layers.Dense(1)
    mask = tf.keras.ops.expand_dims(keep[:, :, 0] > 0, 1)
    y = x
    for block in block_layers:
        y = block(y, mask)
    y = block_layer(y, mask_=mask)
    y = mixed_layer(y, training_=x, padding_mask_=keep)
    z = flatten_layer(y)
    z = z_layer(z)
    return tf.keras.Model(inputs={"x": x, "keep": keep}, outputs=z, name="Masked")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4)
    parser.add_argument("--depth", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
