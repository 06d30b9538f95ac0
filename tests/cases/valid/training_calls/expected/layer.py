"""Fixed, generated from training_calls.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


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


@tf.keras.utils.register_keras_serializable(package="training_calls")
class Pair(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.add = tf.keras.layers.Add()
        self.y = tf.keras.layers.BatchNormalization()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "a": tf.keras.Input(batch_shape=input_shape["a"]),
                "b": tf.keras.Input(batch_shape=input_shape["b"]),
            }
        )

    def call(self, inputs):
        a = inputs["a"]
        b = inputs["b"]
        y = self.add([a, b])
        return self.y(y)


@tf.keras.utils.register_keras_serializable(package="training_calls")
class Fixed(tf.keras.layers.Layer):
    def __init__(self, noisy=False, **kwargs):
        super().__init__(**kwargs)
        self.noisy = noisy
        self.norm = tf.keras.layers.BatchNormalization()
        self.pair = Pair()
        self.add = tf.keras.layers.Add()
        self.scaled = Scaled(4)
        self.drop = tf.keras.layers.Dropout(0.5)
        self.dense_layers = []
        self.batch_normalization_layers = []
        for size in [3, 4]:
            self.dense_layers.append(tf.keras.layers.Dense(size))
            self.batch_normalization_layers.append(tf.keras.layers.BatchNormalization())
        self.batch_normalization = tf.keras.layers.BatchNormalization()
        self.label = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "a": tf.keras.Input(batch_shape=input_shape["a"]),
                "b": tf.keras.Input(batch_shape=input_shape["b"]),
            }
        )

    def call(self, inputs, training=False):
        a = inputs["a"]
        b = inputs["b"]
        x = self.norm(a, training=False)
        y = self.norm(b, training=False)
        x = self.pair({"a": x, "b": y}, training=False)
        z = self.add([x, y])
        z = self.scaled(z, training=False)
        z = self.drop(z, training=self.noisy)
        for dense, batch_normalization in zip(
            self.dense_layers, self.batch_normalization_layers
        ):
            z = dense(z, training=training)
            z = batch_normalization(z, training=False)
        label = self.batch_normalization(z, training=training)
        return self.label(label, training=training)

    def get_config(self):
        return {
            **super().get_config(),
            "noisy": self.noisy,
        }


def build_model(noisy=False):
    inputs = {
        "a": tf.keras.Input(shape=(4,), name="a"),
        "b": tf.keras.Input(shape=(4,), name="b"),
    }
    outputs = Fixed(noisy=noisy)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Fixed")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--noisy", action=argparse.BooleanOptionalAction, default=False)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
