"""Attends, generated from attention.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="attention")
class TransformerBlock(tf.keras.layers.Layer):
    def __init__(self, heads, size, rate=0.0, **kwargs):
        super().__init__(**kwargs)
        self.heads = heads
        self.size = size
        self.rate = rate
        self.multi_head_attention = tf.keras.layers.MultiHeadAttention(
            heads, size, dropout=rate
        )
        self.add = tf.keras.layers.Add()
        self.layer_normalization = tf.keras.layers.LayerNormalization()
        self.dense = tf.keras.layers.Dense(4 * size, activation="gelu")
        self.dense_1 = tf.keras.layers.Dense(heads * size)
        self.layer_normalization_1 = tf.keras.layers.LayerNormalization()

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        attention = self.multi_head_attention(x, x, use_causal_mask=True)
        x = self.add([x, attention])
        x = self.layer_normalization(x)
        y = self.dense(x)
        y = self.dense_1(y)
        return self.layer_normalization_1(x + y)

    def get_config(self):
        return {
            **super().get_config(),
            "heads": self.heads,
            "size": self.size,
            "rate": self.rate,
        }


@tf.keras.utils.register_keras_serializable(package="attention")
class Attends(tf.keras.Model):
    def __init__(self, layers=2, heads=2, **kwargs):
        super().__init__(**kwargs)
        self.layers_ = layers
        self.heads = heads
        self.transformer_block_layers = [
            TransformerBlock(heads, 4 // heads) for _ in range(layers)
        ]
        self.multi_head_attention = tf.keras.layers.MultiHeadAttention(heads, 3)
        self.multi_head_attention_1 = tf.keras.layers.MultiHeadAttention(1, 4)
        self.multi_head_attention_2 = tf.keras.layers.MultiHeadAttention(1, 2)
        self.global_average_pooling1d = tf.keras.layers.GlobalAveragePooling1D()
        self.answer = tf.keras.layers.Dense(3)

    def call(self, inputs, training=None):
        question = inputs["question"]
        text = inputs["text"]
        q = question
        for transformer_block in self.transformer_block_layers:
            q = transformer_block(q)
        x = self.multi_head_attention(q, text)
        y, scores = self.multi_head_attention_1(
            x, value=text, return_attention_scores=True
        )
        z = self.multi_head_attention_2(y, text, text)
        answer = self.global_average_pooling1d(z)
        return {
            "answer": self.answer(answer),
            "seen": tf.keras.ops.mean(scores, axis=[1, 3]),
        }

    def get_config(self):
        return {
            **super().get_config(),
            "layers": self.layers_,
            "heads": self.heads,
        }


def build_model(layers=2, heads=2):
    model = Attends(layers=layers, heads=heads)
    model(
        {
            "question": tf.keras.Input(shape=(5, 4), name="question"),
            "text": tf.keras.Input(shape=(None, 4), name="text"),
        }
    )
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--heads", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
