"""M, generated from split_tensors.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="split_tensors")
def gated(x):
    value, gate = tf.keras.ops.split(x, 2, axis=-1)
    return value * tf.keras.ops.sigmoid(gate)


@tf.keras.utils.register_keras_serializable(package="split_tensors")
class Heads(tf.keras.layers.Layer):
    def __init__(self, heads=2, **kwargs):
        super().__init__(**kwargs)
        self.heads = heads
        self.dense_layers = [
            tf.keras.layers.Dense(2 + i)
            for i, (_, _) in enumerate(zip([None] * heads, [None] * heads))
        ]
        self.concatenate = tf.keras.layers.Concatenate()

    def build(self, input_shape):
        size = input_shape[-1]
        self.kernel = self.add_weight(
            name="kernel",
            shape=(size, size),
            initializer=tf.keras.initializers.GlorotUniform(),
        )
        self.dense_layers_1 = [tf.keras.layers.Dense(2) for _ in [None] * (size // 2)]
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        size = tf.keras.ops.shape(x)[-1]
        results = []
        for (i, (q, k)), dense_layer in zip(
            enumerate(
                zip(
                    tf.keras.ops.split(x, self.heads, axis=-1),
                    tf.keras.ops.split(x @ self.kernel, self.heads, axis=-1),
                )
            ),
            self.dense_layers,
        ):
            dense = dense_layer(q * k)
            results = results + [dense]
        for pair, dense_layer_1 in zip(
            tf.keras.ops.split(x, size // 2, axis=-1), self.dense_layers_1
        ):
            dense_1 = dense_layer_1(pair)
            results = results + [dense_1]
        return self.concatenate(results)

    def get_config(self):
        return {
            **super().get_config(),
            "heads": self.heads,
        }


@tf.keras.utils.register_keras_serializable(package="split_tensors")
class M(tf.keras.Model):
    def __init__(self, parts=2, **kwargs):
        super().__init__(**kwargs)
        self.parts = parts
        self.y = Heads()
        self.dense_layers = [
            tf.keras.layers.Dense(17) for _ in [None, None, None] + [None]
        ]
        rows = [None] * (parts + 1)
        self.dense_layers_1 = [tf.keras.layers.Dense(3) for _ in range(len(rows))]
        self.dense = tf.keras.layers.Dense(8)
        self.halves = tf.keras.layers.Add()
        self.rows = tf.keras.layers.Concatenate()

    def call(self, x, training=None):
        y = self.y(x)
        for piece, dense_layer in zip(
            tf.keras.ops.split(x, [1, 4], axis=-1) + [x], self.dense_layers
        ):
            dense = dense_layer(piece)
            y = y + dense
        rows = tf.keras.ops.unstack(x, self.parts + 1, axis=1)
        for i, dense_layer_1 in zip(range(len(rows)), self.dense_layers_1):
            dense_1 = dense_layer_1(rows[i])
            rows = rows + [dense_1]
        for row, factor in zip(
            reversed(tf.keras.ops.unstack(x, num=3, axis=1)), [1, 2, 3]
        ):
            rows = rows + [factor * row]
        y = self.dense(y)
        return {
            "y": gated(y),
            "halves": self.halves(tf.keras.ops.array_split(x, self.parts, axis=2)),
            "rows": self.rows(rows),
        }

    def get_config(self):
        return {
            **super().get_config(),
            "parts": self.parts,
        }


def build_model(parts=2):
    model = M(parts=parts)
    model(tf.keras.Input(shape=(3, 12), name="x"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
