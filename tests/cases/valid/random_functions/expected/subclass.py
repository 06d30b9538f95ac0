"""M, generated from random_functions.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="random_functions")
def noisy(x, scale=0.1, *, seed_generator):
    return x + scale * tf.keras.random.normal(
        tf.keras.ops.shape(x), seed=seed_generator
    )


@tf.keras.utils.register_keras_serializable(package="random_functions")
def twice(x, k=2.0, *, seed_generator):
    return noisy(x, scale=k, seed_generator=seed_generator) + noisy(
        x, seed_generator=seed_generator
    )


@tf.keras.utils.register_keras_serializable(package="random_functions")
def pair(x, *, seed_generator):
    return noisy(x, seed_generator=seed_generator), x * tf.keras.random.uniform(
        tf.keras.ops.shape(x), seed=7
    )


@tf.keras.utils.register_keras_serializable(package="random_functions")
class Jitter(tf.keras.layers.Layer):
    def __init__(self, scale=1.0, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale
        self.seed_generator = tf.keras.random.SeedGenerator()
        self.dense = tf.keras.layers.Dense(3)
        self.dense_1 = tf.keras.layers.Dense(3)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        dense = self.dense(x)
        dense_1 = self.dense_1(x)
        return noisy(dense, seed_generator=self.seed_generator) + twice(
            dense_1, k=self.scale, seed_generator=self.seed_generator
        )

    def get_config(self):
        return {
            **super().get_config(),
            "scale": self.scale,
        }


@tf.keras.utils.register_keras_serializable(package="random_functions")
class RandomTwice(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.seed_generator = tf.keras.random.SeedGenerator()

    def call(self, x):
        return twice(x, seed_generator=self.seed_generator)


@tf.keras.utils.register_keras_serializable(package="random_functions")
class RandomNoisy(tf.keras.layers.Layer):
    def __init__(self, scale, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale
        self.seed_generator = tf.keras.random.SeedGenerator()

    def call(self, h):
        return noisy(h, scale=self.scale, seed_generator=self.seed_generator)

    def get_config(self):
        return {
            **super().get_config(),
            "scale": self.scale,
        }


@tf.keras.utils.register_keras_serializable(package="random_functions")
class RandomNoisy2(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.seed_generator = tf.keras.random.SeedGenerator()

    def call(self, x):
        return noisy(x, seed_generator=self.seed_generator)


@tf.keras.utils.register_keras_serializable(package="random_functions")
class RandomPair(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.seed_generator = tf.keras.random.SeedGenerator()

    def call(self, h):
        return pair(h, seed_generator=self.seed_generator)


@tf.keras.utils.register_keras_serializable(package="random_functions")
class M(tf.keras.Model):
    def __init__(self, size=4, scale=0.3, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.scale = scale
        self.dense = tf.keras.layers.Dense(size)
        self.random_twice = RandomTwice()
        self.jitter = Jitter(scale)
        self.random_noisy = RandomNoisy(scale=scale)
        self.dense_layers = []
        self.random_noisy2_layers = []
        for i in range(2):
            self.dense_layers.append(tf.keras.layers.Dense(4, activation="relu"))
            self.random_noisy2_layers.append(RandomNoisy2())
        self.random_pair = RandomPair()
        self.y = tf.keras.layers.Dense(4)

    def call(self, x, training=None):
        h = self.dense(x)
        h = self.random_twice(h)
        h = self.jitter(h)
        h = self.random_noisy(h)
        for dense, random_noisy2 in zip(self.dense_layers, self.random_noisy2_layers):
            h = dense(h)
            h = random_noisy2(h)
        left, right = self.random_pair(h)
        return self.y(left + right)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
            "scale": self.scale,
        }


def build_model(size=4, scale=0.3):
    model = M(size=size, scale=scale)
    model(tf.keras.Input(shape=(4,), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4)
    parser.add_argument("--scale", type=float, default=0.3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
