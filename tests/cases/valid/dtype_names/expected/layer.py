"""Dtypes, generated from dtype_names.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf

small = "float16"


@tf.keras.utils.register_keras_serializable(package="dtype_names")
class Cast(tf.keras.layers.Layer):
    def __init__(self, to="float32", kinds=["float32", "float16"], **kwargs):
        super().__init__(**kwargs)
        self.to = to
        self.kinds = kinds

    def call(self, x):
        return tf.keras.ops.cast(x, self.kinds[0] if self.to == "float32" else self.to)

    def get_config(self):
        return {
            **super().get_config(),
            "to": self.to,
            "kinds": self.kinds,
        }


@tf.keras.utils.register_keras_serializable(package="dtype_names")
class Dtypes(tf.keras.layers.Layer):
    def __init__(self, kind=small, wide=True, **kwargs):
        super().__init__(**kwargs)
        self.kind = kind
        self.wide = wide
        self.dense = tf.keras.layers.Dense(3, dtype=kind)
        self.cast = Cast()
        self.dense_1 = tf.keras.layers.Dense(3, dtype="float32")
        self.cast_1 = Cast(to="float32" if wide else "float16")
        self.concatenate = tf.keras.layers.Concatenate()
        self.label = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "x": tf.keras.Input(batch_shape=input_shape["x"]),
                "ids": tf.keras.Input(batch_shape=input_shape["ids"], dtype="int32"),
            }
        )

    def call(self, inputs):
        x = inputs["x"]
        ids = inputs["ids"]
        half = self.dense(x)
        half = self.cast(half)
        float64 = self.dense_1(x)
        whole = self.cast_1(tf.keras.ops.cast(ids, "float32"))
        label = self.concatenate([half, float64, whole])
        return self.label(label)

    def get_config(self):
        return {
            **super().get_config(),
            "kind": self.kind,
            "wide": self.wide,
        }


def build_model(kind=small, wide=True):
    inputs = {
        "x": tf.keras.Input(shape=(4,), name="x"),
        "ids": tf.keras.Input(shape=(3,), dtype="int32", name="ids"),
    }
    outputs = Dtypes(kind=kind, wide=wide)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Dtypes")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", default=small)
    parser.add_argument("--wide", action=argparse.BooleanOptionalAction, default=True)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
