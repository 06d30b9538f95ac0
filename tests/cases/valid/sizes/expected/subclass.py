"""Heads, generated from sizes.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="sizes")
def with_places(x):
    length = tf.keras.ops.shape(x)[1]
    return x + tf.keras.ops.expand_dims(
        tf.keras.ops.cast(tf.keras.ops.arange(length), "float32"), -1
    )


@tf.keras.utils.register_keras_serializable(package="sizes")
class Mean(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return tf.keras.ops.true_divide(
            tf.keras.ops.sum(x, axis=1), tf.keras.ops.shape(x)[1]
        )


@tf.keras.utils.register_keras_serializable(package="sizes")
class RandomNormal(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.seed_generator = tf.keras.random.SeedGenerator()

    def call(self, x):
        return tf.keras.random.normal(
            (1, tf.keras.ops.shape(x)[1], 1), seed=self.seed_generator
        )


@tf.keras.utils.register_keras_serializable(package="sizes")
class Heads(tf.keras.Model):
    def __init__(self, width=8, heads=2, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.heads = heads
        self.dense = tf.keras.layers.Dense(width)
        self.conv1d = tf.keras.layers.Conv1D(width, 3, padding="same")
        self.concatenate = tf.keras.layers.Concatenate(axis=1)
        self.dense_layers = []
        self.random_normal_layers = []
        for rate in [0.1, 0.2]:
            self.dense_layers.append(tf.keras.layers.Dense(width))
            self.random_normal_layers.append(RandomNormal())
        self.embedding = tf.keras.layers.Embedding(32, width)
        self.mean = Mean()
        self.mean_1 = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        x_1 = x
        batch, length, size = tf.keras.ops.shape(x_1)
        q = self.dense(x)
        q = tf.keras.ops.transpose(
            tf.keras.ops.reshape(q, (batch, length, self.heads, size // self.heads)),
            (0, 2, 1, 3),
        )
        weights = tf.keras.ops.softmax(
            q
            @ tf.keras.ops.transpose(q, (0, 1, 3, 2))
            / tf.keras.ops.sqrt(size / self.heads)
        )
        y = tf.keras.ops.reshape(
            tf.keras.ops.transpose(weights @ q, (0, 2, 1, 3)), (batch, length, size)
        )
        x = self.conv1d(with_places(y))
        x_2 = x
        batch, length, size = tf.keras.ops.shape(x_2)
        half = length // 2
        start = tf.keras.ops.broadcast_to(
            tf.keras.ops.ones((1, 1, self.width)), (batch, 1, self.width)
        )
        x = self.concatenate([start, x[:, :half], x[:, half:]])
        for rate, dense, random_normal_layer in zip(
            [0.1, 0.2], self.dense_layers, self.random_normal_layers
        ):
            x_3 = x
            tokens = tf.keras.ops.shape(x_3)[1]
            x = dense(x)
            random_normal = random_normal_layer(x_3)
            x = x + rate * random_normal
            x = x / tf.keras.ops.cast(tokens, "float32")
        places = self.embedding(tf.keras.ops.arange(tf.keras.ops.shape(x)[1]))
        mean = self.mean(x + places)
        return {
            "mean": self.mean_1(mean),
            "flat": tf.keras.ops.reshape(x, (tf.keras.ops.shape(x)[0], -1))[:, :4],
        }

    def get_config(self):
        return {
            **super().get_config(),
            "width": self.width,
            "heads": self.heads,
        }


def build_model(width=8, heads=2):
    model = Heads(width=width, heads=heads)
    model(tf.keras.Input(shape=(None, width), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=8)
    parser.add_argument("--heads", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
