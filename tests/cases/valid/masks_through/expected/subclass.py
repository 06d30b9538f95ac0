"""Masks, generated from masks_through.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="masks_through")
class Shift(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def build(self, input_shape):
        features = input_shape[-1]
        self.shift = self.add_weight(
            name="shift", shape=(features,), initializer=tf.keras.initializers.Ones()
        )

    def call(self, x):
        return x + self.shift


@tf.keras.utils.register_keras_serializable(package="masks_through")
class Block(tf.keras.layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.supports_masking = True
        self.layer_normalization = tf.keras.layers.LayerNormalization()
        self.dense = tf.keras.layers.Dense(size, activation="relu")
        self.dropout = tf.keras.layers.Dropout(0.1)
        self.shift = Shift()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        y = self.layer_normalization(x)
        y = self.dense(y)
        dropout = self.dropout(y)
        shift = self.shift(dropout)
        return x + shift

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


@tf.keras.utils.register_keras_serializable(package="masks_through")
class Reader(tf.keras.layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.block = Block(4)
        self.gru = tf.keras.layers.GRU(size)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        output = self.block(x)
        return self.gru(output)

    def compute_mask(self, inputs, previous_mask):
        return None  # A mask is for an axis that the output does not have.

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


@tf.keras.utils.register_keras_serializable(package="masks_through")
class Masks(tf.keras.Model):
    def __init__(self, words=10, **kwargs):
        super().__init__(**kwargs)
        self.words = words
        self.embedding = tf.keras.layers.Embedding(words, 4, mask_zero=True)
        self.block_layers = [Block(4) for _ in range(2)]
        self.lstm = tf.keras.layers.LSTM(3)
        self.reader = Reader(3)
        self.masking = tf.keras.layers.Masking()
        self.shift = Shift()
        self.bidirectional = tf.keras.layers.Bidirectional(tf.keras.layers.LSTM(2))
        self.concatenate = tf.keras.layers.Concatenate()
        self.label = tf.keras.layers.Dense(2)

    def call(self, inputs, training=None):
        text = inputs["text"]
        other = inputs["other"]
        x = self.embedding(text)
        a = x
        for block in self.block_layers:
            a = block(a)
        a = self.lstm(a)
        b = self.reader(x)
        c = self.masking(other)
        c = self.shift(c)
        c = self.bidirectional(c)
        label = self.concatenate([a, b, c])
        return self.label(label)

    def get_config(self):
        return {
            **super().get_config(),
            "words": self.words,
        }


def build_model(words=10):
    model = Masks(words=words)
    model(
        {
            "text": tf.keras.Input(shape=(7,), dtype="int32", name="text"),
            "other": tf.keras.Input(shape=(7, 4), name="other"),
        }
    )
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=10)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
