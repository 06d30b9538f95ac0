"""CopiesOfBefore, generated from copies_of_before.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(width=4):
    x = tf.keras.Input(shape=(4,), name="x")
    n = width
    block_n = n
    n, rate = (8, 0.25)
    y = x
    for _ in range(2):
        y = tf.keras.layers.Dense(block_n, activation="relu")(y)
    y = tf.keras.layers.Dense(n)(y)
    wide_n = n
    for i in range(2):
        for _ in range(2):
            y = tf.keras.layers.Dense(wide_n)(y)
            y = tf.keras.layers.Dropout(rate)(y)
        n = n - 2
    for n in [3, 5]:
        step_n = n
        n = n + 1
        for _ in range(2):
            y = tf.keras.layers.Dense(step_n, use_bias=step_n > 3)(y)
        y = tf.keras.layers.Dense(n)(y)
    output = y
    for _ in range(2):
        output = tf.keras.layers.Dense(wide_n)(output)
        output = tf.keras.layers.Dropout(rate)(output)
    return tf.keras.Model(inputs=x, outputs=output, name="CopiesOfBefore")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
