"""M, generated from layer_names.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="layer_names")
class Block(tf.keras.layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.dense = tf.keras.layers.Dense(size, name="inner", activation="relu")

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        return self.dense(x)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


def build_model(size=4, wide=False):
    x = tf.keras.Input(shape=(4,), name="x")
    if wide:
        h = tf.keras.layers.Dense(64, name="first")(x)
    else:
        h = tf.keras.layers.Dense(size, name="first")(x)
    for i in range(2):
        h = Block(size)(h)
        h = tf.keras.layers.Dense(size, name="layer_%d" % i)(h)
    shared = tf.keras.layers.Dense(size, name="inner")
    shared_1 = shared(h)
    shared_2 = shared(x)
    y = tf.keras.layers.Dense(2)(shared_1 + shared_2)
    return tf.keras.Model(inputs=x, outputs=y, name="M")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4)
    parser.add_argument("--wide", action=argparse.BooleanOptionalAction, default=False)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
