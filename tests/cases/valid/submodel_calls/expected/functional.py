"""Whole, generated from submodel_calls.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def Encoder(width=2):
    image = tf.keras.Input(shape=(6,), name="image")
    noise = tf.keras.Input(shape=(2,), name="noise")
    dense = tf.keras.layers.Dense(width)(image)
    h = tf.keras.layers.Concatenate()([dense, noise])
    mean = tf.keras.layers.Dense(2)(h)
    deviation = tf.keras.layers.Dense(2)(h)
    return tf.keras.Model(
        inputs={"image": image, "noise": noise},
        outputs={"mean": mean, "deviation": deviation},
    )


def Decoder(width=2):
    code = tf.keras.Input(shape=(2,), name="code")
    image = tf.keras.layers.Dense(6)(code)
    return tf.keras.Model(inputs=code, outputs=image)


def build_model():
    a = tf.keras.Input(shape=(6,), name="a")
    b = tf.keras.Input(shape=(2,), name="b")
    encoder = Encoder(3)
    encoder_1 = encoder({"image": a, "noise": b})
    m = encoder_1["mean"]
    s = encoder_1["deviation"]
    encoder_2 = encoder({"image": a, "noise": b})
    m2 = encoder_2["mean"]
    s2 = encoder_2["deviation"]
    encoder_3 = Encoder()({"noise": b, "image": a})
    m3 = encoder_3["mean"]
    s3 = encoder_3["deviation"]
    encoder_4 = encoder({"image": a, "noise": b})
    m4 = encoder_4["mean"]
    s4 = encoder_4["deviation"]
    encoder_5 = encoder({"image": a, "noise": b})
    m5 = encoder_5["mean"]
    s5 = encoder_5["deviation"]
    decoder = Decoder()
    x = decoder(m)
    y = decoder(s)
    z = Decoder(1)(s3)
    encoder_6 = Encoder()({"image": a, "noise": b})
    code = encoder_6["mean"]
    both = Encoder()({"image": a, "noise": b})
    first = tf.keras.layers.Add()([x, y, z])
    second = tf.keras.layers.Concatenate()(
        [m2, s2, m3, m4, s4, m5, s5, code, both["mean"]]
    )
    return tf.keras.Model(
        inputs={"a": a, "b": b},
        outputs={"first": first, "second": second},
        name="Whole",
    )


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
