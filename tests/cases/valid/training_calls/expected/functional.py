"""Fixed, generated from training_calls.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="training_calls")
class FixedTraining(tf.keras.layers.Wrapper):
    """Calls a layer with a `training` of its own, where Keras would hand it that of the functional model."""

    def __init__(self, layer, training, **kwargs):
        super().__init__(layer, **kwargs)
        self.fixed = training

    def call(self, inputs):
        return self.layer(inputs, training=self.fixed)

    def get_config(self):
        return {**super().get_config(), "training": self.fixed}


@tf.keras.utils.register_keras_serializable(package="training_calls")
class Scaled(tf.keras.layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.dense = tf.keras.layers.Dense(size)
        self.batch_normalization = tf.keras.layers.BatchNormalization()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        output = self.dense(x)
        return self.batch_normalization(output)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


def Pair():
    a = tf.keras.Input(shape=(4,), name="a")
    b = tf.keras.Input(shape=(4,), name="b")
    y = tf.keras.layers.Add()([a, b])
    y = tf.keras.layers.BatchNormalization()(y)
    return tf.keras.Model(inputs={"a": a, "b": b}, outputs=y)


def build_model(noisy=False):
    a = tf.keras.Input(shape=(4,), name="a")
    b = tf.keras.Input(shape=(4,), name="b")
    norm = tf.keras.layers.BatchNormalization()
    norm_fixed = FixedTraining(norm, training=False)
    x = norm_fixed(a)
    y = norm_fixed(b)
    x = FixedTraining(Pair(), training=False)({"a": x, "b": y})
    z = tf.keras.layers.Add()([x, y])
    z = FixedTraining(Scaled(4), training=False)(z)
    drop = tf.keras.layers.Dropout(0.5)
    z = FixedTraining(drop, training=noisy)(z)
    for size in [3, 4]:
        z = tf.keras.layers.Dense(size)(z)
        z = FixedTraining(tf.keras.layers.BatchNormalization(), training=False)(z)
    label = tf.keras.layers.BatchNormalization()(z)
    label = tf.keras.layers.Dense(2)(label)
    return tf.keras.Model(inputs={"a": a, "b": b}, outputs=label, name="Fixed")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--noisy", action=argparse.BooleanOptionalAction, default=False)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
