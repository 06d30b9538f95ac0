"""Strings, generated from strings.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="strings")
class Strings(tf.keras.layers.Layer):
    def __init__(
        self,
        note="a \"quoted\" 'name' \\ back",
        other="{{ x }} {% if %} {# no #}",
        **kwargs
    ):
        super().__init__(**kwargs)
        self.note = note
        self.other = other
        self.dense = tf.keras.layers.Dense(2, activation="re" + "lu")
        self.dense_1 = tf.keras.layers.Dense(3, name="hidden.layer_1")
        label = note + " é\n" + other
        if label == "":
            self.re_lu = tf.keras.layers.ReLU()
        self.dense_2 = tf.keras.layers.Dense(1, activation="relu")

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.dense(x)
        z = self.dense_1(y)
        label = self.note + " é\n" + self.other
        if label == "":
            z = self.re_lu(z)
        return self.dense_2(z)

    def get_config(self):
        return {
            **super().get_config(),
            "note": self.note,
            "other": self.other,
        }


def build_model(note="a \"quoted\" 'name' \\ back", other="{{ x }} {% if %} {# no #}"):
    inputs = tf.keras.Input(shape=(2,), name="x")
    outputs = Strings(note=note, other=other)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Strings")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--note", default="a \"quoted\" 'name' \\ back")
    parser.add_argument("--other", default="{{ x }} {% if %} {# no #}")
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
