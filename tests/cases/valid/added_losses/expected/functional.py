"""Losses, generated from added_losses.model (style: functional). Edit the .model file instead."""

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
class AddLosses(tf.keras.layers.Layer):
    """Adds losses to the model it stands in, and gives its first argument on as it is."""

    def call(self, x, losses):
        for loss in losses:
            self.add_loss(loss)
        return x


def build_model(strength=0.5, regularize=True):
    x = tf.keras.Input(shape=(4,), name="x")
    target = tf.keras.Input(shape=(2,), name="target")
    losses = []
    h = tf.keras.layers.Dense(3)(x)
    h = Sparse()(h)
    h = Sparse(0.2)(h)
    y = tf.keras.layers.Dense(2)(h)
    if regularize:
        losses = losses + [strength * tf.keras.ops.mean((y - target) ** 2)]
    for scale in [0.1, 0.2]:
        losses = losses + [scale * tf.keras.ops.mean(tf.keras.ops.square(h))]
    output = y
    output = AddLosses()(output, losses)
    return tf.keras.Model(
        inputs={"x": x, "target": target}, outputs=output, name="Losses"
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strength", type=float, default=0.5)
    parser.add_argument(
        "--regularize", action=argparse.BooleanOptionalAction, default=True
    )
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
