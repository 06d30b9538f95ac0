"""Dtypes, generated from dtype_names.model (style: functional). Edit the .model file instead."""

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


def build_model(kind=small, wide=True):
    x = tf.keras.Input(shape=(4,), name="x")
    ids = tf.keras.Input(shape=(3,), dtype="int32", name="ids")
    half = tf.keras.layers.Dense(3, dtype=kind)(x)
    half = Cast()(half)
    float64 = tf.keras.layers.Dense(3, dtype="float32")(x)
    whole = Cast(to="float32" if wide else "float16")(tf.keras.ops.cast(ids, "float32"))
    label = tf.keras.layers.Concatenate()([half, float64, whole])
    label = tf.keras.layers.Dense(2)(label)
    return tf.keras.Model(inputs={"x": x, "ids": ids}, outputs=label, name="Dtypes")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", default=small)
    parser.add_argument("--wide", action=argparse.BooleanOptionalAction, default=True)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
