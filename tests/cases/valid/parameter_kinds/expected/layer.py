"""Params, generated from parameter_kinds.model (style: layer). Edit the .model file instead."""

import argparse
import ast

import tensorflow as tf


def python_value(text):
    """The value of a flag: a Python value, or else the text itself."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


@tf.keras.utils.register_keras_serializable(package="parameter_kinds")
class Params(tf.keras.layers.Layer):
    def __init__(
        self,
        none=None,
        flag=True,
        whole=3,
        negative=-2,
        real=0.5,
        tiny=1e-3,
        big=10_000,
        word="relu",
        items=[2, 3],
        pair=(2, 2),
        nested=[[1, 2], (3, None)],
        empty=[],
        table={"rate": 0.1, 1: "x"},
        single=(1,),
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.none = none
        self.flag = flag
        self.whole = whole
        self.negative = negative
        self.real = real
        self.tiny = tiny
        self.big = big
        self.word = word
        self.items = items
        self.pair = pair
        self.nested = nested
        self.empty = empty
        self.table = table
        self.single = single
        self.conv2d = tf.keras.layers.Conv2D(
            whole, pair, activation=word, use_bias=flag
        )
        self.conv2d_layers = [
            tf.keras.layers.Conv2D(size, 1, activation=none) for size in items
        ]
        self.conv2d_layers_1 = [tf.keras.layers.Conv2D(size, 1) for size in empty]
        if none is None:
            self.leaky_re_lu = tf.keras.layers.LeakyReLU(real)
        self.flatten = tf.keras.layers.Flatten()
        self.dropout = tf.keras.layers.Dropout(table["rate"])
        self.dense = tf.keras.layers.Dense(nested[0][1] - negative + single[0])
        self.dense_1 = tf.keras.layers.Dense(
            big // 1000, kernel_regularizer=tf.keras.regularizers.L2(tiny)
        )
        self.dense_2 = tf.keras.layers.Dense(1)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, image):
        x = self.conv2d(image)
        for conv2d in self.conv2d_layers:
            x = conv2d(x)
        for conv2d_layer in self.conv2d_layers_1:
            x = conv2d_layer(x)
        if self.none is None:
            x = self.leaky_re_lu(x)
        x = self.flatten(x)
        x = self.dropout(x)
        x = self.dense(x)
        x = self.dense_1(x)
        return self.dense_2(x)

    def get_config(self):
        return {
            **super().get_config(),
            "none": self.none,
            "flag": self.flag,
            "whole": self.whole,
            "negative": self.negative,
            "real": self.real,
            "tiny": self.tiny,
            "big": self.big,
            "word": self.word,
            "items": self.items,
            "pair": self.pair,
            "nested": self.nested,
            "empty": self.empty,
            "table": self.table,
            "single": self.single,
        }


def build_model(
    none=None,
    flag=True,
    whole=3,
    negative=-2,
    real=0.5,
    tiny=1e-3,
    big=10_000,
    word="relu",
    items=[2, 3],
    pair=(2, 2),
    nested=[[1, 2], (3, None)],
    empty=[],
    table={"rate": 0.1, 1: "x"},
    single=(1,),
):
    inputs = tf.keras.Input(shape=(8, 8, 2), name="image")
    outputs = Params(
        none=none,
        flag=flag,
        whole=whole,
        negative=negative,
        real=real,
        tiny=tiny,
        big=big,
        word=word,
        items=items,
        pair=pair,
        nested=nested,
        empty=empty,
        table=table,
        single=single,
    )(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Params")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--none", type=python_value, default=None)
    parser.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--whole", type=int, default=3)
    parser.add_argument("--negative", type=int, default=-2)
    parser.add_argument("--real", type=float, default=0.5)
    parser.add_argument("--tiny", type=float, default=1e-3)
    parser.add_argument("--big", type=int, default=10_000)
    parser.add_argument("--word", default="relu")
    parser.add_argument("--items", nargs="+", type=int, default=[2, 3])
    parser.add_argument("--pair", nargs="+", type=int, default=(2, 2))
    parser.add_argument("--nested", type=ast.literal_eval, default=[[1, 2], (3, None)])
    parser.add_argument("--empty", type=ast.literal_eval, default=[])
    parser.add_argument("--table", type=ast.literal_eval, default={"rate": 0.1, 1: "x"})
    parser.add_argument("--single", nargs="+", type=int, default=(1,))
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
