"""Forks, generated from forks.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="forks")
class Squeeze(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dense = tf.keras.layers.Dense(units)
        self.re_lu = tf.keras.layers.ReLU()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        output = self.dense(x)
        return self.re_lu(output)

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


@tf.keras.utils.register_keras_serializable(package="forks")
class Forks(tf.keras.Model):
    def __init__(self, filters=4, **kwargs):
        super().__init__(**kwargs)
        self.filters = filters
        self.conv2d = tf.keras.layers.Conv2D(filters, 1, padding="same")
        self.conv2d_1 = tf.keras.layers.Conv2D(filters, 3, padding="same")
        self.re_lu = tf.keras.layers.ReLU()
        self.max_pooling2d = tf.keras.layers.MaxPooling2D(3, strides=1, padding="same")
        self.concatenate = tf.keras.layers.Concatenate()
        self.identity = tf.keras.layers.Identity()
        self.squeeze = Squeeze(2 * filters + 2)
        self.add = tf.keras.layers.Add()
        self.flatten = tf.keras.layers.Flatten()
        self.dense = tf.keras.layers.Dense(2)
        self.global_average_pooling2d = tf.keras.layers.GlobalAveragePooling2D()
        self.heads = [tf.keras.layers.Dense(3), tf.keras.layers.Dense(3)]
        self.concatenate_1 = tf.keras.layers.Concatenate()
        self.average = tf.keras.layers.Average()

    def call(self, x, training=None):
        conv2d = self.conv2d(x)
        conv2d_1 = self.conv2d_1(x)
        re_lu = self.re_lu(conv2d_1)
        max_pooling2d = self.max_pooling2d(x)
        y = self.concatenate([conv2d, re_lu, max_pooling2d])
        identity = self.identity(y)
        squeeze = self.squeeze(y)
        z = self.add([identity, squeeze])
        flatten = self.flatten(z)
        dense = self.dense(flatten)
        global_average_pooling2d = self.global_average_pooling2d(z)
        first, second = [dense, global_average_pooling2d]
        output = self.concatenate_1([first, second])
        return self.average([layer(output) for layer in self.heads])

    def get_config(self):
        return {
            **super().get_config(),
            "filters": self.filters,
        }


def build_model(filters=4):
    model = Forks(filters=filters)
    model(tf.keras.Input(shape=(6, 6, 2), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filters", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
