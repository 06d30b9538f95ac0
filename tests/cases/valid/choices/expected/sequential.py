"""Choices, generated from choices.model (style: sequential). Edit the .model file instead."""

import argparse
import ast

import tensorflow as tf

base = 2
sizes = [base, base * 4, 1_000 // 250]
table = {"relu": "relu", "none": None}


def build_model(kind="lstm", deep=False, units=sizes[1]):
    layers = [tf.keras.Input(shape=(5, 2), name="x")]
    layers.append(
        tf.keras.layers.LSTM(units) if kind == "lstm" else tf.keras.layers.GRU(units)
    )
    if deep:
        layers.append(tf.keras.layers.Dense(units))
    activation = "relu" if deep and units > base else None
    layers.append(tf.keras.layers.Dense(sizes[2], activation=activation))
    layers.append(tf.keras.layers.Dense(base, activation=table["none"]))
    return tf.keras.Sequential(layers, name="Choices")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", default="lstm")
    parser.add_argument("--deep", action=argparse.BooleanOptionalAction, default=False)
    parser.add_argument("--units", type=ast.literal_eval, default=sizes[1])
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
