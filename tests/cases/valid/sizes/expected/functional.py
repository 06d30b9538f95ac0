"""Heads, generated from sizes.model (style: functional). Edit the .model file instead."""

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
class Reshape(tf.keras.layers.Layer):
    def __init__(self, heads, **kwargs):
        super().__init__(**kwargs)
        self.heads = heads

    def call(self, q, x):
        return tf.keras.ops.reshape(
            q,
            (
                tf.keras.ops.shape(x)[0],
                tf.keras.ops.shape(x)[1],
                self.heads,
                tf.keras.ops.shape(x)[2] // self.heads,
            ),
        )

    def get_config(self):
        return {
            **super().get_config(),
            "heads": self.heads,
        }


@tf.keras.utils.register_keras_serializable(package="sizes")
class Reshape2(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, weights, q, x):
        return tf.keras.ops.reshape(
            tf.keras.ops.transpose(weights @ q, (0, 2, 1, 3)),
            (
                tf.keras.ops.shape(x)[0],
                tf.keras.ops.shape(x)[1],
                tf.keras.ops.shape(x)[2],
            ),
        )


@tf.keras.utils.register_keras_serializable(package="sizes")
class WithPlaces(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, y):
        return with_places(y)


@tf.keras.utils.register_keras_serializable(package="sizes")
class BroadcastTo(tf.keras.layers.Layer):
    def __init__(self, width, **kwargs):
        super().__init__(**kwargs)
        self.width = width

    def call(self, x):
        return tf.keras.ops.broadcast_to(
            tf.keras.ops.ones((1, 1, self.width)),
            (tf.keras.ops.shape(x)[0], 1, self.width),
        )

    def get_config(self):
        return {
            **super().get_config(),
            "width": self.width,
        }


@tf.keras.utils.register_keras_serializable(package="sizes")
class Part(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x, x_1):
        return x[:, : tf.keras.ops.shape(x_1)[1] // 2]


@tf.keras.utils.register_keras_serializable(package="sizes")
class Part2(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x, x_1):
        return x[:, tf.keras.ops.shape(x_1)[1] // 2 :]


@tf.keras.utils.register_keras_serializable(package="sizes")
class Cast(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return tf.keras.ops.cast(tf.keras.ops.shape(x)[1], "float32")


@tf.keras.utils.register_keras_serializable(package="sizes")
class Arange(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return tf.keras.ops.arange(tf.keras.ops.shape(x)[1])


@tf.keras.utils.register_keras_serializable(package="sizes")
class Reshape3(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return tf.keras.ops.reshape(x, (tf.keras.ops.shape(x)[0], -1))


def build_model(width=8, heads=2):
    x_input = tf.keras.Input(shape=(None, width), name="x")
    x = x_input
    dense_layer = tf.keras.layers.Dense(width)
    reshape_layer = Reshape(heads=heads)
    reshape2_layer = Reshape2()
    with_places_layer = WithPlaces()
    conv1d_layer = tf.keras.layers.Conv1D(width, 3, padding="same")
    broadcast_to_layer = BroadcastTo(width=width)
    part_layer = Part()
    part2_layer = Part2()
    concatenate_layer = tf.keras.layers.Concatenate(axis=1)
    dense_layers = []
    random_normal_layers = []
    cast_layers = []
    for rate in [0.1, 0.2]:
        dense_layers.append(tf.keras.layers.Dense(width))
        random_normal_layers.append(RandomNormal())
        cast_layers.append(Cast())
    arange_layer = Arange()
    embedding_layer = tf.keras.layers.Embedding(32, width)
    mean_layer = Mean()
    mean_layer_1 = tf.keras.layers.Dense(1)
    reshape3_layer = Reshape3()
    x_1 = x
    batch, length, size = tf.keras.ops.shape(x_1)
    q = dense_layer(x)
    q = reshape_layer(q, x_1)
    q = tf.keras.ops.transpose(q, (0, 2, 1, 3))
    weights = tf.keras.ops.softmax(
        q @ tf.keras.ops.transpose(q, (0, 1, 3, 2)) / tf.keras.ops.sqrt(size / heads)
    )
    y = reshape2_layer(weights, q, x_1)
    x = with_places_layer(y)
    x = conv1d_layer(x)
    x_2 = x
    batch, length, size = tf.keras.ops.shape(x_2)
    start = broadcast_to_layer(x_2)
    part = part_layer(x, x_2)
    part2 = part2_layer(x, x_2)
    x = concatenate_layer([start, part, part2])
    for rate, dense, random_normal_layer, cast_layer in zip(
        [0.1, 0.2], dense_layers, random_normal_layers, cast_layers
    ):
        x_3 = x
        x = dense(x)
        random_normal = random_normal_layer(x_3)
        x = x + rate * random_normal
        cast = cast_layer(x_3)
        x = x / cast
    places = arange_layer(x)
    places = embedding_layer(places)
    mean = mean_layer(x + places)
    mean = mean_layer_1(mean)
    reshape3 = reshape3_layer(x)
    flat = reshape3[:, :4]
    return tf.keras.Model(
        inputs=x_input, outputs={"mean": mean, "flat": flat}, name="Heads"
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=8)
    parser.add_argument("--heads", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
