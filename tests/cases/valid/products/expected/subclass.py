"""M, generated from products.model (style: subclass). Edit the .model file instead."""

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
class M(tf.keras.Model):
    def __init__(self, size=4, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.first = First()
        self.embedding = tf.keras.layers.Embedding(9, size)
        self.concatenate = tf.keras.layers.Concatenate()
        self.dense = tf.keras.layers.Dense(size)
        self.first_1 = First()
        self.first_2 = First()
        self.add = tf.keras.layers.Add()
        self.permute = tf.keras.layers.Permute((2, 1))
        self.first_3 = First()
        self.dense_1 = tf.keras.layers.Dense(2)
        self.concatenate_1 = tf.keras.layers.Concatenate()
        self.r = tf.keras.layers.Dense(1)

    def call(self, words, training=None):
        embedding = self.embedding(words)
        x = embedding * tf.keras.ops.sqrt(float(self.size))
        y = self.concatenate([x, tf.keras.ops.multiply(x, 0.5)])
        z = self.dense(x * 3)
        first_1 = self.first(x)
        first_2 = self.first_1(doubled(x))
        first_3 = self.first_2(z * z)
        a = self.add([first_1, first_2, first_3])
        b = self.permute(y)
        b = self.first_3(b)
        c = self.dense_1(0.1 * a)
        r = self.concatenate_1([a, b, c])
        return self.r(r)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


def build_model(size=4):
    model = M(size=size)
    model(tf.keras.Input(shape=(6,), dtype="int32", name="words"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
