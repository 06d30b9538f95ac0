"""Loops, generated from loops.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="loops")
class Loops(tf.keras.layers.Layer):
    def __init__(self, depth=3, sizes=[4, 6], rates=(0.0, 0.5), wide=True, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        self.sizes = sizes
        self.rates = rates
        self.wide = wide
        self.dense_layers = []
        self.re_lu_layers = []
        self.dense_layers_1 = []
        self.leaky_re_lu_layers = []
        self.activation_layers = []
        for i in range(depth):
            self.dense_layers.append(tf.keras.layers.Dense(4 + i))
            if i % 2 == 0:
                self.re_lu_layers.append(tf.keras.layers.ReLU())
            elif i == 1:
                self.dense_layers_1.append(tf.keras.layers.Dense(5))
                self.leaky_re_lu_layers.append(tf.keras.layers.LeakyReLU())
            else:
                self.activation_layers.append(tf.keras.layers.Activation("tanh"))
        self.dense_layers_2 = []
        self.dense_layers_3 = []
        self.dropout_layers = []
        for i, size in enumerate(sizes):
            units = size * 2 if wide else size
            for _ in range(i + 1):
                self.dense_layers_2.append(tf.keras.layers.Dense(units))
            for a, b in zip([1, 2], sizes):
                self.dense_layers_3.append(tf.keras.layers.Dense(a * b))
            if rates[i] > 0:
                self.dropout_layers.append(tf.keras.layers.Dropout(rates[i]))
        self.dense = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        re_lu_iterator = iter(self.re_lu_layers)
        dense_iterator = iter(self.dense_layers_1)
        leaky_re_lu_iterator = iter(self.leaky_re_lu_layers)
        activation_iterator = iter(self.activation_layers)
        for i, dense in zip(range(self.depth), self.dense_layers):
            x = dense(x)
            if i % 2 == 0:
                re_lu = next(re_lu_iterator)
                x = re_lu(x)
            elif i == 1:
                dense_layer = next(dense_iterator)
                x = dense_layer(x)
                leaky_re_lu = next(leaky_re_lu_iterator)
                x = leaky_re_lu(x)
            else:
                activation = next(activation_iterator)
                x = activation(x)
        dense_iterator_1 = iter(self.dense_layers_2)
        dense_iterator_2 = iter(self.dense_layers_3)
        dropout_iterator = iter(self.dropout_layers)
        for i, size in enumerate(self.sizes):
            for _ in range(i + 1):
                dense_layer_1 = next(dense_iterator_1)
                x = dense_layer_1(x)
            for a, b in zip([1, 2], self.sizes):
                dense_layer_2 = next(dense_iterator_2)
                x = dense_layer_2(x)
            if self.rates[i] > 0:
                dropout = next(dropout_iterator)
                x = dropout(x)
        return self.dense(x)

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
            "sizes": self.sizes,
            "rates": self.rates,
            "wide": self.wide,
        }


def build_model(depth=3, sizes=[4, 6], rates=(0.0, 0.5), wide=True):
    inputs = tf.keras.Input(shape=(4,), name="x")
    outputs = Loops(depth=depth, sizes=sizes, rates=rates, wide=wide)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Loops")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--sizes", nargs="+", type=int, default=[4, 6])
    parser.add_argument("--rates", nargs="+", type=float, default=(0.0, 0.5))
    parser.add_argument("--wide", action=argparse.BooleanOptionalAction, default=True)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
