"""Tuples, generated from tuples_of_tensors.model (style: subclass). Edit the .model file instead."""

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


@tf.keras.utils.register_keras_serializable(package="tuples_of_tensors")
class Mixer(tf.keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, inputs, training=None):
        a = inputs["a"]
        b = inputs["b"]
        return a + b


@tf.keras.utils.register_keras_serializable(package="tuples_of_tensors")
class Tuples(tf.keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.mix = Mix()
        self.mix_1 = Mix()
        self.mixer = Mixer()
        self.lstm = tf.keras.layers.LSTM(4)
        self.class_token = ClassToken()
        self.flatten = tf.keras.layers.Flatten()
        self.concatenate = tf.keras.layers.Concatenate()
        self.y = tf.keras.layers.Dense(1)

    def call(self, inputs, training=None):
        a = inputs["a"]
        b = inputs["b"]
        pair = (a, b)
        u, v = [a, b]
        mix = self.mix(*pair)
        mix_1 = self.mix_1(*pair)
        mixer = self.mixer({"a": pair[0], "b": pair[1]})
        lstm = self.lstm(tf.keras.ops.expand_dims(a, 1), initial_state=(u, v))
        class_token = self.class_token(tf.keras.ops.expand_dims(b, 1))
        flatten = self.flatten(class_token)
        parts = [
            mix,
            mix_1,
            distance(*pair),
            mixer,
            tf.keras.ops.concatenate(pair, axis=-1),
            lstm,
            flatten,
        ]
        y = self.concatenate(parts)
        return self.y(y)


def build_model():
    model = Tuples()
    model(
        {
            "a": tf.keras.Input(shape=(4,), name="a"),
            "b": tf.keras.Input(shape=(4,), name="b"),
        }
    )
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
