"""Slicing, generated from slices.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(keep=2):
    x = tf.keras.Input(shape=(6, 4, 3), name="x")
    a = x[:, -1]
    b = x[..., 0]
    c = x[:, ::-1, :keep]
    d = x[:, None, 1:-1]
    e = x[:, :, None, -1, ...]
    f = x[:, keep:5:2, ..., -2:]
    h = a[..., None] * b[:, keep:, :3, None][:, :1]
    i = x[:, keep - 1][:, ::2]
    a = tf.keras.layers.Dense(2)(a)
    c = tf.keras.layers.Flatten()(c)
    c = tf.keras.layers.Dense(2)(c)
    d = tf.keras.layers.Flatten()(d)
    d = tf.keras.layers.Dense(2)(d)
    e = tf.keras.layers.Flatten()(e)
    f = tf.keras.layers.Flatten()(f)
    h = tf.keras.layers.Flatten()(h)
    h = tf.keras.layers.Dense(1)(h)
    i = tf.keras.layers.Flatten()(i)
    return tf.keras.Model(
        inputs=x,
        outputs={"a": a, "c": c, "d": d, "e": e, "f": f, "h": h, "i": i},
        name="Slicing",
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
