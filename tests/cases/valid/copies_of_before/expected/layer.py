"""CopiesOfBefore, generated from copies_of_before.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="copies_of_before")
class CopiesOfBefore(tf.keras.layers.Layer):
    def __init__(self, width=4, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        n = width
        block_n = n
        n, rate = (8, 0.25)
        self.dense_layers = [
            tf.keras.layers.Dense(block_n, activation="relu") for _ in range(2)
        ]
        self.dense = tf.keras.layers.Dense(n)
        wide_n = n
        self.dense_layers_1 = []
        self.dropout_layers = []
        for i in range(2):
            for _ in range(2):
                self.dense_layers_1.append(tf.keras.layers.Dense(wide_n))
                self.dropout_layers.append(tf.keras.layers.Dropout(rate))
            n = n - 2
        self.dense_layers_2 = []
        self.dense_layers_3 = []
        for n in [3, 5]:
            step_n = n
            n = n + 1
            for _ in range(2):
                self.dense_layers_2.append(
                    tf.keras.layers.Dense(step_n, use_bias=step_n > 3)
                )
            self.dense_layers_3.append(tf.keras.layers.Dense(n))
        self.dense_layers_4 = []
        self.dropout_layers_1 = []
        for _ in range(2):
            self.dense_layers_4.append(tf.keras.layers.Dense(wide_n))
            self.dropout_layers_1.append(tf.keras.layers.Dropout(rate))

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = x
        for dense in self.dense_layers:
            y = dense(y)
        y = self.dense(y)
        dense_iterator = iter(self.dense_layers_1)
        dropout_iterator = iter(self.dropout_layers)
        for i in range(2):
            for _ in range(2):
                dense_layer = next(dense_iterator)
                y = dense_layer(y)
                dropout = next(dropout_iterator)
                y = dropout(y)
        dense_iterator_1 = iter(self.dense_layers_2)
        for dense_layer_1 in self.dense_layers_3:
            for _ in range(2):
                dense_layer_2 = next(dense_iterator_1)
                y = dense_layer_2(y)
            y = dense_layer_1(y)
        output = y
        for dense_layer_3, dropout_layer in zip(
            self.dense_layers_4, self.dropout_layers_1
        ):
            output = dense_layer_3(output)
            output = dropout_layer(output)
        return output

    def get_config(self):
        return {
            **super().get_config(),
            "width": self.width,
        }


def build_model(width=4):
    inputs = tf.keras.Input(shape=(4,), name="x")
    outputs = CopiesOfBefore(width=width)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="CopiesOfBefore")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
