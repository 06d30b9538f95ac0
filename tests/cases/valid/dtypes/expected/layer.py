"""Dtypes, generated from dtypes.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="dtypes")
class Scaled(tf.keras.layers.Layer):
    def __init__(self, units, dtype_=None, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dtype_ = dtype_

    def build(self, input_shape):
        features = input_shape[-1]
        self.kernel = self.add_weight(
            name="kernel",
            shape=(features, self.units),
            initializer=tf.keras.initializers.Ones(),
            dtype="float32",
            trainable=False,
        )

    def call(self, x):
        return tf.keras.ops.cast(x, "float32") @ self.kernel

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "dtype_": self.dtype_,
        }


@tf.keras.utils.register_keras_serializable(package="dtypes")
class Dtypes(tf.keras.layers.Layer):
    def __init__(self, kind="float16", **kwargs):
        super().__init__(**kwargs)
        self.kind = kind
        self.dense = tf.keras.layers.Dense(3, dtype="float16")
        self.dense_1 = tf.keras.layers.Dense(3, dtype=kind)
        self.embedding = tf.keras.layers.Embedding(5, 3, dtype="float32")
        self.flatten = tf.keras.layers.Flatten()
        self.dense_2 = tf.keras.layers.Dense(3)
        self.dense_3 = tf.keras.layers.Dense(3, dtype="mixed_bfloat16")
        self.scaled = Scaled(3)
        self.scaled_1 = Scaled(3, dtype="float32")
        self.y = tf.keras.layers.Add()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "x": tf.keras.Input(batch_shape=input_shape["x"]),
                "ids": tf.keras.Input(batch_shape=input_shape["ids"], dtype="int64"),
                "flags": tf.keras.Input(
                    batch_shape=input_shape["flags"], dtype="uint8"
                ),
            }
        )

    def call(self, inputs):
        x = inputs["x"]
        ids = inputs["ids"]
        flags = inputs["flags"]
        a = self.dense(x)
        a = self.dense_1(a)
        b = self.embedding(ids)
        b = self.flatten(b)
        b = self.dense_2(b)
        c = self.dense_3(tf.keras.ops.cast(flags, "float32"))
        d = self.scaled(tf.keras.ops.cast(ids, "float32"))
        e = self.scaled_1(x)
        return self.y(
            [tf.keras.ops.cast(a, "float32"), b, tf.keras.ops.cast(c, "float32"), d, e]
        )

    def get_config(self):
        return {
            **super().get_config(),
            "kind": self.kind,
        }


def build_model(kind="float16"):
    inputs = {
        "x": tf.keras.Input(shape=(4,), name="x"),
        "ids": tf.keras.Input(shape=(3,), dtype="int64", name="ids"),
        "flags": tf.keras.Input(shape=(3,), dtype="uint8", name="flags"),
    }
    outputs = Dtypes(kind=kind)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Dtypes")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", default="float16")
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
