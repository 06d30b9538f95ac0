"""Lists, generated from layer_lists.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(depth=3):
    x = tf.keras.Input(shape=(4,), name="x")
    towers = []
    for i in range(depth):
        tower = tf.keras.Sequential([tf.keras.layers.Dense(4), tf.keras.layers.ReLU()])
        towers = towers + [tower]
    y = tf.keras.layers.Add()([layer(x) for layer in towers])
    y = towers[0](y)
    both = [tf.keras.layers.Dense(4), tf.keras.layers.Dense(4)]
    y = tf.keras.layers.Add()([layer(y) for layer in both])
    for i in range(depth):
        both = both + [tf.keras.layers.Dense(4, activation="relu")]
        y = tf.keras.layers.Add()([layer(y) for layer in both])
    for branch in both:
        y = branch(y)
    for i in range(2):
        branch = [tf.keras.layers.Dense(2), tf.keras.layers.Dense(2)]
        y = tf.keras.layers.Concatenate()([layer(y) for layer in branch])
    tower = tf.keras.Sequential(
        [
            tf.keras.Sequential([tf.keras.layers.Dense(4) for _ in range(2)]),
            tf.keras.layers.ReLU(),
        ]
    )
    y = tower(y)
    y = towers[-1](y)
    return tf.keras.Model(inputs=x, outputs=y, name="Lists")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
