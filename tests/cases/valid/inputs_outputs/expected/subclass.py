"""Match, generated from inputs_outputs.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="inputs_outputs")
class Match(tf.keras.Model):
    def __init__(self, size=4, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.dense = tf.keras.layers.Dense(size)
        self.dense_1 = tf.keras.layers.Dense(size)
        self.embedding = tf.keras.layers.Embedding(7, size)
        self.global_average_pooling1d = tf.keras.layers.GlobalAveragePooling1D()
        self.add = tf.keras.layers.Add()
        self.score = tf.keras.layers.Dense(1, activation="sigmoid")
        self.group = tf.keras.layers.Dense(3)

    def call(self, inputs, training=None):
        left = inputs["left"]
        right = inputs["right"]
        words = inputs["words"]
        a = self.dense(left)
        b = self.dense_1(right)
        c = self.embedding(words)
        c = self.global_average_pooling1d(c)
        x = self.add([a, b, c])
        return {"score": self.score(x), "group": self.group(x)}

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


def build_model(size=4):
    model = Match(size=size)
    model(
        {
            "left": tf.keras.Input(shape=(2,), name="left"),
            "right": tf.keras.Input(shape=(3,), name="right"),
            "words": tf.keras.Input(shape=(None,), dtype="int32", name="words"),
        }
    )
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
