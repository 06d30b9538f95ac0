"""M, generated from unsymbolic.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
def smooth(x):
    return tf.keras.activations.mish(x) + tf.keras.activations.sparsemax(x)


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
def waves(length):
    return tf.keras.ops.sin(tf.keras.ops.cast(tf.keras.ops.arange(length), "float32"))


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
class M(tf.keras.layers.Layer):
    def __init__(self, size=4, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.dense = tf.keras.layers.Dense(size)
        self.dense_layers = [tf.keras.layers.Dense(size) for i in range(2)]
        self.embedding = tf.keras.layers.Embedding(9, size, mask_zero=True)
        self.lstm = tf.keras.layers.LSTM(3)
        self.concatenate = tf.keras.layers.Concatenate()
        self.y = tf.keras.layers.Dense(2, activation=tf.keras.activations.mish)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "x": tf.keras.Input(batch_shape=input_shape["x"]),
                "places": tf.keras.Input(
                    batch_shape=input_shape["places"], dtype="int32"
                ),
            }
        )

    def call(self, inputs):
        x = inputs["x"]
        places = inputs["places"]
        h = self.dense(x)
        h = tf.keras.activations.hard_silu(h)
        for dense in self.dense_layers:
            h = dense(h)
            h = tf.keras.activations.mish(h)
        h = smooth(tf.keras.ops.clip(h, 0.0, tf.keras.ops.max(h)) + waves(self.size))
        h = tf.keras.random.dropout(h, 0.5, seed=3) + tf.keras.ops.roll(
            h, tf.keras.ops.cast(tf.keras.ops.max(places), "int32"), axis=1
        )
        masked = self.embedding(places)
        masked = tf.keras.activations.mish(masked)
        masked = self.lstm(masked)
        self.add_loss(tf.keras.ops.mean(tf.keras.activations.mish(h)))
        y = self.concatenate([h, masked])
        return self.y(y)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


def build_model(size=4):
    inputs = {
        "x": tf.keras.Input(shape=(size,), name="x"),
        "places": tf.keras.Input(shape=(None,), dtype="int32", name="places"),
    }
    outputs = M(size=size)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="M")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
