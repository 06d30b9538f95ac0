"""Steps, generated from distributed_layers.model (style: functional). Edit the .model file instead."""

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


def build_model(units=3):
    x = tf.keras.Input(shape=(5, 4), name="x")
    y_layer = tf.keras.layers.TimeDistributed(Gate(units))
    step_layer = Gate(units, activation="tanh")
    time_distributed_layer = tf.keras.layers.TimeDistributed(step_layer)
    flatten_layer = tf.keras.layers.Flatten()
    y_layer_1 = tf.keras.layers.Dense(2)
    y = y_layer(x)
    y = time_distributed_layer(y)
    y = flatten_layer(y)
    y = y_layer_1(y)
    return tf.keras.Model(inputs=x, outputs=y, name="Steps")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
