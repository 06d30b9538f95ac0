"""Chain, generated from chain.model (style: sequential). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(depth=2, units=4, rate=0.0):
    layers = [tf.keras.Input(shape=(6,), name="x")]
    half = units // 2
    layers.append(tf.keras.layers.Dense(units, activation="relu"))
    for i in range(depth):
        layers.append(tf.keras.layers.Dense(units + i))
        if rate > 0:
            layers.append(tf.keras.layers.Dropout(rate))
    for _ in range(2):
        layers.append(tf.keras.layers.Dense(half))
    layers.append(tf.keras.layers.Dense(1))
    return tf.keras.Sequential(layers, name="Chain")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=2)
    parser.add_argument("--units", type=int, default=4)
    parser.add_argument("--rate", type=float, default=0.0)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
