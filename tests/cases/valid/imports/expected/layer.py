"""Imports, generated from imports.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf

norm_width = 1e-3
classes = 3
blocks_width = 5
wide = blocks_width * 2
width = 6


@tf.keras.utils.register_keras_serializable(package="imports")
class Normed(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.layer_normalization = tf.keras.layers.LayerNormalization(
            epsilon=norm_width
        )

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        return self.layer_normalization(x)


@tf.keras.utils.register_keras_serializable(package="imports")
class HeadsBlock(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.normed = Normed()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        return self.normed(x * classes)


@tf.keras.utils.register_keras_serializable(package="imports")
class Scale(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.heads_block = HeadsBlock()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        return self.heads_block(x)


@tf.keras.utils.register_keras_serializable(package="imports")
class BlocksBlock(tf.keras.layers.Layer):
    def __init__(self, units, inner=wide, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.inner = inner
        self.dense = tf.keras.layers.Dense(inner, activation=bend)
        self.dense_1 = tf.keras.layers.Dense(units)
        self.normed = Normed()

    def build(self, input_shape):
        features = input_shape[-1]
        self.gain = self.add_weight(
            name="gain", shape=(features,), initializer=tf.keras.initializers.Ones()
        )
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        output = self.dense(x * self.gain)
        output = self.dense_1(output)
        return self.normed(output)

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "inner": self.inner,
        }


@tf.keras.utils.register_keras_serializable(package="imports")
class Tower(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        wide = blocks_width
        self.blocks_block = BlocksBlock(units)
        self.dense = tf.keras.layers.Dense(wide)
        self.scale = Scale()
        self.dense_1 = tf.keras.layers.Dense(units)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        output = self.blocks_block(x)
        output = self.dense(output)
        output = self.scale(output)
        return self.dense_1(output)

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


@tf.keras.utils.register_keras_serializable(package="imports")
def bend(x):
    return soften(x)


@tf.keras.utils.register_keras_serializable(package="imports")
def soften(x):
    return tf.keras.ops.tanh(x / blocks_width)


@tf.keras.utils.register_keras_serializable(package="imports")
class Block(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dense = tf.keras.layers.Dense(units, name="own")
        self.normed = Normed()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        output = self.dense(x)
        return self.normed(output)

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


@tf.keras.utils.register_keras_serializable(package="imports")
class Imports(tf.keras.layers.Layer):
    def __init__(self, depth=2, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        self.norm_width = Block(width)
        self.tower_layers = [Tower(width) for _ in range(depth)]
        self.block = Block(4)
        self.y = tf.keras.layers.Dense(classes, activation=soften)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.norm_width(x)
        for tower in self.tower_layers:
            y = tower(y)
        y = self.block(y)
        return self.y(y)

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
        }


def build_model(depth=2):
    inputs = tf.keras.Input(shape=(width,), name="x")
    outputs = Imports(depth=depth)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Imports")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
