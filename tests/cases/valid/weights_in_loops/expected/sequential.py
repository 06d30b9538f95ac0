"""Deep, generated from weights_in_loops.model (style: sequential). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="weights_in_loops")
class Stack(tf.keras.layers.Layer):
    def __init__(self, depth=2, gated=True, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        self.gated = gated

    def build(self, input_shape):
        features = input_shape[-1]
        self.kernel_weights = []
        self.bias_weights = []
        self.gate_weights = []
        for i in range(self.depth):
            self.kernel_weights.append(
                self.add_weight(
                    name="kernel",
                    shape=(features, features),
                    initializer=tf.keras.initializers.GlorotUniform(),
                )
            )
            self.bias_weights.append(
                self.add_weight(
                    name="bias",
                    shape=(features,),
                    initializer=tf.keras.initializers.Zeros(),
                )
            )
            if self.gated and i > 0:
                self.gate_weights.append(
                    self.add_weight(
                        name="gate",
                        shape=(1,),
                        initializer=tf.keras.initializers.Ones(),
                        trainable=False,
                    )
                )

    def call(self, x):
        y = x
        gate_iterator = iter(self.gate_weights)
        for i, kernel, bias in zip(
            range(self.depth), self.kernel_weights, self.bias_weights
        ):
            y = tf.keras.ops.relu(y @ kernel + bias)
            if self.gated and i > 0:
                gate = next(gate_iterator)
                y = y * gate
        return x + y

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
            "gated": self.gated,
        }


def build_model(depth=3):
    return tf.keras.Sequential(
        [
            tf.keras.Input(shape=(4,), name="x"),
            Stack(depth),
            Stack(1, gated=False),
            tf.keras.layers.Dense(2),
        ],
        name="Deep",
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
