"""Whole, generated from submodels.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def Encoder(width=4):
    image = tf.keras.Input(shape=(6,), name="image")
    code = tf.keras.layers.Dense(width, activation="relu")(image)
    code = tf.keras.layers.Dense(2)(code)
    return tf.keras.Model(inputs=image, outputs=code)


def Mixer():
    a = tf.keras.Input(shape=(2,), name="a")
    b = tf.keras.Input(shape=(2,), name="b")
    plus = tf.keras.layers.Add()([a, b])
    product = tf.keras.layers.Multiply()([a, b])
    return tf.keras.Model(
        inputs={"a": a, "b": b}, outputs={"plus": plus, "product": product}
    )


def build_model():
    left = tf.keras.Input(shape=(6,), name="left")
    right = tf.keras.Input(shape=(6,), name="right")
    encoder = Encoder(3)
    x = encoder(left)
    y = encoder(right)
    mixer = Mixer()({"a": x, "b": y})
    plus = mixer["plus"]
    product = mixer["product"]
    mixer_1 = Mixer()({"a": plus, "b": product})
    second = mixer_1["product"]
    result = tf.keras.layers.Concatenate()([plus, product, second])
    result = tf.keras.layers.Dense(1)(result)
    return tf.keras.Model(
        inputs={"left": left, "right": right}, outputs=result, name="Whole"
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
