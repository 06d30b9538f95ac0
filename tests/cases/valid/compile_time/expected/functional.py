"""CompileTime, generated from compile_time.model (style: functional). Edit the .model file instead."""

import argparse
import ast

import tensorflow as tf

sizes = [4, 6, 8]
pairs = list(zip(sizes, reversed(sizes)))
total = (
    sum(sizes)
    + len(sizes)
    + max(sizes)
    - min(3, 2)
    + abs(-1)
    + round(2.6)
    + int("3")
    + int(2.7)
)
table = {"a": 1, "b": [1, 2], 3: "c"}


def build_model(start=1, stop=4, rate=float("0.5")):
    x_input = tf.keras.Input(shape=(total,), name="x")
    x = x_input
    for i in range(start, stop, 2):
        x = tf.keras.layers.Dense(i + 3)(x)
    for i in range(3, 0, -1):
        x = tf.keras.layers.Dense(i + 1)(x)
    for i, pair in enumerate(zip(sizes, sizes[1:]), 1):
        x = tf.keras.layers.Dense(pair[0] * pair[1] - i)(x)
    for pair, i in zip(pairs, range(9)):
        x = tf.keras.layers.Dense(pair[0] + pair[1] + i)(x)
    for key in table:
        if key in ("a", "b") and not key == "b":
            x = tf.keras.layers.Dense(table[key] + 1)(x)
        elif 1 < len(sizes) <= 3 or rate is None:
            x = tf.keras.layers.Dense(2**2 // 1 % 7)(x)
    for name in list(reversed(sizes))[::2]:
        x = tf.keras.layers.Dense(name, activation=None if name > 6 else "relu")(x)
    output = tf.keras.layers.Dense(2)(x)
    return tf.keras.Model(inputs=x_input, outputs=output, name="CompileTime")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=int, default=1)
    parser.add_argument("--stop", type=int, default=4)
    parser.add_argument("--rate", type=ast.literal_eval, default=float("0.5"))
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
