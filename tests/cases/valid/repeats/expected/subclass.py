"""Repeats, generated from repeats.model (style: subclass). Edit the .model file instead."""

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


@tf.keras.utils.register_keras_serializable(package="repeats")
class Repeats(tf.keras.Model):
    def __init__(self, depth=3, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        self.dense_layers = [tf.keras.layers.Dense(4) for _ in range(2)]
        self.block_layers = [Block(4) for _ in range(depth)]
        self.dense_layers_1 = []
        self.re_lu_layers = []
        for _ in range(depth - 1):
            self.dense_layers_1.append(tf.keras.layers.Dense(4))
            self.re_lu_layers.append(tf.keras.layers.ReLU())
        self.dense_layers_2 = []
        for i in range(2):
            for _ in range(2):
                self.dense_layers_2.append(tf.keras.layers.Dense(4 + i))
        self.y = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        for dense in self.dense_layers:
            x = dense(x)
        for block in self.block_layers:
            x = block(x)
        for dense_layer, re_lu in zip(self.dense_layers_1, self.re_lu_layers):
            x = dense_layer(x)
            x = re_lu(x)
        dense_iterator = iter(self.dense_layers_2)
        for i in range(2):
            for _ in range(2):
                dense_layer_1 = next(dense_iterator)
                x = dense_layer_1(x)
        return self.y(x)

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
        }


def build_model(depth=3):
    model = Repeats(depth=depth)
    model(tf.keras.Input(shape=(4,), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
