"""M, generated from unsymbolic.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
def smooth(x):
    return tf.keras.activations.mish(x) + tf.keras.activations.sparsemax(x)


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
def waves(length):
    return tf.keras.ops.sin(tf.keras.ops.cast(tf.keras.ops.arange(length), "float32"))


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
class HardSilu(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return tf.keras.activations.hard_silu(x)

    def compute_mask(self, inputs, previous_mask):
        return None  # As the function itself hands no mask on.


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
class Mish(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return tf.keras.activations.mish(x)

    def compute_mask(self, inputs, previous_mask):
        return None  # As the function itself hands no mask on.


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
class Smooth(tf.keras.layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size

    def call(self, h):
        return smooth(tf.keras.ops.clip(h, 0.0, tf.keras.ops.max(h)) + waves(self.size))

    def compute_mask(self, inputs, previous_mask):
        return None  # As the function itself hands no mask on.

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
class Dropout(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, h):
        return tf.keras.random.dropout(h, 0.5, seed=3)

    def compute_mask(self, inputs, previous_mask):
        return None  # As the function itself hands no mask on.


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
class Roll(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, h, places):
        return tf.keras.ops.roll(
            h, tf.keras.ops.cast(tf.keras.ops.max(places), "int32"), axis=1
        )

    def compute_mask(self, inputs, previous_mask):
        return None  # As the function itself hands no mask on.


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
class Mish2(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, h):
        return tf.keras.activations.mish(h)

    def compute_mask(self, inputs, previous_mask):
        return None  # As the function itself hands no mask on.


@tf.keras.utils.register_keras_serializable(package="unsymbolic")
class AddLosses(tf.keras.layers.Layer):
    """Adds losses to the model it stands in, and gives its first argument on as it is."""

    def call(self, x, losses):
        for loss in losses:
            self.add_loss(loss)
        return x


def build_model(size=4):
    x = tf.keras.Input(shape=(size,), name="x")
    places = tf.keras.Input(shape=(None,), dtype="int32", name="places")
    losses = []
    h = tf.keras.layers.Dense(size)(x)
    h = HardSilu()(h)
    for i in range(2):
        h = tf.keras.layers.Dense(size)(h)
        h = Mish()(h)
    h = Smooth(size=size)(h)
    dropout = Dropout()(h)
    roll = Roll()(h, places)
    h = dropout + roll
    masked = tf.keras.layers.Embedding(9, size, mask_zero=True)(places)
    masked = Mish()(masked)
    masked = tf.keras.layers.LSTM(3)(masked)
    mish2 = Mish2()(h)
    losses = losses + [tf.keras.ops.mean(mish2)]
    y = tf.keras.layers.Concatenate()([h, masked])
    y = tf.keras.layers.Dense(2, activation=tf.keras.activations.mish)(y)
    y = AddLosses()(y, losses)
    return tf.keras.Model(inputs={"x": x, "places": places}, outputs=y, name="M")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
