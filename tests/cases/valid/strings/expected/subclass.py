"""Strings, generated from strings.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="strings")
class Strings(tf.keras.Model):
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

    def call(self, x, training=None):
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
    model = Strings(note=note, other=other)
    model(tf.keras.Input(shape=(2,), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--note", default="a \"quoted\" 'name' \\ back")
    parser.add_argument("--other", default="{{ x }} {% if %} {# no #}")
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
