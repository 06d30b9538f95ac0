"""Wrappers, generated from wrappers.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="wrappers")
class Head(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        features = input_shape[-1]
        self.kernel = self.add_weight(
            name="kernel",
            shape=(features, self.units),
            initializer=tf.keras.initializers.GlorotUniform(),
        )

    def call(self, x):
        return x @ self.kernel

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


@tf.keras.utils.register_keras_serializable(package="wrappers")
def squash(x, by=2.0):
    return tf.keras.ops.tanh(x / by)


@tf.keras.utils.register_keras_serializable(package="wrappers")
class Wrappers(tf.keras.layers.Layer):
    def __init__(self, units=3, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.bidirectional = tf.keras.layers.Bidirectional(
            tf.keras.layers.LSTM(units, return_sequences=True),
            backward_layer=tf.keras.layers.GRU(
                units, return_sequences=True, go_backwards=True
            ),
        )
        self.rnn = tf.keras.layers.RNN(
            [tf.keras.layers.LSTMCell(4), tf.keras.layers.LSTMCell(units)],
            return_sequences=True,
        )
        self.cell = tf.keras.layers.GRUCell(4)
        self.rnn_1 = tf.keras.layers.RNN(self.cell, return_sequences=True)
        self.rnn_2 = tf.keras.layers.RNN(
            tf.keras.layers.StackedRNNCells(
                [tf.keras.layers.SimpleRNNCell(3), tf.keras.layers.SimpleRNNCell(4)]
            ),
            return_sequences=True,
        )
        self.time_distributed = tf.keras.layers.TimeDistributed(
            tf.keras.layers.Dense(4, activation=squash)
        )
        self.spectral_normalization = tf.keras.layers.SpectralNormalization(
            tf.keras.layers.Dense(4)
        )
        self.inner = tf.keras.layers.Dense(3)
        self.time_distributed_1 = tf.keras.layers.TimeDistributed(self.inner)
        self.lstm = tf.keras.layers.LSTM(3, return_state=True)
        self.bidirectional_1 = tf.keras.layers.Bidirectional(
            tf.keras.layers.LSTM(3), merge_mode="concat"
        )
        self.concatenate = tf.keras.layers.Concatenate()
        self.result = Head(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.bidirectional(x)
        y = self.rnn(y)
        y = self.rnn_1(y)
        y = self.rnn_2(y)
        y = self.time_distributed(y)
        y = self.spectral_normalization(y)
        y = self.time_distributed_1(y)
        _, h, c = self.lstm(y)
        bidirectional = self.bidirectional_1(y, initial_state=[h, c, h, c])
        z, state = (bidirectional, h)
        result = self.concatenate([z, state])
        return self.result(result)

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


def build_model(units=3):
    inputs = tf.keras.Input(shape=(5, 4), name="x")
    outputs = Wrappers(units=units)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Wrappers")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
