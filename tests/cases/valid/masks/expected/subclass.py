"""Masks, generated from masks.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="masks")
class Masks(tf.keras.Model):
    def __init__(self, words=10, **kwargs):
        super().__init__(**kwargs)
        self.words = words
        self.embedding = tf.keras.layers.Embedding(words, 4, mask_zero=True)
        self.lstm = tf.keras.layers.LSTM(3)
        self.bidirectional = tf.keras.layers.Bidirectional(tf.keras.layers.GRU(2))
        self.dropout = tf.keras.layers.Dropout(0.1)
        self.time_distributed = tf.keras.layers.TimeDistributed(
            tf.keras.layers.Dense(2)
        )
        self.lstm_1 = tf.keras.layers.LSTM(2)
        self.embedding_1 = tf.keras.layers.Embedding(words, 4)
        self.multi_head_attention = tf.keras.layers.MultiHeadAttention(2, 3)
        self.global_average_pooling1d = tf.keras.layers.GlobalAveragePooling1D()
        self.lstm_2 = tf.keras.layers.LSTM(3)
        self.attention = tf.keras.layers.Attention()
        self.concatenate = tf.keras.layers.Concatenate()
        self.label = tf.keras.layers.Dense(2)

    def call(self, inputs, training=None):
        text = inputs["text"]
        keep = inputs["keep"]
        other = inputs["other"]
        x = self.embedding(text)
        a = self.lstm(x)
        b = self.bidirectional(x)
        c = self.dropout(x)
        c = self.time_distributed(c)
        c = self.lstm_1(c)
        y = self.embedding_1(other)
        d = self.multi_head_attention(y, y, attention_mask=keep[:, None, :])
        d = self.global_average_pooling1d(d)
        e = self.lstm_2(y, mask=keep)
        q, scores = self.attention(
            [y, y], mask=[keep, keep], return_attention_scores=True
        )
        label = self.concatenate([a, b, c, d, e, q[:, 0]])
        return {"label": self.label(label), "seen": tf.keras.ops.sum(scores, axis=-1)}

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
            "keep": tf.keras.Input(shape=(7,), dtype="bool", name="keep"),
            "other": tf.keras.Input(shape=(7,), dtype="int32", name="other"),
        }
    )
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=10)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
