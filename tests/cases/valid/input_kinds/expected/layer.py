"""Inputs, generated from input_kinds.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf

width = 3


@tf.keras.utils.register_keras_serializable(package="input_kinds")
class Inputs(tf.keras.layers.Layer):
    def __init__(self, extra=2, **kwargs):
        super().__init__(**kwargs)
        self.extra = extra
        self.dense = tf.keras.layers.Dense(4)
        self.dense_1 = tf.keras.layers.Dense(4)
        self.dense_2 = tf.keras.layers.Dense(4)
        self.embedding = tf.keras.layers.Embedding(9, 4)
        self.global_max_pooling1d = tf.keras.layers.GlobalMaxPooling1D()
        self.global_average_pooling2d = tf.keras.layers.GlobalAveragePooling2D()
        self.dense_3 = tf.keras.layers.Dense(4)
        self.dense_4 = tf.keras.layers.Dense(4)
        self.dense_5 = tf.keras.layers.Dense(4)
        self.string_lookup = tf.keras.layers.StringLookup(
            vocabulary=["red", "green"], output_mode="multi_hot"
        )
        self.dense_6 = tf.keras.layers.Dense(4)
        self.add = tf.keras.layers.Add()
        self.dense_7 = tf.keras.layers.Dense(2)
        self.rescaling = tf.keras.layers.Rescaling(2.0)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "left": tf.keras.Input(batch_shape=input_shape["left"]),
                "right": tf.keras.Input(batch_shape=input_shape["right"]),
                "tags": tf.keras.Input(batch_shape=input_shape["tags"]),
                "words": tf.keras.Input(
                    batch_shape=input_shape["words"], dtype="int32"
                ),
                "grid": tf.keras.Input(batch_shape=input_shape["grid"]),
                "flag": tf.keras.Input(batch_shape=input_shape["flag"], dtype="bool"),
                "one": tf.keras.Input(batch_shape=input_shape["one"]),
                "small": tf.keras.Input(batch_shape=input_shape["small"], dtype="int8"),
                "half": tf.keras.Input(
                    batch_shape=input_shape["half"], dtype="float16"
                ),
                "text": tf.keras.Input(batch_shape=input_shape["text"], dtype="string"),
            }
        )

    def call(self, inputs):
        left = inputs["left"]
        right = inputs["right"]
        tags = inputs["tags"]
        words = inputs["words"]
        grid = inputs["grid"]
        flag = inputs["flag"]
        one = inputs["one"]
        small = inputs["small"]
        half = inputs["half"]
        text = inputs["text"]
        a = self.dense(left)
        b = self.dense_1(right)
        c = self.dense_2(tags)
        d = self.embedding(words)
        d = self.global_max_pooling1d(d)
        e = self.global_average_pooling2d(grid)
        e = self.dense_3(e)
        f = tf.keras.ops.cast(flag, "float32") * one[:, None]
        g = self.dense_4(tf.keras.ops.cast(small, "float32"))
        h = self.dense_5(half)
        t = self.string_lookup(text)
        t = self.dense_6(t)
        output = self.add([a, b, c, d, e, g, h, t])
        output = self.dense_7(output)
        return {"output": self.rescaling(output), "again": f}

    def get_config(self):
        return {
            **super().get_config(),
            "extra": self.extra,
        }


def build_model(extra=2):
    inputs = {
        "left": tf.keras.Input(shape=(width + extra,), name="left"),
        "right": tf.keras.Input(shape=(width + extra,), name="right"),
        "tags": tf.keras.Input(shape=(6,), name="tags", sparse=True),
        "words": tf.keras.Input(shape=(None,), dtype="int32", name="words"),
        "grid": tf.keras.Input(shape=(None, None, 2), name="grid"),
        "flag": tf.keras.Input(shape=(1,), dtype="bool", name="flag"),
        "one": tf.keras.Input(shape=(), name="one"),
        "small": tf.keras.Input(shape=(2,), dtype="int8", name="small"),
        "half": tf.keras.Input(shape=(2,), dtype="float16", name="half"),
        "text": tf.keras.Input(shape=(1,), dtype="string", name="text"),
    }
    outputs = Inputs(extra=extra)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Inputs")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--extra", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
