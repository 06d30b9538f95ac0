"""Pyramid, generated from tensor_loops.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="tensor_loops")
class Pyramid(tf.keras.Model):
    def __init__(self, depth=3, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        skips = []
        self.y_layers = []
        for i in range(depth):
            self.y_layers.append(tf.keras.layers.Dense(4 + i))
            skips = skips + [None]
        self.concatenate_layers = []
        self.y_layers_1 = []
        for _ in reversed(skips[1:]):
            self.concatenate_layers.append(tf.keras.layers.Concatenate())
            self.y_layers_1.append(tf.keras.layers.Dense(4))
        self.dense = tf.keras.layers.Dense(1)
        self.dense_1 = tf.keras.layers.Dense(2)
        parts = [None, None]
        sides = [None, None] if depth > 1 else [None]
        self.dense_layers = [
            tf.keras.layers.Dense(4, activation="relu" if i > 0 else None)
            for i, _ in enumerate(sides + parts)
        ]
        self.y = tf.keras.layers.Dense(2)

    def call(self, x, training=None):
        skips = []
        y = x
        for y_layer in self.y_layers:
            y = y_layer(y)
            skips = skips + [y]
        for skip, concatenate, y_layer_1 in zip(
            reversed(skips[1:]), self.concatenate_layers, self.y_layers_1
        ):
            y = concatenate([y, skip])
            y = y_layer_1(y)
        dense = self.dense(y)
        dense_1 = self.dense_1(y)
        parts = [dense, dense_1]
        sides = [x, y] if self.depth > 1 else [x]
        for (i, side), dense_layer in zip(enumerate(sides + parts), self.dense_layers):
            dense_2 = dense_layer(side)
            y = y + dense_2
        return self.y(y)

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
        }


def build_model(depth=3):
    model = Pyramid(depth=depth)
    model(tf.keras.Input(shape=(4,), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
