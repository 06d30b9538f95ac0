"""Whole, generated from submodel_calls.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="submodel_calls")
class Encoder(tf.keras.Model):
    def __init__(self, width=2, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.dense = tf.keras.layers.Dense(width)
        self.concatenate = tf.keras.layers.Concatenate()
        self.mean = tf.keras.layers.Dense(2)
        self.deviation = tf.keras.layers.Dense(2)

    def call(self, inputs, training=None):
        image = inputs["image"]
        noise = inputs["noise"]
        dense = self.dense(image)
        h = self.concatenate([dense, noise])
        return {"mean": self.mean(h), "deviation": self.deviation(h)}

    def get_config(self):
        return {
            **super().get_config(),
            "width": self.width,
        }


@tf.keras.utils.register_keras_serializable(package="submodel_calls")
class Decoder(tf.keras.Model):
    def __init__(self, width=2, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.image = tf.keras.layers.Dense(6)

    def call(self, code, training=None):
        return self.image(code)

    def get_config(self):
        return {
            **super().get_config(),
            "width": self.width,
        }


@tf.keras.utils.register_keras_serializable(package="submodel_calls")
class Whole(tf.keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.encoder = Encoder(3)
        self.encoder_1 = Encoder()
        self.decoder = Decoder()
        self.decoder_1 = Decoder(1)
        self.encoder_2 = Encoder()
        self.encoder_3 = Encoder()
        self.first = tf.keras.layers.Add()
        self.second = tf.keras.layers.Concatenate()

    def call(self, inputs, training=None):
        a = inputs["a"]
        b = inputs["b"]
        encoder_1 = self.encoder({"image": a, "noise": b})
        m = encoder_1["mean"]
        s = encoder_1["deviation"]
        encoder_2 = self.encoder({"image": a, "noise": b})
        m2 = encoder_2["mean"]
        s2 = encoder_2["deviation"]
        encoder_3 = self.encoder_1({"noise": b, "image": a})
        m3 = encoder_3["mean"]
        s3 = encoder_3["deviation"]
        encoder_4 = self.encoder({"image": a, "noise": b})
        m4 = encoder_4["mean"]
        s4 = encoder_4["deviation"]
        encoder_5 = self.encoder({"image": a, "noise": b})
        m5 = encoder_5["mean"]
        s5 = encoder_5["deviation"]
        x = self.decoder(m)
        y = self.decoder(s)
        z = self.decoder_1(s3)
        encoder_6 = self.encoder_2({"image": a, "noise": b})
        code = encoder_6["mean"]
        both = self.encoder_3({"image": a, "noise": b})
        return {
            "first": self.first([x, y, z]),
            "second": self.second([m2, s2, m3, m4, s4, m5, s5, code, both["mean"]]),
        }


def build_model():
    model = Whole()
    model(
        {
            "a": tf.keras.Input(shape=(6,), name="a"),
            "b": tf.keras.Input(shape=(2,), name="b"),
        }
    )
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
