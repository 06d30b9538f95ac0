"""Chain, generated from chain.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="chain")
class Chain(tf.keras.layers.Layer):
    def __init__(self, depth=2, units=4, rate=0.0, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        self.units = units
        self.rate = rate
        half = units // 2
        self.dense = tf.keras.layers.Dense(units, activation="relu")
        self.dense_layers = []
        self.dropout_layers = []
        for i in range(depth):
            self.dense_layers.append(tf.keras.layers.Dense(units + i))
            if rate > 0:
                self.dropout_layers.append(tf.keras.layers.Dropout(rate))
        self.dense_layers_1 = [tf.keras.layers.Dense(half) for _ in range(2)]
        self.answer = tf.keras.layers.Dense(1)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        x = self.dense(x)
        dropout_iterator = iter(self.dropout_layers)
        for dense in self.dense_layers:
            x = dense(x)
            if self.rate > 0:
                dropout = next(dropout_iterator)
                x = dropout(x)
        for dense_layer in self.dense_layers_1:
            x = dense_layer(x)
        return self.answer(x)

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
            "units": self.units,
            "rate": self.rate,
        }


def build_model(depth=2, units=4, rate=0.0):
    inputs = tf.keras.Input(shape=(6,), name="x")
    outputs = Chain(depth=depth, units=units, rate=rate)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Chain")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=2)
    parser.add_argument("--units", type=int, default=4)
    parser.add_argument("--rate", type=float, default=0.0)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
