"""Lists, generated from layer_lists.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="layer_lists")
class Lists(tf.keras.Model):
    def __init__(self, depth=3, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        self.towers = []
        for i in range(depth):
            tower = tf.keras.Sequential(
                [tf.keras.layers.Dense(4), tf.keras.layers.ReLU()]
            )
            self.towers = self.towers + [tower]
        self.add = tf.keras.layers.Add()
        both = [tf.keras.layers.Dense(4), tf.keras.layers.Dense(4)]
        self.both = both
        self.y = tf.keras.layers.Add()
        self.both_layers = []
        self.y_layers = []
        for i in range(depth):
            both = both + [tf.keras.layers.Dense(4, activation="relu")]
            self.both_layers.append(both)
            self.y_layers.append(tf.keras.layers.Add())
        self.both_1 = both
        self.branch_layers = [branch for branch in self.both_1]
        self.branch_layers_1 = []
        self.y_layers_1 = []
        for i in range(2):
            branch = [tf.keras.layers.Dense(2), tf.keras.layers.Dense(2)]
            self.branch_layers_1.append(branch)
            self.y_layers_1.append(tf.keras.layers.Concatenate())
        tower = tf.keras.Sequential(
            [
                tf.keras.Sequential([tf.keras.layers.Dense(4) for _ in range(2)]),
                tf.keras.layers.ReLU(),
            ]
        )
        self.tower = tower

    def call(self, x, training=None):
        y = self.add([layer(x) for layer in self.towers])
        y = self.towers[0](y)
        y = self.y([layer(y) for layer in self.both])
        for both_layer, y_layer in zip(self.both_layers, self.y_layers):
            y = y_layer([layer(y) for layer in both_layer])
        for branch_layer in self.branch_layers:
            y = branch_layer(y)
        for branch_layer_1, y_layer_1 in zip(self.branch_layers_1, self.y_layers_1):
            y = y_layer_1([layer(y) for layer in branch_layer_1])
        y = self.tower(y)
        return self.towers[-1](y)

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
        }


def build_model(depth=3):
    model = Lists(depth=depth)
    model(tf.keras.Input(shape=(4,), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
