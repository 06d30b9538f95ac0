"""M, generated from functions_as_arguments.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="functions_as_arguments")
def halves(x):
    return x * 0.5


@tf.keras.utils.register_keras_serializable(package="functions_as_arguments")
def doubles(x):
    return x * 2.0


@tf.keras.utils.register_keras_serializable(package="functions_as_arguments")
def step(i, x):
    return x * 0.5 + tf.keras.ops.sin(x)


@tf.keras.utils.register_keras_serializable(package="functions_as_arguments")
def more(i, x):
    return i < 3


@tf.keras.utils.register_keras_serializable(package="functions_as_arguments")
def once(i, x):
    return i + 1, halves(x)


@tf.keras.utils.register_keras_serializable(package="functions_as_arguments")
def cell(carry, x):
    new = carry * 0.5 + x
    return new, new


@tf.keras.utils.register_keras_serializable(package="functions_as_arguments")
def unit(row):
    return row / (tf.keras.ops.sum(tf.keras.ops.abs(row)) + 1.0)


@tf.keras.utils.register_keras_serializable(package="functions_as_arguments")
class Deep(tf.keras.layers.Layer):
    def __init__(self, rounds=2, **kwargs):
        super().__init__(**kwargs)
        self.rounds = rounds

    def build(self, input_shape):
        size = input_shape[-1]
        self.dense = tf.keras.layers.Dense(size)
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        dense = self.dense(x)
        y = tf.keras.ops.fori_loop(0, self.rounds, step, dense)
        _, y = tf.keras.ops.while_loop(more, once, (0, y))
        return tf.keras.ops.switch(
            tf.keras.ops.cast(tf.keras.ops.max(y) > 0, "int32"), [halves, doubles], y
        )

    def get_config(self):
        return {
            **super().get_config(),
            "rounds": self.rounds,
        }


@tf.keras.utils.register_keras_serializable(package="functions_as_arguments")
class M(tf.keras.layers.Layer):
    def __init__(self, rounds=3, **kwargs):
        super().__init__(**kwargs)
        self.rounds = rounds
        self.dense = tf.keras.layers.Dense(4)
        self.deep = Deep()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        h = self.dense(x)
        h = self.deep(h)
        h = tf.keras.ops.fori_loop(0, self.rounds, step, h)
        i, h = tf.keras.ops.while_loop(more, once, (0, h))
        h = tf.keras.ops.while_loop(more, once, [tf.keras.ops.zeros((), "int32"), h])[1]
        h = tf.keras.ops.switch(
            tf.keras.ops.cast(tf.keras.ops.max(h) > 0, "int32"), [halves, doubles], h
        )
        last, every = tf.keras.ops.scan(
            cell, tf.keras.ops.zeros_like(h[:, 0]), tf.keras.ops.transpose(h, (1, 0, 2))
        )
        n = tf.keras.ops.map(unit, h) + tf.keras.ops.vectorized_map(unit, h)
        return {"last": last, "every": tf.keras.ops.transpose(every, (1, 0, 2)) + n}

    def get_config(self):
        return {
            **super().get_config(),
            "rounds": self.rounds,
        }


def build_model(rounds=3):
    inputs = tf.keras.Input(shape=(5, 4), name="x")
    outputs = M(rounds=rounds)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="M")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
