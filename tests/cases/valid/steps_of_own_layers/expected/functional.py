"""M, generated from steps_of_own_layers.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="steps_of_own_layers")
class Linear(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        size = input_shape[-1]
        self.kernel = self.add_weight(
            name="kernel",
            shape=(size, self.units),
            initializer=tf.keras.initializers.GlorotUniform(),
        )

    def call(self, x):
        return x @ self.kernel

    def compute_output_shape(self, input_shape):
        return tf.keras.Operation.compute_output_spec(
            self, tf.keras.Input(batch_shape=input_shape)
        ).shape

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


@tf.keras.utils.register_keras_serializable(package="steps_of_own_layers")
class Block(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dense = tf.keras.layers.Dense(units)
        self.dropout = tf.keras.layers.Dropout(0.1)
        self.linear = Linear(units)

    def build(self, input_shape):
        # Builds the layers inside.
        tf.keras.Operation.compute_output_spec(
            self, tf.keras.Input(batch_shape=input_shape)
        )

    def call(self, x):
        output = self.dense(x)
        output = self.dropout(output)
        return self.linear(output)

    def compute_output_shape(self, input_shape):
        return tf.keras.Operation.compute_output_spec(
            self, tf.keras.Input(batch_shape=input_shape)
        ).shape

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


@tf.keras.utils.register_keras_serializable(package="steps_of_own_layers")
class Ends(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return x[:, 0], x[:, -1]


def Scaled(units):
    x = tf.keras.Input(shape=(2,), name="x")
    y = tf.keras.layers.Dense(units)(x)
    y = tf.keras.layers.BatchNormalization()(y)
    return tf.keras.Model(inputs=x, outputs=y)


def build_model(units=3):
    frames = tf.keras.Input(shape=(5, 4, 2), name="frames")
    cnn_layer = tf.keras.Sequential(
        [tf.keras.layers.Conv1D(units, 2), tf.keras.layers.GlobalAveragePooling1D()]
    )
    scaled_layer = Scaled(2)
    time_distributed_layer = tf.keras.layers.TimeDistributed(Block(units))
    time_distributed_layer_1 = tf.keras.layers.TimeDistributed(
        tf.keras.layers.Flatten()
    )
    time_distributed_layer_2 = tf.keras.layers.TimeDistributed(cnn_layer)
    time_distributed_layer_3 = tf.keras.layers.TimeDistributed(Linear(2))
    time_distributed_layer_4 = tf.keras.layers.TimeDistributed(scaled_layer)
    time_distributed_layer_5 = tf.keras.layers.TimeDistributed(
        tf.keras.layers.TimeDistributed(Scaled(1))
    )
    time_distributed_layer_6 = tf.keras.layers.TimeDistributed(
        tf.keras.layers.Reshape((4,))
    )
    concatenate_layer = tf.keras.layers.Concatenate()
    ends_layer = Ends()
    lstm_layer = tf.keras.layers.LSTM(4)
    y_layer = tf.keras.layers.Dense(1)
    a = time_distributed_layer(frames)
    a = time_distributed_layer_1(a)
    b = time_distributed_layer_2(frames)
    b = time_distributed_layer_3(b)
    b = time_distributed_layer_4(b)
    c = time_distributed_layer_5(frames)
    c = time_distributed_layer_6(c)
    steps = concatenate_layer([a, b, c])
    first, last = ends_layer(steps)
    y = lstm_layer(steps)
    y = y_layer(y)
    difference = last - first
    return tf.keras.Model(
        inputs=frames, outputs={"y": y, "difference": difference}, name="M"
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
