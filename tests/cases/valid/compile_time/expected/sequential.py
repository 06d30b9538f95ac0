"""CompileTime, generated from compile_time.model (style: sequential). Edit the .model file instead."""

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
    layers = [tf.keras.Input(shape=(total,), name="x")]
    for i in range(start, stop, 2):
        layers.append(tf.keras.layers.Dense(i + 3))
    for i in range(3, 0, -1):
        layers.append(tf.keras.layers.Dense(i + 1))
    for i, pair in enumerate(zip(sizes, sizes[1:]), 1):
        layers.append(tf.keras.layers.Dense(pair[0] * pair[1] - i))
    for pair, i in zip(pairs, range(9)):
        layers.append(tf.keras.layers.Dense(pair[0] + pair[1] + i))
    for key in table:
        if key in ("a", "b") and not key == "b":
            layers.append(tf.keras.layers.Dense(table[key] + 1))
        elif 1 < len(sizes) <= 3 or rate is None:
            layers.append(tf.keras.layers.Dense(2**2 // 1 % 7))
    for name in list(reversed(sizes))[::2]:
        layers.append(
            tf.keras.layers.Dense(name, activation=None if name > 6 else "relu")
        )
    layers.append(tf.keras.layers.Dense(2))
    return tf.keras.Sequential(layers, name="CompileTime")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=int, default=1)
    parser.add_argument("--stop", type=int, default=4)
    parser.add_argument("--rate", type=ast.literal_eval, default=float("0.5"))
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
