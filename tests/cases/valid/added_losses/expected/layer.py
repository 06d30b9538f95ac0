"""Losses, generated from added_losses.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="added_losses")
class Sparse(tf.keras.layers.Layer):
    def __init__(self, rate=0.1, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def call(self, x):
        self.add_loss(self.rate * tf.keras.ops.mean(tf.keras.ops.abs(x)))
        return x

    def get_config(self):
        return {
            **super().get_config(),
            "rate": self.rate,
        }


@tf.keras.utils.register_keras_serializable(package="added_losses")
class Losses(tf.keras.layers.Layer):
    def __init__(self, strength=0.5, regularize=True, **kwargs):
        super().__init__(**kwargs)
        self.strength = strength
        self.regularize = regularize
        self.dense = tf.keras.layers.Dense(3)
        self.sparse = Sparse()
        self.sparse_1 = Sparse(0.2)
        self.dense_1 = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "x": tf.keras.Input(batch_shape=input_shape["x"]),
                "target": tf.keras.Input(batch_shape=input_shape["target"]),
            }
        )

    def call(self, inputs):
        x = inputs["x"]
        target = inputs["target"]
        h = self.dense(x)
        h = self.sparse(h)
        h = self.sparse_1(h)
        y = self.dense_1(h)
        if self.regularize:
            self.add_loss(self.strength * tf.keras.ops.mean((y - target) ** 2))
        for scale in [0.1, 0.2]:
            self.add_loss(scale * tf.keras.ops.mean(tf.keras.ops.square(h)))
        return y

    def get_config(self):
        return {
            **super().get_config(),
            "strength": self.strength,
            "regularize": self.regularize,
        }


def build_model(strength=0.5, regularize=True):
    inputs = {
        "x": tf.keras.Input(shape=(4,), name="x"),
        "target": tf.keras.Input(shape=(2,), name="target"),
    }
    outputs = Losses(strength=strength, regularize=regularize)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Losses")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strength", type=float, default=0.5)
    parser.add_argument(
        "--regularize", action=argparse.BooleanOptionalAction, default=True
    )
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
