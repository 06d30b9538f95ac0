"""UNet, generated from unet_zip.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(filters=(2, 4)):
    image = tf.keras.Input(shape=(8, 8, 1), name="image")
    x = image
    skips = []
    for f in filters:
        x = tf.keras.layers.Conv2D(f, 3, padding="same", activation="relu")(x)
        skips = skips + [x]
        x = tf.keras.layers.MaxPooling2D()(x)
    x = tf.keras.layers.Conv2D(2 * filters[-1], 3, padding="same")(x)
    for f, skip in zip(reversed(filters), reversed(skips)):
        x = tf.keras.layers.UpSampling2D()(x)
        x = tf.keras.layers.Concatenate()([x, skip])
        x = tf.keras.layers.Conv2D(f, 3, padding="same")(x)
    mask = tf.keras.layers.Conv2D(1, 1)(x)
    return tf.keras.Model(inputs=image, outputs=mask, name="UNet")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filters", nargs="+", type=int, default=(2, 4))
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
