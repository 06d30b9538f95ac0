"""Photos, generated from applications_chain.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(alpha=0.25):
    image = tf.keras.Input(shape=(32, 32, 3), name="image")
    output = tf.keras.layers.RandomFlip()(image)
    mobile_net = tf.keras.applications.MobileNet(
        alpha=alpha, include_top=False, weights=None, pooling="avg"
    )
    mobile_net.trainable = False
    output = mobile_net(output)
    output = tf.keras.layers.Dense(3)(output)
    return tf.keras.Model(inputs=image, outputs=output, name="Photos")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alpha", type=float, default=0.25)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
