"""Tuples, generated from tuples_of_tensors.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="tuples_of_tensors")
def distance(a, b):
    return tf.keras.ops.abs(a - b)


@tf.keras.utils.register_keras_serializable(package="tuples_of_tensors")
class Mix(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.dense = tf.keras.layers.Dense(4)

    def build(self, a_shape, b_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            tf.keras.Input(batch_shape=a_shape), tf.keras.Input(batch_shape=b_shape)
        )

    def call(self, a, b):
        return self.dense(a * b)


@tf.keras.utils.register_keras_serializable(package="tuples_of_tensors")
class ClassToken(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def build(self, input_shape):
        size = input_shape[2]
        self.token = self.add_weight(
            name="token",
            shape=(1, 1, size),
            initializer=tf.keras.initializers.RandomNormal(stddev=0.02),
        )

    def call(self, x):
        size = tf.keras.ops.shape(x)[2]
        first = tf.keras.ops.broadcast_to(
            self.token, (tf.keras.ops.shape(x)[0], 1, size)
        )
        return tf.keras.ops.concatenate((first, x), axis=1)


def Mixer():
    a = tf.keras.Input(shape=(4,), name="a")
    b = tf.keras.Input(shape=(4,), name="b")
    c = a + b
    return tf.keras.Model(inputs={"a": a, "b": b}, outputs=c)


def build_model():
    a = tf.keras.Input(shape=(4,), name="a")
    b = tf.keras.Input(shape=(4,), name="b")
    mix_layer = Mix()
    mix_layer_1 = Mix()
    mixer_layer = Mixer()
    lstm_layer = tf.keras.layers.LSTM(4)
    class_token_layer = ClassToken()
    flatten_layer = tf.keras.layers.Flatten()
    concatenate_layer = tf.keras.layers.Concatenate()
    y_layer = tf.keras.layers.Dense(1)
    pair = (a, b)
    u, v = [a, b]
    mix = mix_layer(*pair)
    mix_1 = mix_layer_1(*pair)
    mixer = mixer_layer({"a": pair[0], "b": pair[1]})
    lstm = lstm_layer(tf.keras.ops.expand_dims(a, 1), initial_state=(u, v))
    class_token = class_token_layer(tf.keras.ops.expand_dims(b, 1))
    flatten = flatten_layer(class_token)
    parts = [
        mix,
        mix_1,
        distance(*pair),
        mixer,
        tf.keras.ops.concatenate(pair, axis=-1),
        lstm,
        flatten,
    ]
    y = concatenate_layer(parts)
    y = y_layer(y)
    return tf.keras.Model(inputs={"a": a, "b": b}, outputs=y, name="Tuples")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
