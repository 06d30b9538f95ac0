"""M, generated from products.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="products")
def doubled(x):
    return 2 * x


@tf.keras.utils.register_keras_serializable(package="products")
class First(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return x[:, 0] + tf.keras.ops.reshape(x, tf.keras.ops.shape(x))[:, 1]


@tf.keras.utils.register_keras_serializable(package="products")
class Product(tf.keras.layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size

    def call(self, x):
        return x * tf.keras.ops.sqrt(float(self.size))

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


@tf.keras.utils.register_keras_serializable(package="products")
class Multiply(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return tf.keras.ops.multiply(x, 0.5)


@tf.keras.utils.register_keras_serializable(package="products")
class Doubled(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return doubled(x)


def build_model(size=4):
    words = tf.keras.Input(shape=(6,), dtype="int32", name="words")
    first = First()
    x = tf.keras.layers.Embedding(9, size)(words)
    x = Product(size=size)(x)
    multiply = Multiply()(x)
    y = tf.keras.layers.Concatenate()([x, multiply])
    z = tf.keras.layers.Dense(size)(x * 3)
    first_1 = first(x)
    doubled_ = Doubled()(x)
    first_2 = First()(doubled_)
    first_3 = First()(z * z)
    a = tf.keras.layers.Add()([first_1, first_2, first_3])
    b = tf.keras.layers.Permute((2, 1))(y)
    b = First()(b)
    c = tf.keras.layers.Dense(2)(0.1 * a)
    r = tf.keras.layers.Concatenate()([a, b, c])
    r = tf.keras.layers.Dense(1)(r)
    return tf.keras.Model(inputs=words, outputs=r, name="M")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
