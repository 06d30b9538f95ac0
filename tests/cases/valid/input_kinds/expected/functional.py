"""Inputs, generated from input_kinds.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf

width = 3


def build_model(extra=2):
    left = tf.keras.Input(shape=(width + extra,), name="left")
    right = tf.keras.Input(shape=(width + extra,), name="right")
    tags = tf.keras.Input(shape=(6,), name="tags", sparse=True)
    words = tf.keras.Input(shape=(None,), dtype="int32", name="words")
    grid = tf.keras.Input(shape=(None, None, 2), name="grid")
    flag = tf.keras.Input(shape=(1,), dtype="bool", name="flag")
    one = tf.keras.Input(shape=(), name="one")
    small = tf.keras.Input(shape=(2,), dtype="int8", name="small")
    half = tf.keras.Input(shape=(2,), dtype="float16", name="half")
    text = tf.keras.Input(shape=(1,), dtype="string", name="text")
    a = tf.keras.layers.Dense(4)(left)
    b = tf.keras.layers.Dense(4)(right)
    c = tf.keras.layers.Dense(4)(tags)
    d = tf.keras.layers.Embedding(9, 4)(words)
    d = tf.keras.layers.GlobalMaxPooling1D()(d)
    e = tf.keras.layers.GlobalAveragePooling2D()(grid)
    e = tf.keras.layers.Dense(4)(e)
    f = tf.keras.ops.cast(flag, "float32") * one[:, None]
    g = tf.keras.layers.Dense(4)(tf.keras.ops.cast(small, "float32"))
    h = tf.keras.layers.Dense(4)(half)
    t = tf.keras.layers.StringLookup(
        vocabulary=["red", "green"], output_mode="multi_hot"
    )(text)
    t = tf.keras.layers.Dense(4)(t)
    output = tf.keras.layers.Add()([a, b, c, d, e, g, h, t])
    output = tf.keras.layers.Dense(2)(output)
    output = tf.keras.layers.Rescaling(2.0)(output)
    again = f
    return tf.keras.Model(
        inputs={
            "left": left,
            "right": right,
            "tags": tags,
            "words": words,
            "grid": grid,
            "flag": flag,
            "one": one,
            "small": small,
            "half": half,
            "text": text,
        },
        outputs={"output": output, "again": again},
        name="Inputs",
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--extra", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
