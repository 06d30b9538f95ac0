"""Arguments, generated from layer_arguments.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="layer_arguments")
class Arguments(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.time_distributed = tf.keras.layers.TimeDistributed(
            tf.keras.layers.Dense(
                4,
                kernel_initializer=tf.keras.initializers.HeNormal(),
                bias_initializer="ones",
            )
        )
        self.bidirectional = tf.keras.layers.Bidirectional(
            tf.keras.layers.GRU(3, return_sequences=True), merge_mode="sum"
        )
        self.conv1d = tf.keras.layers.Conv1D(
            3,
            2,
            kernel_regularizer=tf.keras.regularizers.L1L2(l1=1e-4, l2=0.001),
            kernel_constraint=tf.keras.constraints.MaxNorm(2.0),
            dilation_rate=2,
        )
        self.batch_normalization = tf.keras.layers.BatchNormalization(
            momentum=0.9, epsilon=1e-5
        )
        self.dense = tf.keras.layers.Dense(
            5,
            activation=tf.keras.activations.gelu,
            use_bias=False,
            name="wide",
            dtype="float32",
            trainable=False,
        )
        self.spectral_normalization = tf.keras.layers.SpectralNormalization(
            tf.keras.layers.Dense(3)
        )
        self.flatten = tf.keras.layers.Flatten()
        self.dense_1 = tf.keras.layers.Dense(
            2, kernel_initializer=tf.keras.initializers.RandomNormal(stddev=0.02)
        )

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.time_distributed(x)
        y = self.bidirectional(y)
        y = self.conv1d(y)
        y = self.batch_normalization(y)
        y = self.dense(y)
        y = self.spectral_normalization(y)
        output = self.flatten(y)
        return self.dense_1(output)


def build_model():
    inputs = tf.keras.Input(shape=(4, 6), name="x")
    outputs = Arguments()(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Arguments")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
