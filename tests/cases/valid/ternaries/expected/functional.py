"""Ternary, generated from ternaries.model (style: functional). Edit the .model file instead."""

import argparse
import ast

import tensorflow as tf


def python_value(text):
    """The value of a flag: a Python value, or else the text itself."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def build_model(pool="max", deep=True, depth=2, act=None, skip=False):
    x = tf.keras.Input(shape=(8, 2), name="x")
    kind = (
        tf.keras.layers.MaxPooling1D()
        if pool == "max"
        else tf.keras.layers.AveragePooling1D(2)
    )
    y = kind(x)
    y = (
        tf.keras.layers.Conv1D(3, 3)
        if deep and depth > 1
        else tf.keras.layers.Identity()
    )(y)
    if not skip:
        z = tf.keras.layers.GlobalMaxPooling1D()(y)
    else:
        z = tf.keras.layers.Flatten()(y)
    for i in range(depth):
        z = tf.keras.layers.Dense(
            4 if i == depth - 1 else 3, activation=act or ("relu" if i else "tanh")
        )(z)
        w = z * 2 if skip else z
        z = w
    output = tf.keras.layers.Dense(1)(z)
    return tf.keras.Model(inputs=x, outputs=output, name="Ternary")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pool", default="max")
    parser.add_argument("--deep", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--depth", type=int, default=2)
    parser.add_argument("--act", type=python_value, default=None)
    parser.add_argument("--skip", action=argparse.BooleanOptionalAction, default=False)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
