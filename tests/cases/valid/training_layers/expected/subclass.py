"""Trains, generated from training_layers.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="training_layers")
class Block(tf.keras.layers.Layer):
    def __init__(self, units, rate=0.3, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.rate = rate
        self.dense = tf.keras.layers.Dense(units)
        self.batch_normalization = tf.keras.layers.BatchNormalization()
        self.dropout = tf.keras.layers.Dropout(rate)
        self.gaussian_noise = tf.keras.layers.GaussianNoise(0.1)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.dense(x)
        y = self.batch_normalization(y)
        y = self.dropout(y)
        y = self.gaussian_noise(y)
        return x + y

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "rate": self.rate,
        }


@tf.keras.utils.register_keras_serializable(package="training_layers")
class Stack(tf.keras.layers.Layer):
    def __init__(self, units, depth=2, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.depth = depth
        self.block_layers = [Block(units) for _ in range(depth)]
        self.block_layers_1 = [Block(units) for _ in range(2)]

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        for block in self.block_layers:
            x = block(x)
        output = x
        for block_layer in self.block_layers_1:
            output = block_layer(output)
        return output

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "depth": self.depth,
        }


@tf.keras.utils.register_keras_serializable(package="training_layers")
class Trains(tf.keras.Model):
    def __init__(self, depth=2, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        self.stack = Stack(4, depth=depth)
        self.activity_regularization = tf.keras.layers.ActivityRegularization(l2=0.01)
        self.y = tf.keras.layers.Dense(2)

    def call(self, x, training=None):
        x = self.stack(x)
        x = self.activity_regularization(x)
        return self.y(x)

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
        }


def build_model(depth=2):
    model = Trains(depth=depth)
    model(tf.keras.Input(shape=(4,), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
