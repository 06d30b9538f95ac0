"""Takes, generated from layers_as_arguments.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="layers_as_arguments")
def smooth(x, slope=0.1):
    return tf.keras.ops.where(x > 0, x, slope * x)


@tf.keras.utils.register_keras_serializable(package="layers_as_arguments")
def shrink(w):
    return 0.01 * tf.keras.ops.sum(tf.keras.ops.abs(w))


@tf.keras.utils.register_keras_serializable(package="layers_as_arguments")
def halves(shape, dtype="float32"):
    return tf.keras.ops.full(shape, 0.5, dtype=dtype)


@tf.keras.utils.register_keras_serializable(package="layers_as_arguments")
class Twice(tf.keras.layers.Layer):
    def __init__(self, inner, activation=None, initializer="zeros", units=3, **kwargs):
        super().__init__(**kwargs)
        self.inner = inner
        self.activation = activation
        self.initializer = initializer
        self.units = units
        self.dense = tf.keras.layers.Dense(units, activation=activation)
        self.activation_layer = tf.keras.layers.Activation(activation)

    def build(self, input_shape):
        features = input_shape[-1]
        self.bias = self.add_weight(
            name="bias", shape=(features,), initializer=self.initializer
        )
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.inner(x + self.bias)
        y = self.inner(y)
        output = self.dense(y)
        return self.activation_layer(output)

    def get_config(self):
        return {
            **super().get_config(),
            "inner": self.inner,
            "activation": self.activation,
            "initializer": self.initializer,
            "units": self.units,
        }

    @classmethod
    def from_config(cls, config):
        config["inner"] = tf.keras.utils.deserialize_keras_object(config["inner"])
        return super().from_config(config)


@tf.keras.utils.register_keras_serializable(package="layers_as_arguments")
class Choose(tf.keras.layers.Layer):
    def __init__(self, norm=None, kind="relu", **kwargs):
        super().__init__(**kwargs)
        self.norm = norm
        self.kind = kind
        self.activation = tf.keras.layers.Activation(kind)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        if self.norm is not None:
            x = self.norm(x)
        return self.activation(x)

    def get_config(self):
        return {
            **super().get_config(),
            "norm": self.norm,
            "kind": self.kind,
        }

    @classmethod
    def from_config(cls, config):
        config["norm"] = tf.keras.utils.deserialize_keras_object(config["norm"])
        return super().from_config(config)


@tf.keras.utils.register_keras_serializable(package="layers_as_arguments")
class Takes(tf.keras.layers.Layer):
    def __init__(self, units=4, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.twice = Twice(tf.keras.layers.Dense(4), activation=smooth)
        self.twice_1 = Twice(
            tf.keras.layers.Dense(3),
            activation="relu",
            initializer=tf.keras.initializers.Constant(0.1),
        )
        self.twice_2 = Twice(
            tf.keras.Sequential([tf.keras.layers.Dense(3), tf.keras.layers.ReLU()]),
            tf.keras.activations.gelu,
        )
        self.choose = Choose(tf.keras.layers.LayerNormalization())
        self.choose_1 = Choose()
        self.dense = tf.keras.layers.Dense(
            units,
            kernel_regularizer=shrink,
            kernel_initializer=tf.keras.initializers.HeNormal(seed=3),
        )
        self.activation = tf.keras.layers.Activation(smooth)
        self.y = tf.keras.layers.Dense(2, kernel_initializer=halves)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        x = self.twice(x)
        x = self.twice_1(x)
        x = self.twice_2(x)
        x = self.choose(x)
        x = self.choose_1(x)
        x = self.dense(x)
        x = self.activation(x)
        x = tf.keras.activations.relu(x)
        x = tf.keras.ops.tanh(x)
        return self.y(smooth(x, slope=0.2))

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


def build_model(units=4):
    inputs = tf.keras.Input(shape=(4,), name="x")
    outputs = Takes(units=units)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Takes")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
