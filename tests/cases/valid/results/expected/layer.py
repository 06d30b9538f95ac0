"""Translate, generated from results.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="results")
class Translate(tf.keras.layers.Layer):
    def __init__(self, units=3, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.lstm = tf.keras.layers.LSTM(units, return_state=True)
        self.gru = tf.keras.layers.GRU(units, return_sequences=True, return_state=True)
        self.lstm_1 = tf.keras.layers.LSTM(units, return_sequences=True)
        self.bidirectional = tf.keras.layers.Bidirectional(tf.keras.layers.LSTM(2))
        self.concatenate = tf.keras.layers.Concatenate()
        self.word = tf.keras.layers.Dense(4)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "source": tf.keras.Input(batch_shape=input_shape["source"]),
                "target": tf.keras.Input(batch_shape=input_shape["target"]),
            }
        )

    def call(self, inputs):
        source = inputs["source"]
        target = inputs["target"]
        _, h, c = self.lstm(source)
        y, last = self.gru(target, initial_state=h)
        z = self.lstm_1(y, initial_state=[h, c])
        both = self.bidirectional(z)
        word = self.concatenate([both, last])
        return {"word": self.word(word), "kept": c}

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


def build_model(units=3):
    inputs = {
        "source": tf.keras.Input(shape=(None, 2), name="source"),
        "target": tf.keras.Input(shape=(None, 2), name="target"),
    }
    outputs = Translate(units=units)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Translate")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
