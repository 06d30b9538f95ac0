"""CompileTime, generated from compile_time.model (style: layer). Edit the .model file instead."""

import argparse
import ast

import tensorflow as tf

sizes = [4, 6, 8]
pairs = list(zip(sizes, reversed(sizes)))
total = (
    sum(sizes)
    + len(sizes)
    + max(sizes)
    - min(3, 2)
    + abs(-1)
    + round(2.6)
    + int("3")
    + int(2.7)
)
table = {"a": 1, "b": [1, 2], 3: "c"}


@tf.keras.utils.register_keras_serializable(package="compile_time")
class CompileTime(tf.keras.layers.Layer):
    def __init__(self, start=1, stop=4, rate=float("0.5"), **kwargs):
        super().__init__(**kwargs)
        self.start = start
        self.stop = stop
        self.rate = rate
        self.dense_layers = [
            tf.keras.layers.Dense(i + 3) for i in range(start, stop, 2)
        ]
        self.dense_layers_1 = [tf.keras.layers.Dense(i + 1) for i in range(3, 0, -1)]
        self.dense_layers_2 = [
            tf.keras.layers.Dense(pair[0] * pair[1] - i)
            for i, pair in enumerate(zip(sizes, sizes[1:]), 1)
        ]
        self.dense_layers_3 = [
            tf.keras.layers.Dense(pair[0] + pair[1] + i)
            for pair, i in zip(pairs, range(9))
        ]
        self.dense_layers_4 = []
        self.dense_layers_5 = []
        for key in table:
            if key in ("a", "b") and not key == "b":
                self.dense_layers_4.append(tf.keras.layers.Dense(table[key] + 1))
            elif 1 < len(sizes) <= 3 or rate is None:
                self.dense_layers_5.append(tf.keras.layers.Dense(2**2 // 1 % 7))
        self.dense_layers_6 = [
            tf.keras.layers.Dense(name, activation=None if name > 6 else "relu")
            for name in list(reversed(sizes))[::2]
        ]
        self.dense = tf.keras.layers.Dense(2)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        for dense in self.dense_layers:
            x = dense(x)
        for dense_layer in self.dense_layers_1:
            x = dense_layer(x)
        for dense_layer_1 in self.dense_layers_2:
            x = dense_layer_1(x)
        for dense_layer_2 in self.dense_layers_3:
            x = dense_layer_2(x)
        dense_iterator = iter(self.dense_layers_4)
        dense_iterator_1 = iter(self.dense_layers_5)
        for key in table:
            if key in ("a", "b") and not key == "b":
                dense_layer_3 = next(dense_iterator)
                x = dense_layer_3(x)
            elif 1 < len(sizes) <= 3 or self.rate is None:
                dense_layer_4 = next(dense_iterator_1)
                x = dense_layer_4(x)
        for dense_layer_5 in self.dense_layers_6:
            x = dense_layer_5(x)
        return self.dense(x)

    def get_config(self):
        return {
            **super().get_config(),
            "start": self.start,
            "stop": self.stop,
            "rate": self.rate,
        }


def build_model(start=1, stop=4, rate=float("0.5")):
    inputs = tf.keras.Input(shape=(total,), name="x")
    outputs = CompileTime(start=start, stop=stop, rate=rate)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="CompileTime")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=int, default=1)
    parser.add_argument("--stop", type=int, default=4)
    parser.add_argument("--rate", type=ast.literal_eval, default=float("0.5"))
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
