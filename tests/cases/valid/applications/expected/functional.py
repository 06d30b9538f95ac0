"""Photos, generated from applications.model (style: functional). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="applications")
class FixedTraining(tf.keras.layers.Wrapper):
    """Calls a layer with a `training` of its own, where Keras would hand it that of the functional model."""

    def __init__(self, layer, training, **kwargs):
        super().__init__(layer, **kwargs)
        self.fixed = training

    def call(self, inputs):
        return self.layer(inputs, training=self.fixed)

    def get_config(self):
        return {**super().get_config(), "training": self.fixed}


def build_model(alpha=0.25, tuned=False, classes=3):
    image = tf.keras.Input(shape=(32, 32, 3), name="image")
    base = tf.keras.applications.MobileNet(
        input_shape=(32, 32, 3),
        alpha=alpha,
        include_top=False,
        weights=None,
        pooling="avg",
    )
    base.trainable = tuned
    x = FixedTraining(base, training=False)(image)
    scale = tf.keras.layers.Dense(1)(x)
    label = tf.keras.layers.Concatenate()([x, scale])
    label = tf.keras.layers.Dropout(0.2)(label)
    label = tf.keras.layers.Dense(classes)(label)
    return tf.keras.Model(inputs=image, outputs=label, name="Photos")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alpha", type=float, default=0.25)
    parser.add_argument("--tuned", action=argparse.BooleanOptionalAction, default=False)
    parser.add_argument("--classes", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
