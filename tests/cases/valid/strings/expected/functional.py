"""Strings, generated from strings.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(note="a \"quoted\" 'name' \\ back", other="{{ x }} {% if %} {# no #}"):
    x = tf.keras.Input(shape=(2,), name="x")
    y = tf.keras.layers.Dense(2, activation="re" + "lu")(x)
    z = tf.keras.layers.Dense(3, name="hidden.layer_1")(y)
    label = note + " é\n" + other
    if label == "":
        z = tf.keras.layers.ReLU()(z)
    output = tf.keras.layers.Dense(1, activation="relu")(z)
    return tf.keras.Model(inputs=x, outputs=output, name="Strings")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--note", default="a \"quoted\" 'name' \\ back")
    parser.add_argument("--other", default="{{ x }} {% if %} {# no #}")
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
