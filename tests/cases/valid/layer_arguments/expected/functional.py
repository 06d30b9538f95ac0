"""Arguments, generated from layer_arguments.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model():
    x = tf.keras.Input(shape=(4, 6), name="x")
    time_distributed_layer = tf.keras.layers.TimeDistributed(
        tf.keras.layers.Dense(
            4,
            kernel_initializer=tf.keras.initializers.HeNormal(),
            bias_initializer="ones",
        )
    )
    bidirectional_layer = tf.keras.layers.Bidirectional(
        tf.keras.layers.GRU(3, return_sequences=True), merge_mode="sum"
    )
    conv1d_layer = tf.keras.layers.Conv1D(
        3,
        2,
        kernel_regularizer=tf.keras.regularizers.L1L2(l1=1e-4, l2=0.001),
        kernel_constraint=tf.keras.constraints.MaxNorm(2.0),
        dilation_rate=2,
    )
    batch_normalization_layer = tf.keras.layers.BatchNormalization(
        momentum=0.9, epsilon=1e-5
    )
    dense_layer = tf.keras.layers.Dense(
        5,
        activation=tf.keras.activations.gelu,
        use_bias=False,
        name="wide",
        dtype="float32",
        trainable=False,
    )
    spectral_normalization_layer = tf.keras.layers.SpectralNormalization(
        tf.keras.layers.Dense(3)
    )
    flatten_layer = tf.keras.layers.Flatten()
    dense_layer_1 = tf.keras.layers.Dense(
        2, kernel_initializer=tf.keras.initializers.RandomNormal(stddev=0.02)
    )
    y = time_distributed_layer(x)
    y = bidirectional_layer(y)
    y = conv1d_layer(y)
    y = batch_normalization_layer(y)
    y = dense_layer(y)
    y = spectral_normalization_layer(y)
    output = flatten_layer(y)
    output = dense_layer_1(output)
    return tf.keras.Model(inputs=x, outputs=output, name="Arguments")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
