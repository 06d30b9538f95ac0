"""Autoencoder, generated from sampling.model (style: subclass). Edit the .model file instead."""

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


@tf.keras.utils.register_keras_serializable(package="sampling")
class Autoencoder(tf.keras.Model):
    def __init__(self, size=2, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.dense = tf.keras.layers.Dense(3, activation="relu")
        self.dense_1 = tf.keras.layers.Dense(size)
        self.dense_2 = tf.keras.layers.Dense(size)
        self.sampling = Sampling()
        self.dense_3 = tf.keras.layers.Dense(3, activation="relu")
        self.reconstruction = tf.keras.layers.Dense(4)

    def call(self, x, training=None):
        h = self.dense(x)
        z = self.dense_1(h)
        dense = self.dense_2(h)
        z = self.sampling(z, dense)
        reconstruction = self.dense_3(z)
        return self.reconstruction(reconstruction)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


def build_model(size=2):
    model = Autoencoder(size=size)
    model(tf.keras.Input(shape=(4,), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
