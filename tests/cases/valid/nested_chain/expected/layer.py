"""Nested, generated from nested_chain.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="nested_chain")
class Nested(tf.keras.layers.Layer):
    def __init__(self, units=4, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.tower = tf.keras.Sequential(
            [
                tf.keras.layers.Dense(units),
                tf.keras.layers.ReLU(),
                tf.keras.layers.Dense(units),
            ]
        )
        self.dense = tf.keras.layers.Dense(units)
        self.dropout = tf.keras.layers.Dropout(0.1)
        self.reader = tf.keras.layers.Dense(4, use_bias=False)
        self.rows = tf.keras.Sequential([self.reader, tf.keras.layers.Dense(3)])
        self.reshape = tf.keras.layers.Reshape((1, 4))
        self.time_distributed = tf.keras.layers.TimeDistributed(self.rows)
        self.flatten = tf.keras.layers.Flatten()
        self.dense_1 = tf.keras.layers.Dense(units)
        self.joined = tf.keras.layers.Add()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "a": tf.keras.Input(batch_shape=input_shape["a"]),
                "b": tf.keras.Input(batch_shape=input_shape["b"]),
            }
        )

    def call(self, inputs):
        a = inputs["a"]
        b = inputs["b"]
        each = self.reshape(a)
        each = self.time_distributed(each)
        each = self.flatten(each)
        each = self.dense_1(each)
        tower_1 = self.tower(a)
        tower_2 = self.tower(b)
        deep_dense_1 = self.dense(tower_2)
        deeper_dropout_1 = self.dropout(deep_dense_1)
        tower_3 = self.tower(deeper_dropout_1)
        deep_dense_2 = self.dense(tower_3)
        tower_4 = self.tower(a)
        deep_dense_3 = self.dense(tower_4)
        return self.joined([tower_1, deep_dense_2, deep_dense_3, each])

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


def build_model(units=4):
    inputs = {
        "a": tf.keras.Input(shape=(4,), name="a"),
        "b": tf.keras.Input(shape=(4,), name="b"),
    }
    outputs = Nested(units=units)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Nested")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
