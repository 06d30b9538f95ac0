"""Compositions, generated from compositions.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="compositions")
class Compositions(tf.keras.layers.Layer):
    def __init__(self, units=3, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.tower = tf.keras.Sequential(
            [
                tf.keras.layers.Dense(units),
                tf.keras.layers.ReLU(),
                tf.keras.layers.Dense(units),
            ]
        )
        self.once = tf.keras.Sequential(
            [tf.keras.layers.Dense(units), tf.keras.layers.ReLU()]
        )
        self.stack = tf.keras.Sequential([tf.keras.layers.Dense(4) for _ in range(2)])
        self.add = tf.keras.layers.Add()

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
        x = self.stack(a)
        x = self.tower(x)
        y = self.stack(b)
        y = self.tower(y)
        joined = self.add([x, y])
        return self.once(joined)

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


def build_model(units=3):
    inputs = {
        "a": tf.keras.Input(shape=(4,), name="a"),
        "b": tf.keras.Input(shape=(4,), name="b"),
    }
    outputs = Compositions(units=units)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Compositions")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
