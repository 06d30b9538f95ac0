"""Params, generated from parameter_kinds.model (style: functional). Edit the .model file instead."""

import argparse
import ast

import tensorflow as tf


def python_value(text):
    """The value of a flag: a Python value, or else the text itself."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def build_model(
    none=None,
    flag=True,
    whole=3,
    negative=-2,
    real=0.5,
    tiny=1e-3,
    big=10_000,
    word="relu",
    items=[2, 3],
    pair=(2, 2),
    nested=[[1, 2], (3, None)],
    empty=[],
    table={"rate": 0.1, 1: "x"},
    single=(1,),
):
    image = tf.keras.Input(shape=(8, 8, 2), name="image")
    x = tf.keras.layers.Conv2D(whole, pair, activation=word, use_bias=flag)(image)
    for size in items:
        x = tf.keras.layers.Conv2D(size, 1, activation=none)(x)
    for size in empty:
        x = tf.keras.layers.Conv2D(size, 1)(x)
    if none is None:
        x = tf.keras.layers.LeakyReLU(real)(x)
    x = tf.keras.layers.Flatten()(x)
    x = tf.keras.layers.Dropout(table["rate"])(x)
    x = tf.keras.layers.Dense(nested[0][1] - negative + single[0])(x)
    x = tf.keras.layers.Dense(
        big // 1000, kernel_regularizer=tf.keras.regularizers.L2(tiny)
    )(x)
    output = tf.keras.layers.Dense(1)(x)
    return tf.keras.Model(inputs=image, outputs=output, name="Params")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--none", type=python_value, default=None)
    parser.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--whole", type=int, default=3)
    parser.add_argument("--negative", type=int, default=-2)
    parser.add_argument("--real", type=float, default=0.5)
    parser.add_argument("--tiny", type=float, default=1e-3)
    parser.add_argument("--big", type=int, default=10_000)
    parser.add_argument("--word", default="relu")
    parser.add_argument("--items", nargs="+", type=int, default=[2, 3])
    parser.add_argument("--pair", nargs="+", type=int, default=(2, 2))
    parser.add_argument("--nested", type=ast.literal_eval, default=[[1, 2], (3, None)])
    parser.add_argument("--empty", type=ast.literal_eval, default=[])
    parser.add_argument("--table", type=ast.literal_eval, default={"rate": 0.1, 1: "x"})
    parser.add_argument("--single", nargs="+", type=int, default=(1,))
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
