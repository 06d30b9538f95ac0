"""Photos, generated from applications.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="applications")
class Photos(tf.keras.layers.Layer):
    def __init__(self, alpha=0.25, tuned=False, classes=3, **kwargs):
        super().__init__(**kwargs)
        self.alpha = alpha
        self.tuned = tuned
        self.classes = classes
        self.base = tf.keras.applications.MobileNet(
            input_shape=(32, 32, 3),
            alpha=alpha,
            include_top=False,
            weights=None,
            pooling="avg",
        )
        self.base.trainable = tuned
        self.dense = tf.keras.layers.Dense(1)
        self.concatenate = tf.keras.layers.Concatenate()
        self.dropout = tf.keras.layers.Dropout(0.2)
        self.label = tf.keras.layers.Dense(classes)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, image, training=False):
        x = self.base(image, training=False)
        scale = self.dense(x, training=training)
        label = self.concatenate([x, scale])
        label = self.dropout(label, training=training)
        return self.label(label, training=training)

    def get_config(self):
        return {
            **super().get_config(),
            "alpha": self.alpha,
            "tuned": self.tuned,
            "classes": self.classes,
        }


def build_model(alpha=0.25, tuned=False, classes=3):
    inputs = tf.keras.Input(shape=(32, 32, 3), name="image")
    outputs = Photos(alpha=alpha, tuned=tuned, classes=classes)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="Photos")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alpha", type=float, default=0.25)
    parser.add_argument("--tuned", action=argparse.BooleanOptionalAction, default=False)
    parser.add_argument("--classes", type=int, default=3)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
