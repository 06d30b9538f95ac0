"""Pair, generated from model_twice.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="model_twice")
class Tower(tf.keras.Model):
    def __init__(self, depth=2, units=3, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        self.units = units
        self.dense_layers = [
            tf.keras.layers.Dense(units, activation="relu") for _ in range(depth)
        ]

    def call(self, x, training=None):
        for dense in self.dense_layers:
            x = dense(x)
        return x

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
            "units": self.units,
        }


@tf.keras.utils.register_keras_serializable(package="model_twice")
class Pair(tf.keras.Model):
    def __init__(self, depth=3, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        self.shared = Tower(depth)
        self.fresh = Tower(1)
        self.tower = Tower(depth=1)
        self.tower_layers = [Tower() for _ in range(2)]
        self.both = [self.shared, Tower()]
        self.add = tf.keras.layers.Add()
        self.z = tf.keras.layers.Dense(2)

    def call(self, inputs, training=None):
        a = inputs["a"]
        b = inputs["b"]
        c = self.shared(a)
        c = self.fresh(c)
        d = self.shared(b)
        d = self.tower(d)
        e = b
        for tower in self.tower_layers:
            e = tower(e)
        f, g = [layer(a) for layer in self.both]
        z = self.add([c, d, e, f, g])
        return self.z(z)

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
        }


def build_model(depth=3):
    model = Pair(depth=depth)
    model(
        {
            "a": tf.keras.Input(shape=(3,), name="a"),
            "b": tf.keras.Input(shape=(3,), name="b"),
        }
    )
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
