"""Reader, generated from beside_inputs.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="beside_inputs")
def waves(length, size):
    place = tf.keras.ops.expand_dims(
        tf.keras.ops.cast(tf.keras.ops.arange(length), "float32"), 1
    )
    rate = tf.keras.ops.expand_dims(
        tf.keras.ops.exp(
            -9.2 / size * tf.keras.ops.cast(tf.keras.ops.arange(0, size, 2), "float32")
        ),
        0,
    )
    return tf.keras.ops.concatenate(
        [tf.keras.ops.sin(place * rate), tf.keras.ops.cos(place * rate)], axis=-1
    )


@tf.keras.utils.register_keras_serializable(package="beside_inputs")
class Positions(tf.keras.layers.Layer):
    def __init__(self, longest=16, **kwargs):
        super().__init__(**kwargs)
        self.longest = longest

    def build(self, input_shape):
        size = input_shape[2]
        self.embedding = tf.keras.layers.Embedding(self.longest, size)
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        tokens = tf.keras.ops.shape(x)[1]
        embedding = self.embedding(tf.keras.ops.arange(tokens))
        return x + embedding

    def get_config(self):
        return {
            **super().get_config(),
            "longest": self.longest,
        }


@tf.keras.utils.register_keras_serializable(package="beside_inputs")
class Reader(tf.keras.Model):
    def __init__(self, words=10, length=6, size=4, **kwargs):
        super().__init__(**kwargs)
        self.words = words
        self.length = length
        self.size = size
        self.shared = tf.keras.layers.Dense(size)
        self.embedding = tf.keras.layers.Embedding(length, size)
        self.layer_normalization = tf.keras.layers.LayerNormalization()
        self.embedding_1 = tf.keras.layers.Embedding(words, size)
        self.dense_layers = [tf.keras.layers.Dense(size) for i in range(2)]
        self.embedding_2 = tf.keras.layers.Embedding(words, size)
        self.positions = Positions()
        self.global_average_pooling1d = tf.keras.layers.GlobalAveragePooling1D()
        self.global_average_pooling1d_1 = tf.keras.layers.GlobalAveragePooling1D()
        self.concatenate = tf.keras.layers.Concatenate()
        self.answer = tf.keras.layers.Dense(1)

    def call(self, inputs, training=None):
        tokens = inputs["tokens"]
        others = inputs["others"]
        places = self.embedding(tf.keras.ops.arange(self.length))
        places = self.layer_normalization(places)
        embedding = self.embedding_1(tokens)
        x = embedding + waves(self.length, self.size) + places
        shared_1 = self.shared(x)
        shared_2 = self.shared(tf.keras.ops.ones((1, self.size)))
        x = shared_1 + shared_2
        for i, dense_layer in zip(range(2), self.dense_layers):
            dense = dense_layer(tf.keras.ops.full((1, self.size), i + 1.0))
            x = x + dense
        y = self.embedding_2(others)
        y = self.positions(y)
        global_average_pooling1d = self.global_average_pooling1d(x)
        global_average_pooling1d_1 = self.global_average_pooling1d_1(y)
        answer = self.concatenate(
            [global_average_pooling1d, global_average_pooling1d_1]
        )
        return self.answer(answer)

    def get_config(self):
        return {
            **super().get_config(),
            "words": self.words,
            "length": self.length,
            "size": self.size,
        }


def build_model(words=10, length=6, size=4):
    model = Reader(words=words, length=length, size=size)
    model(
        {
            "tokens": tf.keras.Input(shape=(length,), dtype="int32", name="tokens"),
            "others": tf.keras.Input(shape=(None,), dtype="int32", name="others"),
        }
    )
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=10)
    parser.add_argument("--length", type=int, default=6)
    parser.add_argument("--size", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
