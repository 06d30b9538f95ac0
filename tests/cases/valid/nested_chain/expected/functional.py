"""Nested, generated from nested_chain.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(units=4):
    a = tf.keras.Input(shape=(4,), name="a")
    b = tf.keras.Input(shape=(4,), name="b")
    tower = tf.keras.Sequential(
        [
            tf.keras.layers.Dense(units),
            tf.keras.layers.ReLU(),
            tf.keras.layers.Dense(units),
        ]
    )
    deep_dense = tf.keras.layers.Dense(units)
    deeper_dropout = tf.keras.layers.Dropout(0.1)
    reader = tf.keras.layers.Dense(4, use_bias=False)
    rows = tf.keras.Sequential([reader, tf.keras.layers.Dense(3)])
    each = tf.keras.layers.Reshape((1, 4))(a)
    each = tf.keras.layers.TimeDistributed(rows)(each)
    each = tf.keras.layers.Flatten()(each)
    each = tf.keras.layers.Dense(units)(each)
    tower_1 = tower(a)
    tower_2 = tower(b)
    deep_dense_1 = deep_dense(tower_2)
    deeper_dropout_1 = deeper_dropout(deep_dense_1)
    tower_3 = tower(deeper_dropout_1)
    deep_dense_2 = deep_dense(tower_3)
    tower_4 = tower(a)
    deep_dense_3 = deep_dense(tower_4)
    joined = tf.keras.layers.Add()([tower_1, deep_dense_2, deep_dense_3, each])
    return tf.keras.Model(inputs={"a": a, "b": b}, outputs=joined, name="Nested")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
