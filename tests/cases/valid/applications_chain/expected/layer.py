"""Photos, generated from applications_chain.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="applications_chain")
class Photos(tf.keras.layers.Layer):
    def __init__(self, alpha=0.25, **kwargs):
        super().__init__(**kwargs)
        self.alpha = alpha
        self.random_flip = tf.keras.layers.RandomFlip()
        self.mobile_net = tf.keras.applications.MobileNet(
            alpha=alpha, include_top=False, weights=None, pooling="avg"
        )
        self.mobile_net.trainable = False
        self.dense = tf.keras.layers.Dense(3)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, image):
        output = self.random_flip(image)
        output = self.mobile_net(output)
        return self.dense(output)

    def get_config(self):
        return {
            **super().get_config(),
            "alpha": self.alpha,
        }


def build_model(alpha=0.25):
    inputs = tf.keras.Input(shape=(32, 32, 3), name="image")
    outputs = Photos(alpha=alpha)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Photos")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alpha", type=float, default=0.25)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
