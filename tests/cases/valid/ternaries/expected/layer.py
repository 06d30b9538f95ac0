"""Ternary, generated from ternaries.model (style: layer). Edit the .model file instead."""

import argparse
import ast

import tensorflow as tf


def python_value(text):
    """The value of a flag: a Python value, or else the text itself."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


@tf.keras.utils.register_keras_serializable(package="ternaries")
class Ternary(tf.keras.layers.Layer):
    def __init__(self, pool="max", deep=True, depth=2, act=None, skip=False, **kwargs):
        super().__init__(**kwargs)
        self.pool = pool
        self.deep = deep
        self.depth = depth
        self.act = act
        self.skip = skip
        self.kind = (
            tf.keras.layers.MaxPooling1D()
            if pool == "max"
            else tf.keras.layers.AveragePooling1D(2)
        )
        self.conv1d = (
            tf.keras.layers.Conv1D(3, 3)
            if deep and depth > 1
            else tf.keras.layers.Identity()
        )
        if not skip:
            self.global_max_pooling1d = tf.keras.layers.GlobalMaxPooling1D()
        else:
            self.flatten = tf.keras.layers.Flatten()
        self.dense_layers = [
            tf.keras.layers.Dense(
                4 if i == depth - 1 else 3, activation=act or ("relu" if i else "tanh")
            )
            for i in range(depth)
        ]
        self.dense = tf.keras.layers.Dense(1)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.kind(x)
        y = self.conv1d(y)
        if not self.skip:
            z = self.global_max_pooling1d(y)
        else:
            z = self.flatten(y)
        for dense in self.dense_layers:
            z = dense(z)
            w = z * 2 if self.skip else z
            z = w
        return self.dense(z)

    def get_config(self):
        return {
            **super().get_config(),
            "pool": self.pool,
            "deep": self.deep,
            "depth": self.depth,
            "act": self.act,
            "skip": self.skip,
        }


def build_model(pool="max", deep=True, depth=2, act=None, skip=False):
    inputs = tf.keras.Input(shape=(8, 2), name="x")
    outputs = Ternary(pool=pool, deep=deep, depth=depth, act=act, skip=skip)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Ternary")


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
