"""ResNet, generated from residual.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="residual")
class Residual(tf.keras.layers.Layer):
    def __init__(self, filters, strides=1, **kwargs):
        super().__init__(**kwargs)
        self.filters = filters
        self.strides = strides
        if strides != 1:
            self.conv2d = tf.keras.layers.Conv2D(filters, 1, strides=strides)
            self.batch_normalization = tf.keras.layers.BatchNormalization()
        self.conv2d_1 = tf.keras.layers.Conv2D(
            filters, 3, strides=strides, padding="same"
        )
        self.batch_normalization_1 = tf.keras.layers.BatchNormalization()
        self.re_lu = tf.keras.layers.ReLU()
        self.conv2d_2 = tf.keras.layers.Conv2D(filters, 3, padding="same")
        self.batch_normalization_2 = tf.keras.layers.BatchNormalization()
        self.re_lu_1 = tf.keras.layers.ReLU()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        shortcut = x
        if self.strides != 1:
            shortcut = self.conv2d(x)
            shortcut = self.batch_normalization(shortcut)
        y = self.conv2d_1(x)
        y = self.batch_normalization_1(y)
        y = self.re_lu(y)
        y = self.conv2d_2(y)
        y = self.batch_normalization_2(y)
        return self.re_lu_1(y + shortcut)

    def get_config(self):
        return {
            **super().get_config(),
            "filters": self.filters,
            "strides": self.strides,
        }


def build_model(widths=[4, 8], depth=2):
    image = tf.keras.Input(shape=(8, 8, 3), name="image")
    x = tf.keras.layers.Conv2D(widths[0], 3, padding="same")(image)
    for width in widths:
        for i in range(depth):
            x = Residual(width, strides=2 if i == 0 and width != widths[0] else 1)(x)
    label = tf.keras.layers.GlobalAveragePooling2D()(x)
    label = tf.keras.layers.Dense(3)(label)
    return tf.keras.Model(inputs=image, outputs=label, name="ResNet")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--widths", nargs="+", type=int, default=[4, 8])
    parser.add_argument("--depth", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
