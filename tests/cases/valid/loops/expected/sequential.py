"""Loops, generated from loops.model (style: sequential). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(depth=3, sizes=[4, 6], rates=(0.0, 0.5), wide=True):
    layers = [tf.keras.Input(shape=(4,), name="x")]
    for i in range(depth):
        layers.append(tf.keras.layers.Dense(4 + i))
        if i % 2 == 0:
            layers.append(tf.keras.layers.ReLU())
        elif i == 1:
            layers.append(tf.keras.layers.Dense(5))
            layers.append(tf.keras.layers.LeakyReLU())
        else:
            layers.append(tf.keras.layers.Activation("tanh"))
    for i, size in enumerate(sizes):
        units = size * 2 if wide else size
        for _ in range(i + 1):
            layers.append(tf.keras.layers.Dense(units))
        for a, b in zip([1, 2], sizes):
            layers.append(tf.keras.layers.Dense(a * b))
        if rates[i] > 0:
            layers.append(tf.keras.layers.Dropout(rates[i]))
    layers.append(tf.keras.layers.Dense(2))
    return tf.keras.Sequential(layers, name="Loops")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--sizes", nargs="+", type=int, default=[4, 6])
    parser.add_argument("--rates", nargs="+", type=float, default=(0.0, 0.5))
    parser.add_argument("--wide", action=argparse.BooleanOptionalAction, default=True)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
