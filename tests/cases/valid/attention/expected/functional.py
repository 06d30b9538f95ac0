"""Attends, generated from attention.model (style: functional). Edit the .model file instead."""

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


def build_model(layers=2, heads=2):
    question = tf.keras.Input(shape=(5, 4), name="question")
    text = tf.keras.Input(shape=(None, 4), name="text")
    transformer_block_layers = [
        TransformerBlock(heads, 4 // heads) for _ in range(layers)
    ]
    multi_head_attention_layer = tf.keras.layers.MultiHeadAttention(heads, 3)
    multi_head_attention_layer_1 = tf.keras.layers.MultiHeadAttention(1, 4)
    multi_head_attention_layer_2 = tf.keras.layers.MultiHeadAttention(1, 2)
    global_average_pooling1d_layer = tf.keras.layers.GlobalAveragePooling1D()
    answer_layer = tf.keras.layers.Dense(3)
    q = question
    for transformer_block in transformer_block_layers:
        q = transformer_block(q)
    x = multi_head_attention_layer(q, text)
    y, scores = multi_head_attention_layer_1(
        x, value=text, return_attention_scores=True
    )
    z = multi_head_attention_layer_2(y, text, text)
    answer = global_average_pooling1d_layer(z)
    answer = answer_layer(answer)
    seen = tf.keras.ops.mean(scores, axis=[1, 3])
    return tf.keras.Model(
        inputs={"question": question, "text": text},
        outputs={"answer": answer, "seen": seen},
        name="Attends",
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--heads", type=int, default=2)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
