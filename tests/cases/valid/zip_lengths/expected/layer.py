"""ZipLengths, generated from zip_lengths.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="zip_lengths")
class ZipLengths(tf.keras.layers.Layer):
    def __init__(self, sizes=(4, 5, 6), **kwargs):
        super().__init__(**kwargs)
        self.sizes = sizes
        self.dense = tf.keras.layers.Dense(4)
        short = [None, None]
        self.concatenate_layers = []
        self.dense_layers = []
        for size, _ in zip(sizes, short):
            self.concatenate_layers.append(tf.keras.layers.Concatenate())
            self.dense_layers.append(tf.keras.layers.Dense(size))
        self.dense_layers_1 = [tf.keras.layers.Dense(size) for size in sizes]
        self.concatenate_layers_1 = []
        self.dense_layers_2 = []
        for size in reversed(sizes):
            self.concatenate_layers_1.append(tf.keras.layers.Concatenate())
            self.dense_layers_2.append(tf.keras.layers.Dense(size))
        self.concatenate_layers_2 = []
        self.dense_layers_3 = []
        self.concatenate_layers_3 = []
        for size, seen in zip([3, 4, 5], [[None], [None, None]]):
            if len(seen) > 1:
                self.concatenate_layers_2.append(tf.keras.layers.Concatenate())
            self.dense_layers_3.append(tf.keras.layers.Dense(size))
            self.concatenate_layers_3.append(tf.keras.layers.Concatenate())
        named = {"first": None, "second": None}
        if len(named) > 1:
            self.concatenate = tf.keras.layers.Concatenate()
            self.dense_1 = tf.keras.layers.Dense(3)
        self.concatenate_1 = tf.keras.layers.Concatenate()
        self.dense_2 = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        dense = self.dense(x)
        short = [x, dense]
        y = x
        for side, concatenate, dense_layer in zip(
            short, self.concatenate_layers, self.dense_layers
        ):
            y = concatenate([y, side])
            y = dense_layer(y)
        longer = [y]
        for dense_layer_1 in self.dense_layers_1:
            y = dense_layer_1(y)
            longer = longer + [y]
        for side, concatenate_layer, dense_layer_2 in zip(
            longer, self.concatenate_layers_1, self.dense_layers_2
        ):
            y = concatenate_layer([y, side])
            y = dense_layer_2(y)
        concatenate_iterator = iter(self.concatenate_layers_2)
        for seen, dense_layer_3, concatenate_layer_1 in zip(
            [[x], [x, y]], self.dense_layers_3, self.concatenate_layers_3
        ):
            if len(seen) > 1:
                concatenate_layer_2 = next(concatenate_iterator)
                joined = concatenate_layer_2(seen)
            else:
                joined = seen[0]
            dense_1 = dense_layer_3(joined)
            y = concatenate_layer_1([y, dense_1])
        total = x
        for place, side in zip([1], short):
            total = total + side
        named = {"first": x, "second": total}
        if len(named) > 1:
            y = self.concatenate([y, named["second"]])
            y = self.dense_1(y)
        output = self.concatenate_1([y, total])
        return self.dense_2(output)

    def get_config(self):
        return {
            **super().get_config(),
            "sizes": self.sizes,
        }


def build_model(sizes=(4, 5, 6)):
    inputs = tf.keras.Input(shape=(4,), name="x")
    outputs = ZipLengths(sizes=sizes)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="ZipLengths")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=(4, 5, 6))
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
