"""Masks, generated from masks.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(words=10):
    text = tf.keras.Input(shape=(7,), dtype="int32", name="text")
    keep = tf.keras.Input(shape=(7,), dtype="bool", name="keep")
    other = tf.keras.Input(shape=(7,), dtype="int32", name="other")
    embedding_layer = tf.keras.layers.Embedding(words, 4, mask_zero=True)
    lstm_layer = tf.keras.layers.LSTM(3)
    bidirectional_layer = tf.keras.layers.Bidirectional(tf.keras.layers.GRU(2))
    dropout_layer = tf.keras.layers.Dropout(0.1)
    time_distributed_layer = tf.keras.layers.TimeDistributed(tf.keras.layers.Dense(2))
    lstm_layer_1 = tf.keras.layers.LSTM(2)
    embedding_layer_1 = tf.keras.layers.Embedding(words, 4)
    multi_head_attention_layer = tf.keras.layers.MultiHeadAttention(2, 3)
    global_average_pooling1d_layer = tf.keras.layers.GlobalAveragePooling1D()
    lstm_layer_2 = tf.keras.layers.LSTM(3)
    attention_layer = tf.keras.layers.Attention()
    concatenate_layer = tf.keras.layers.Concatenate()
    label_layer = tf.keras.layers.Dense(2)
    x = embedding_layer(text)
    a = lstm_layer(x)
    b = bidirectional_layer(x)
    c = dropout_layer(x)
    c = time_distributed_layer(c)
    c = lstm_layer_1(c)
    y = embedding_layer_1(other)
    d = multi_head_attention_layer(y, y, attention_mask=keep[:, None, :])
    d = global_average_pooling1d_layer(d)
    e = lstm_layer_2(y, mask=keep)
    q, scores = attention_layer([y, y], mask=[keep, keep], return_attention_scores=True)
    label = concatenate_layer([a, b, c, d, e, q[:, 0]])
    label = label_layer(label)
    seen = tf.keras.ops.sum(scores, axis=-1)
    return tf.keras.Model(
        inputs={"text": text, "keep": keep, "other": other},
        outputs={"label": label, "seen": seen},
        name="Masks",
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=10)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
