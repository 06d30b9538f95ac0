"""Photos, generated from applications_parts.model (style: subclass). Edit the .model file instead."""

import argparse

import tensorflow as tf

classes = 2


def set_trainable(network, trainable):
    """The network, told whether it learns."""
    network.trainable = trainable
    return network


@tf.keras.utils.register_keras_serializable(package="applications_parts")
class Head(tf.keras.layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.base = tf.keras.applications.MobileNet(
            input_shape=(32, 32, 3),
            alpha=0.25,
            include_top=False,
            weights=None,
            pooling="avg",
            name="inner",
        )
        self.base.trainable = False
        self.dense = tf.keras.layers.Dense(size)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, x):
        output = self.base(x)
        return self.dense(output)

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
        }


@tf.keras.utils.register_keras_serializable(package="applications_parts")
class Photos(tf.keras.Model):
    def __init__(self, deep=False, **kwargs):
        super().__init__(**kwargs)
        self.deep = deep
        self.wide = (
            set_trainable(
                tf.keras.applications.MobileNet(
                    input_shape=(32, 32, 3), alpha=0.25, include_top=False, weights=None
                ),
                not deep,
            )
            if not deep
            else tf.keras.layers.Conv2D(4, 3)
        )
        self.global_average_pooling2d = tf.keras.layers.GlobalAveragePooling2D()
        self.head = Head(classes)
        self.dense = tf.keras.layers.Dense(classes)
        self.label = tf.keras.layers.Add()

    def call(self, image, training=None):
        features = self.wide(image)
        features = self.global_average_pooling2d(features)
        head = self.head(image)
        dense = self.dense(features)
        return self.label([head, dense])

    def get_config(self):
        return {
            **super().get_config(),
            "deep": self.deep,
        }


def build_model(deep=False):
    model = Photos(deep=deep)
    model(tf.keras.Input(shape=(32, 32, 3), name="image"))
    return model


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deep", action=argparse.BooleanOptionalAction, default=False)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
