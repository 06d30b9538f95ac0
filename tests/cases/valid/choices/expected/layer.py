"""Choices, generated from choices.model (style: layer). Edit the .model file instead."""

import argparse
import ast

import tensorflow as tf

base = 2
sizes = [base, base * 4, 1_000 // 250]
table = {"relu": "relu", "none": None}


@tf.keras.utils.register_keras_serializable(package="choices")
class Choices(tf.keras.layers.Layer):
    def __init__(self, kind="lstm", deep=False, units=sizes[1], **kwargs):
        super().__init__(**kwargs)
        self.kind = kind
        self.deep = deep
        self.units = units
        self.lstm = (
            tf.keras.layers.LSTM(units)
            if kind == "lstm"
            else tf.keras.layers.GRU(units)
        )
        if deep:
            self.dense = tf.keras.layers.Dense(units)
        activation = "relu" if deep and units > base else None
        self.dense_1 = tf.keras.layers.Dense(sizes[2], activation=activation)
        self.dense_2 = tf.keras.layers.Dense(base, activation=table["none"])

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.lstm(x)
        if self.deep:
            z = self.dense(y)
        else:
            z = y
        w = self.dense_1(z)
        return self.dense_2(w)

    def get_config(self):
        return {
            **super().get_config(),
            "kind": self.kind,
            "deep": self.deep,
            "units": self.units,
        }


def build_model(kind="lstm", deep=False, units=sizes[1]):
    inputs = tf.keras.Input(shape=(5, 2), name="x")
    outputs = Choices(kind=kind, deep=deep, units=units)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Choices")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", default="lstm")
    parser.add_argument("--deep", action=argparse.BooleanOptionalAction, default=False)
    parser.add_argument("--units", type=ast.literal_eval, default=sizes[1])
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
