"""ZipLengths, generated from zip_lengths.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(sizes=(4, 5, 6)):
    x = tf.keras.Input(shape=(4,), name="x")
    dense = tf.keras.layers.Dense(4)(x)
    short = [x, dense]
    y = x
    for size, side in zip(sizes, short):
        y = tf.keras.layers.Concatenate()([y, side])
        y = tf.keras.layers.Dense(size)(y)
    longer = [y]
    for size in sizes:
        y = tf.keras.layers.Dense(size)(y)
        longer = longer + [y]
    for size, side in zip(reversed(sizes), longer):
        y = tf.keras.layers.Concatenate()([y, side])
        y = tf.keras.layers.Dense(size)(y)
    for size, seen in zip([3, 4, 5], [[x], [x, y]]):
        if len(seen) > 1:
            joined = tf.keras.layers.Concatenate()(seen)
        else:
            joined = seen[0]
        dense_1 = tf.keras.layers.Dense(size)(joined)
        y = tf.keras.layers.Concatenate()([y, dense_1])
    total = x
    for place, side in zip([1], short):
        total = total + side
    named = {"first": x, "second": total}
    if len(named) > 1:
        y = tf.keras.layers.Concatenate()([y, named["second"]])
        y = tf.keras.layers.Dense(3)(y)
    output = tf.keras.layers.Concatenate()([y, total])
    output = tf.keras.layers.Dense(2)(output)
    return tf.keras.Model(inputs=x, outputs=output, name="ZipLengths")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=(4, 5, 6))
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
