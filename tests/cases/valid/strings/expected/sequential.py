"""Strings, generated from strings.model (style: sequential). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(note="a \"quoted\" 'name' \\ back", other="{{ x }} {% if %} {# no #}"):
    layers = [tf.keras.Input(shape=(2,), name="x")]
    layers.append(tf.keras.layers.Dense(2, activation="re" + "lu"))
    layers.append(tf.keras.layers.Dense(3, name="hidden.layer_1"))
    label = note + " é\n" + other
    if label == "":
        layers.append(tf.keras.layers.ReLU())
    layers.append(tf.keras.layers.Dense(1, activation="relu"))
    return tf.keras.Sequential(layers, name="Strings")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--note", default="a \"quoted\" 'name' \\ back")
    parser.add_argument("--other", default="{{ x }} {% if %} {# no #}")
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
