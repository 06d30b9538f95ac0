"""Photos, generated from applications_chain.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="applications_chain")
class Photos(tf.keras.Model):
    def __init__(self, alpha=0.25, **kwargs):
        super().__init__(**kwargs)
        self.alpha = alpha
        self.random_flip = tf.keras.layers.RandomFlip()
        self.mobile_net = tf.keras.applications.MobileNet(
            alpha=alpha, include_top=False, weights=None, pooling="avg"
        )
        self.mobile_net.trainable = False
        self.dense = tf.keras.layers.Dense(3)

    def call(self, image, training=None):
        output = self.random_flip(image)
        output = self.mobile_net(output)
        return self.dense(output)

    def get_config(self):
        return {
            **super().get_config(),
            "alpha": self.alpha,
        }


def build_model(alpha=0.25):
    model = Photos(alpha=alpha)
    model(tf.keras.Input(shape=(32, 32, 3), name="image"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alpha", type=float, default=0.25)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
