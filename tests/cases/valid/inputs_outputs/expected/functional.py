"""Match, generated from inputs_outputs.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(size=4):
    left = tf.keras.Input(shape=(2,), name="left")
    right = tf.keras.Input(shape=(3,), name="right")
    words = tf.keras.Input(shape=(None,), dtype="int32", name="words")
    a = tf.keras.layers.Dense(size)(left)
    b = tf.keras.layers.Dense(size)(right)
    c = tf.keras.layers.Embedding(7, size)(words)
    c = tf.keras.layers.GlobalAveragePooling1D()(c)
    x = tf.keras.layers.Add()([a, b, c])
    score = tf.keras.layers.Dense(1, activation="sigmoid")(x)
    group = tf.keras.layers.Dense(3)(x)
    return tf.keras.Model(
        inputs={"left": left, "right": right, "words": words},
        outputs={"score": score, "group": group},
        name="Match",
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
