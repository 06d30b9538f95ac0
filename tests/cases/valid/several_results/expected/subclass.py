"""Results, generated from several_results.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="several_results")
class Both(tf.keras.layers.Layer):
    def __init__(self, units=2, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dense = tf.keras.layers.Dense(units)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.dense(x)
        return y, y + 1

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


@tf.keras.utils.register_keras_serializable(package="several_results")
class Results(tf.keras.Model):
    def __init__(self, units=3, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.lstm = tf.keras.layers.LSTM(
            units, return_sequences=True, return_state=True
        )
        self.lstm_1 = tf.keras.layers.LSTM(units, return_state=True)
        self.both = Both()
        self.both_1 = Both(3)

    def call(self, x, training=None):
        seq, _, c = self.lstm(x)
        parts = self.lstm_1(seq)
        a, b = self.both(x)
        _, d = self.both_1(a)
        mean, variance = tf.keras.ops.moments(b, axes=[1])
        p, q = tf.keras.ops.split(seq, [1], axis=-1)
        values, _ = tf.keras.ops.top_k(c, 2)
        return {
            "y": parts[0],
            "z": parts[1] + parts[-1],
            "w": d[:, 0],
            "m": mean,
            "v": variance,
            "pq": p[:, 0] + tf.keras.ops.sum(q[:, 0], axis=-1, keepdims=True),
            "k": values,
        }

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


def build_model(units=3):
    model = Results(units=units)
    model(tf.keras.Input(shape=(5, 2), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
