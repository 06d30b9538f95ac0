"""Photos, generated from applications_chain.model (style: sequential). Edit the .model file instead."""

import argparse

import tensorflow as tf


def build_model(alpha=0.25):
    layers = [tf.keras.Input(shape=(32, 32, 3), name="image")]
    layers.append(tf.keras.layers.RandomFlip())
    mobile_net = tf.keras.applications.MobileNet(
        alpha=alpha, include_top=False, weights=None, pooling="avg"
    )
    mobile_net.trainable = False
    layers.append(mobile_net)
    layers.append(tf.keras.layers.Dense(3))
    return tf.keras.Sequential(layers, name="Photos")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alpha", type=float, default=0.25)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
