"""Reader, generated from beside_inputs.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="beside_inputs")
class BesideInputs(tf.keras.layers.Wrapper):
    """Calls a layer on what no input has a part in, where Keras would leave it out of the functional model."""

    def call(self, x, model_input):
        return self.layer(x)


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


def build_model(words=10, length=6, size=4):
    tokens = tf.keras.Input(shape=(length,), dtype="int32", name="tokens")
    others = tf.keras.Input(shape=(None,), dtype="int32", name="others")
    shared_layer = tf.keras.layers.Dense(size)
    shared_layer_1 = BesideInputs(shared_layer)
    embedding_layer = BesideInputs(tf.keras.layers.Embedding(length, size))
    layer_normalization_layer = tf.keras.layers.LayerNormalization()
    embedding_layer_1 = tf.keras.layers.Embedding(words, size)
    dense_layers = [BesideInputs(tf.keras.layers.Dense(size)) for i in range(2)]
    embedding_layer_2 = tf.keras.layers.Embedding(words, size)
    positions_layer = Positions()
    global_average_pooling1d_layer = tf.keras.layers.GlobalAveragePooling1D()
    global_average_pooling1d_layer_1 = tf.keras.layers.GlobalAveragePooling1D()
    concatenate_layer = tf.keras.layers.Concatenate()
    answer_layer = tf.keras.layers.Dense(1)
    places = embedding_layer(tf.keras.ops.arange(length), tokens)
    places = layer_normalization_layer(places)
    embedding = embedding_layer_1(tokens)
    x = embedding + waves(length, size) + places
    shared_1 = shared_layer_1(x, tokens)
    shared_2 = shared_layer_1(tf.keras.ops.ones((1, size)), tokens)
    x = shared_1 + shared_2
    for i, dense_layer in zip(range(2), dense_layers):
        dense = dense_layer(tf.keras.ops.full((1, size), i + 1.0), tokens)
        x = x + dense
    y = embedding_layer_2(others)
    y = positions_layer(y)
    global_average_pooling1d = global_average_pooling1d_layer(x)
    global_average_pooling1d_1 = global_average_pooling1d_layer_1(y)
    answer = concatenate_layer([global_average_pooling1d, global_average_pooling1d_1])
    answer = answer_layer(answer)
    return tf.keras.Model(
        inputs={"tokens": tokens, "others": others}, outputs=answer, name="Reader"
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=10)
    parser.add_argument("--length", type=int, default=6)
    parser.add_argument("--size", type=int, default=4)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
