"""Autoencoder, generated from sampling.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="sampling")
class Sampling(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.seed_generator = tf.keras.random.SeedGenerator()

    def call(self, mean, log_variance):
        self.add_loss(
            -0.5
            * tf.keras.ops.mean(
                1 + log_variance - mean**2 - tf.keras.ops.exp(log_variance)
            )
        )
        return mean + tf.keras.ops.exp(0.5 * log_variance) * tf.keras.random.normal(
            tf.keras.ops.shape(mean), seed=self.seed_generator
        )


def build_model(size=2):
    x = tf.keras.Input(shape=(4,), name="x")
    h = tf.keras.layers.Dense(3, activation="relu")(x)
    z = tf.keras.layers.Dense(size)(h)
    dense = tf.keras.layers.Dense(size)(h)
    z = Sampling()(z, dense)
    reconstruction = tf.keras.layers.Dense(3, activation="relu")(z)
    reconstruction = tf.keras.layers.Dense(4)(reconstruction)
    return tf.keras.Model(inputs=x, outputs=reconstruction, name="Autoencoder")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
