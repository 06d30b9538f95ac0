"""Whole, generated from submodels.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="submodels")
class Encoder(tf.keras.layers.Layer):
    def __init__(self, width=4, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.dense = tf.keras.layers.Dense(width, activation="relu")
        self.code = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, image):
        code = self.dense(image)
        return self.code(code)

    def get_config(self):
        return {
            **super().get_config(),
            "width": self.width,
        }


@tf.keras.utils.register_keras_serializable(package="submodels")
class Mixer(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.plus = tf.keras.layers.Add()
        self.product = tf.keras.layers.Multiply()

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
        return {"plus": self.plus([a, b]), "product": self.product([a, b])}


@tf.keras.utils.register_keras_serializable(package="submodels")
class Whole(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.encoder = Encoder(3)
        self.mixer = Mixer()
        self.mixer_1 = Mixer()
        self.concatenate = tf.keras.layers.Concatenate()
        self.result = tf.keras.layers.Dense(1)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "left": tf.keras.Input(batch_shape=input_shape["left"]),
                "right": tf.keras.Input(batch_shape=input_shape["right"]),
            }
        )

    def call(self, inputs):
        left = inputs["left"]
        right = inputs["right"]
        x = self.encoder(left)
        y = self.encoder(right)
        mixer = self.mixer({"a": x, "b": y})
        plus = mixer["plus"]
        product = mixer["product"]
        mixer_1 = self.mixer_1({"a": plus, "b": product})
        second = mixer_1["product"]
        result = self.concatenate([plus, product, second])
        return self.result(result)


def build_model():
    inputs = {
        "left": tf.keras.Input(shape=(6,), name="left"),
        "right": tf.keras.Input(shape=(6,), name="right"),
    }
    outputs = Whole()(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Whole")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
