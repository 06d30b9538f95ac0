"""Steps, generated from distributed_layers.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="distributed_layers")
class Gate(tf.keras.layers.Layer):
    def __init__(self, units, activation="relu", **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = activation
        self.dense = tf.keras.layers.Dense(units, activation=activation)

    def build(self, input_shape):
        features = input_shape[-1]
        self.kernel = self.add_weight(
            name="kernel",
            shape=(features, self.units),
            initializer=tf.keras.initializers.GlorotUniform(),
        )
        # Builds the layers inside.
        tf.keras.Operation.compute_output_spec(
            self, tf.keras.Input(batch_shape=input_shape)
        )

    def call(self, x):
        dense = self.dense(x)
        return tf.keras.ops.sigmoid(x @ self.kernel) * dense

    def compute_output_shape(self, input_shape):
        return tf.keras.Operation.compute_output_spec(
            self, tf.keras.Input(batch_shape=input_shape)
        ).shape

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "activation": self.activation,
        }


@tf.keras.utils.register_keras_serializable(package="distributed_layers")
class Steps(tf.keras.layers.Layer):
    def __init__(self, units=3, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.y = tf.keras.layers.TimeDistributed(Gate(units))
        self.step = Gate(units, activation="tanh")
        self.time_distributed = tf.keras.layers.TimeDistributed(self.step)
        self.flatten = tf.keras.layers.Flatten()
        self.y_1 = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.y(x)
        y = self.time_distributed(y)
        y = self.flatten(y)
        return self.y_1(y)

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


def build_model(units=3):
    inputs = tf.keras.Input(shape=(5, 4), name="x")
    outputs = Steps(units=units)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Steps")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
