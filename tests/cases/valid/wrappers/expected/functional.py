"""Wrappers, generated from wrappers.model (style: functional). Edit the .model file instead."""

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


def build_model(units=3):
    x = tf.keras.Input(shape=(5, 4), name="x")
    bidirectional_layer = tf.keras.layers.Bidirectional(
        tf.keras.layers.LSTM(units, return_sequences=True),
        backward_layer=tf.keras.layers.GRU(
            units, return_sequences=True, go_backwards=True
        ),
    )
    rnn_layer = tf.keras.layers.RNN(
        [tf.keras.layers.LSTMCell(4), tf.keras.layers.LSTMCell(units)],
        return_sequences=True,
    )
    cell_layer = tf.keras.layers.GRUCell(4)
    rnn_layer_1 = tf.keras.layers.RNN(cell_layer, return_sequences=True)
    rnn_layer_2 = tf.keras.layers.RNN(
        tf.keras.layers.StackedRNNCells(
            [tf.keras.layers.SimpleRNNCell(3), tf.keras.layers.SimpleRNNCell(4)]
        ),
        return_sequences=True,
    )
    time_distributed_layer = tf.keras.layers.TimeDistributed(
        tf.keras.layers.Dense(4, activation=squash)
    )
    spectral_normalization_layer = tf.keras.layers.SpectralNormalization(
        tf.keras.layers.Dense(4)
    )
    inner_layer = tf.keras.layers.Dense(3)
    time_distributed_layer_1 = tf.keras.layers.TimeDistributed(inner_layer)
    lstm_layer = tf.keras.layers.LSTM(3, return_state=True)
    bidirectional_layer_1 = tf.keras.layers.Bidirectional(
        tf.keras.layers.LSTM(3), merge_mode="concat"
    )
    concatenate_layer = tf.keras.layers.Concatenate()
    result_layer = Head(2)
    y = bidirectional_layer(x)
    y = rnn_layer(y)
    y = rnn_layer_1(y)
    y = rnn_layer_2(y)
    y = time_distributed_layer(y)
    y = spectral_normalization_layer(y)
    y = time_distributed_layer_1(y)
    _, h, c = lstm_layer(y)
    bidirectional = bidirectional_layer_1(y, initial_state=[h, c, h, c])
    z, state = (bidirectional, h)
    result = concatenate_layer([z, state])
    result = result_layer(result)
    return tf.keras.Model(inputs=x, outputs=result, name="Wrappers")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
