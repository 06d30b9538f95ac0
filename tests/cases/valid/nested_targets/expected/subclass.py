"""Nested, generated from nested_targets.model (style: subclass). Edit the .model file instead."""

import argparse
import ast

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="nested_targets")
class Nested(tf.keras.Model):
    def __init__(self, sizes=(4, 5), rates=((0.1, 2), (0.2, 3)), **kwargs):
        super().__init__(**kwargs)
        self.sizes = sizes
        self.rates = rates
        skips = []
        self.dense_layers = []
        self.dropout_layers = []
        self.y_layers = []
        for i, (size, (rate, factor)) in enumerate(zip(sizes, rates)):
            self.dense_layers.append(tf.keras.layers.Dense(factor * size))
            self.dropout_layers.append(tf.keras.layers.Dropout(rate))
            self.y_layers.append(tf.keras.layers.Dense(size + i))
            skips = skips + [None]
        self.concatenate_layers = []
        self.y_layers_1 = []
        for i, (size, _) in enumerate(zip(reversed(sizes), reversed(skips))):
            self.concatenate_layers.append(tf.keras.layers.Concatenate())
            self.y_layers_1.append(tf.keras.layers.Dense(size + i))
        self.towers = [
            tf.keras.layers.Dense(4, activation="relu"),
            tf.keras.layers.Dense(4),
        ]
        self.y_layers_2 = [
            tf.keras.layers.Concatenate()
            for tower, (_, _) in zip(self.towers, zip(skips, reversed(skips)))
        ]
        self.y_layers_3 = []
        self.dense_layers_1 = []
        for i, (tower, last) in enumerate(zip(self.towers, [True, False])):
            self.y_layers_3.append(tf.keras.layers.Dense(4 + i))
            if not last:
                self.dense_layers_1.append(tf.keras.layers.Dense(14))
        self.layers_layer = [tf.keras.layers.Dense(4), tf.keras.layers.Dense(5)]
        self.concatenate_layers_1 = []
        self.y_layers_4 = []
        for tower, _ in zip(self.layers_layer, [None, None]):
            self.concatenate_layers_1.append(tf.keras.layers.Concatenate())
            self.y_layers_4.append(tf.keras.layers.Dense(3))
        self.y = tf.keras.layers.Dense(2)

    def call(self, x, training=None):
        skips = []
        y = x
        for dense, dropout, y_layer in zip(
            self.dense_layers, self.dropout_layers, self.y_layers
        ):
            y = dense(y)
            y = dropout(y)
            y = y_layer(y)
            skips = skips + [y]
        for (i, (size, skip)), concatenate, y_layer_1 in zip(
            enumerate(zip(reversed(self.sizes), reversed(skips))),
            self.concatenate_layers,
            self.y_layers_1,
        ):
            y = concatenate([y, skip])
            y = y_layer_1(y)
        for tower, (a, b), y_layer_2 in zip(
            self.towers, zip(skips, reversed(skips)), self.y_layers_2
        ):
            tower_1 = tower(y)
            y = y_layer_2([a, b, tower_1])
        dense_iterator = iter(self.dense_layers_1)
        for (i, (tower, last)), y_layer_3 in zip(
            enumerate(zip(self.towers, [True, False])), self.y_layers_3
        ):
            y = y_layer_3(y)
            if not last:
                dense_layer = next(dense_iterator)
                y = dense_layer(y)
                y = tower(y)
        for tower, other, concatenate_layer, y_layer_4 in zip(
            self.layers_layer, [x, y], self.concatenate_layers_1, self.y_layers_4
        ):
            tower_2 = tower(other)
            y = concatenate_layer([y, tower_2])
            y = y_layer_4(y)
        return self.y(y)

    def get_config(self):
        return {
            **super().get_config(),
            "sizes": self.sizes,
            "rates": self.rates,
        }


def build_model(sizes=(4, 5), rates=((0.1, 2), (0.2, 3))):
    model = Nested(sizes=sizes, rates=rates)
    model(tf.keras.Input(shape=(4,), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=(4, 5))
    parser.add_argument("--rates", type=ast.literal_eval, default=((0.1, 2), (0.2, 3)))
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
