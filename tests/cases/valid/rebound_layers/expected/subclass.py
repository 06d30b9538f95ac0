"""Rebound, generated from rebound_layers.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="rebound_layers")
class Rebound(tf.keras.Model):
    def __init__(self, depth=3, plain=True, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        self.plain = plain
        block = tf.keras.layers.Dense(4, activation="relu")
        self.block = block
        if plain:
            block = tf.keras.layers.Dense(4)
        self.block_1 = block
        self.block_layers = []
        self.block_layers_1 = []
        self.step_layers = []
        self.step_layers_1 = []
        for i in range(depth):
            self.block_layers.append(block)
            block = tf.keras.layers.Dense(4, activation="tanh")
            if i % 2 == 0:
                block = tf.keras.layers.Dense(4, use_bias=False)
            self.block_layers_1.append(block)
            for k in range(2):
                step = tf.keras.Sequential(
                    [tf.keras.layers.Dense(4 + k), tf.keras.layers.Dense(4)]
                )
                self.step_layers.append(step)
            self.step_layers_1.append(step)
        self.block_2 = block
        self.y_layers = [tf.keras.layers.Dense(3) for _ in range(2)]

    def call(self, x, training=None):
        y = self.block(x)
        y = self.block_1(y)
        y = self.block_1(y)
        step_iterator = iter(self.step_layers)
        for block_layer, block_layer_1, step_layer in zip(
            self.block_layers, self.block_layers_1, self.step_layers_1
        ):
            y = block_layer(y)
            y = block_layer_1(y)
            y = block_layer_1(y)
            for k in range(2):
                step_layer_1 = next(step_iterator)
                y = step_layer_1(y)
            y = step_layer(y)
        y = self.block_2(y)
        for y_layer in self.y_layers:
            y = y_layer(y)
        return y

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
            "plain": self.plain,
        }


def build_model(depth=3, plain=True):
    model = Rebound(depth=depth, plain=plain)
    model(tf.keras.Input(shape=(4,), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--plain", action=argparse.BooleanOptionalAction, default=True)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
