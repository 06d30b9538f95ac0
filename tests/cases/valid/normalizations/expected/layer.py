"""M, generated from normalizations.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="normalizations")
class BuiltOutside(tf.keras.layers.Normalization):
    """A Normalization for the inside of a class: what it computes when it is built is kept, also while it is traced."""

    def build(self, input_shape):
        with tf.init_scope():
            super().build(input_shape)


@tf.keras.utils.register_keras_serializable(package="normalizations")
class Scaled(tf.keras.layers.Layer):
    def __init__(self, mean=0.5, **kwargs):
        super().__init__(**kwargs)
        self.mean = mean
        self.normalization = BuiltOutside(mean=mean, variance=2.0)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        return self.normalization(x)

    def get_config(self):
        return {
            **super().get_config(),
            "mean": self.mean,
        }


@tf.keras.utils.register_keras_serializable(package="normalizations")
class M(tf.keras.layers.Layer):
    def __init__(self, size=3, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.known = BuiltOutside(mean=[1.0, 2.0, 3.0], variance=[1.0, 4.0, 2.0])
        self.scaled = Scaled()
        self.layers = [
            BuiltOutside(mean=1.0, variance=2.0),
            tf.keras.layers.Dense(size),
        ]
        self.time_distributed = tf.keras.layers.TimeDistributed(
            BuiltOutside(axis=None, mean=0.0, variance=9.0, invert=True)
        )
        self.even = tf.keras.layers.Equalization(value_range=[0.0, 1.0], name="even")
        self.global_average_pooling2d = tf.keras.layers.GlobalAveragePooling2D()
        self.global_average_pooling2d_1 = tf.keras.layers.GlobalAveragePooling2D()
        self.concatenate = tf.keras.layers.Concatenate()
        self.y = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "x": tf.keras.Input(batch_shape=input_shape["x"]),
                "image": tf.keras.Input(batch_shape=input_shape["image"]),
            }
        )

    def call(self, inputs):
        x = inputs["x"]
        image = inputs["image"]
        known_1 = self.known(x)
        known_2 = self.known(2 * x)
        h = self.scaled(known_1 + known_2)
        for layer_ in self.layers:
            h = layer_(h)
        rows = self.time_distributed(image)
        even_1 = self.even(image)
        even_2 = self.even(image * 0.5)
        levels = self.global_average_pooling2d(even_1 + even_2)
        global_average_pooling2d = self.global_average_pooling2d_1(rows)
        y = self.concatenate([h, global_average_pooling2d, levels])
        return self.y(y)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


def build_model(size=3):
    inputs = {
        "x": tf.keras.Input(shape=(size,), name="x"),
        "image": tf.keras.Input(shape=(4, 4, size), name="image"),
    }
    outputs = M(size=size)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="M")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
