"""Gated, generated from own_layer.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="own_layer")
class Gate(tf.keras.layers.Layer):
    def __init__(self, units, floor=0.1, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.floor = floor
        self.scale_regularizer = tf.keras.regularizers.L2(1e-3)
        self.layer_normalization = tf.keras.layers.LayerNormalization()
        self.dense = tf.keras.layers.Dense(units, activation="sigmoid")

    def build(self, input_shape):
        features = input_shape[-1]
        self.kernel = self.add_weight(
            name="kernel",
            shape=(features, self.units),
            initializer=tf.keras.initializers.GlorotUniform(),
        )
        self.bias = self.add_weight(
            name="bias", shape=(self.units,), initializer=tf.keras.initializers.Zeros()
        )
        self.scale = self.add_weight(
            name="scale",
            shape=(self.units,),
            initializer=tf.keras.initializers.Ones(),
            trainable=False,
            regularizer=self.scale_regularizer,
        )
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        hidden = self.layer_normalization(x @ self.kernel + self.bias)
        gate = self.dense(x)
        return hidden * gate * self.scale + self.floor

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "floor": self.floor,
        }


@tf.keras.utils.register_keras_serializable(package="own_layer")
class Gated(tf.keras.layers.Layer):
    def __init__(self, units=6, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.gate = Gate(units)
        self.y = Gate(units // 2, floor=0.0)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.gate(x)
        return self.y(y)

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


def build_model(units=6):
    inputs = tf.keras.Input(shape=(5,), name="x")
    outputs = Gated(units=units)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Gated")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=6)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
