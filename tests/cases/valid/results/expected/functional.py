"""Translate, generated from results.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(units=3):
    source = tf.keras.Input(shape=(None, 2), name="source")
    target = tf.keras.Input(shape=(None, 2), name="target")
    _, h, c = tf.keras.layers.LSTM(units, return_state=True)(source)
    y, last = tf.keras.layers.GRU(units, return_sequences=True, return_state=True)(
        target, initial_state=h
    )
    z = tf.keras.layers.LSTM(units, return_sequences=True)(y, initial_state=[h, c])
    both = tf.keras.layers.Bidirectional(tf.keras.layers.LSTM(2))(z)
    word = tf.keras.layers.Concatenate()([both, last])
    word = tf.keras.layers.Dense(4)(word)
    kept = c
    return tf.keras.Model(
        inputs={"source": source, "target": target},
        outputs={"word": word, "kept": kept},
        name="Translate",
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
