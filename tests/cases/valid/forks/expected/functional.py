"""Forks, generated from forks.model (style: functional). Edit the .model file instead."""

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


def build_model(filters=4):
    x = tf.keras.Input(shape=(6, 6, 2), name="x")
    conv2d = tf.keras.layers.Conv2D(filters, 1, padding="same")(x)
    conv2d_1 = tf.keras.layers.Conv2D(filters, 3, padding="same")(x)
    re_lu = tf.keras.layers.ReLU()(conv2d_1)
    max_pooling2d = tf.keras.layers.MaxPooling2D(3, strides=1, padding="same")(x)
    y = tf.keras.layers.Concatenate()([conv2d, re_lu, max_pooling2d])
    identity = tf.keras.layers.Identity()(y)
    squeeze = Squeeze(2 * filters + 2)(y)
    z = tf.keras.layers.Add()([identity, squeeze])
    flatten = tf.keras.layers.Flatten()(z)
    dense = tf.keras.layers.Dense(2)(flatten)
    global_average_pooling2d = tf.keras.layers.GlobalAveragePooling2D()(z)
    first, second = [dense, global_average_pooling2d]
    heads = [tf.keras.layers.Dense(3), tf.keras.layers.Dense(3)]
    output = tf.keras.layers.Concatenate()([first, second])
    output = tf.keras.layers.Average()([layer(output) for layer in heads])
    return tf.keras.Model(inputs=x, outputs=output, name="Forks")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filters", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
