"""M, generated from steps_of_own_layers.model (style: layer). Edit the .model file instead."""

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


@tf.keras.utils.register_keras_serializable(package="steps_of_own_layers")
class Scaled(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dense = tf.keras.layers.Dense(units)
        self.y = tf.keras.layers.BatchNormalization()

    def build(self, input_shape):
        # Builds the layers inside.
        tf.keras.Operation.compute_output_spec(
            self, tf.keras.Input(batch_shape=input_shape)
        )

    def call(self, x):
        y = self.dense(x)
        return self.y(y)

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
class M(tf.keras.layers.Layer):
    def __init__(self, units=3, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.cnn = tf.keras.Sequential(
            [tf.keras.layers.Conv1D(units, 2), tf.keras.layers.GlobalAveragePooling1D()]
        )
        self.scaled = Scaled(2)
        self.time_distributed = tf.keras.layers.TimeDistributed(Block(units))
        self.time_distributed_1 = tf.keras.layers.TimeDistributed(
            tf.keras.layers.Flatten()
        )
        self.time_distributed_2 = tf.keras.layers.TimeDistributed(self.cnn)
        self.time_distributed_3 = tf.keras.layers.TimeDistributed(Linear(2))
        self.time_distributed_4 = tf.keras.layers.TimeDistributed(self.scaled)
        self.time_distributed_5 = tf.keras.layers.TimeDistributed(
            tf.keras.layers.TimeDistributed(Scaled(1))
        )
        self.time_distributed_6 = tf.keras.layers.TimeDistributed(
            tf.keras.layers.Reshape((4,))
        )
        self.concatenate = tf.keras.layers.Concatenate()
        self.ends = Ends()
        self.lstm = tf.keras.layers.LSTM(4)
        self.y = tf.keras.layers.Dense(1)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, frames):
        a = self.time_distributed(frames)
        a = self.time_distributed_1(a)
        b = self.time_distributed_2(frames)
        b = self.time_distributed_3(b)
        b = self.time_distributed_4(b)
        c = self.time_distributed_5(frames)
        c = self.time_distributed_6(c)
        steps = self.concatenate([a, b, c])
        first, last = self.ends(steps)
        y = self.lstm(steps)
        return {"y": self.y(y), "difference": last - first}

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


def build_model(units=3):
    inputs = tf.keras.Input(shape=(5, 4, 2), name="frames")
    outputs = M(units=units)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="M")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
