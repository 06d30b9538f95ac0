"""M, generated from normalizations.model (style: functional). Edit the .model file instead."""

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
class Product(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return 2 * x


@tf.keras.utils.register_keras_serializable(package="normalizations")
class Product2(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, image):
        return image * 0.5


def build_model(size=3):
    x = tf.keras.Input(shape=(size,), name="x")
    image = tf.keras.Input(shape=(4, 4, size), name="image")
    known = tf.keras.layers.Normalization(
        mean=[1.0, 2.0, 3.0], variance=[1.0, 4.0, 2.0]
    )
    known_1 = known(x)
    product = Product()(x)
    known_2 = known(product)
    h = Scaled()(known_1 + known_2)
    layers = [
        tf.keras.layers.Normalization(mean=1.0, variance=2.0),
        tf.keras.layers.Dense(size),
    ]
    for layer_ in layers:
        h = layer_(h)
    rows = tf.keras.layers.TimeDistributed(
        tf.keras.layers.Normalization(axis=None, mean=0.0, variance=9.0, invert=True)
    )(image)
    even = tf.keras.layers.Pipeline(
        [tf.keras.layers.Equalization(value_range=[0.0, 1.0])], name="even"
    )
    even_1 = even(image)
    product2 = Product2()(image)
    even_2 = even(product2)
    levels = tf.keras.layers.GlobalAveragePooling2D()(even_1 + even_2)
    global_average_pooling2d = tf.keras.layers.GlobalAveragePooling2D()(rows)
    y = tf.keras.layers.Concatenate()([h, global_average_pooling2d, levels])
    y = tf.keras.layers.Dense(2)(y)
    return tf.keras.Model(inputs={"x": x, "image": image}, outputs=y, name="M")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
