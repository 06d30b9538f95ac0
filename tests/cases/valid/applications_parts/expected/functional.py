"""Photos, generated from applications_parts.model (style: functional). Edit the .model file instead."""

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


def build_model(deep=False):
    image = tf.keras.Input(shape=(32, 32, 3), name="image")
    wide = (
        set_trainable(
            tf.keras.applications.MobileNet(
                input_shape=(32, 32, 3), alpha=0.25, include_top=False, weights=None
            ),
            not deep,
        )
        if not deep
        else tf.keras.layers.Conv2D(4, 3)
    )
    features = wide(image)
    features = tf.keras.layers.GlobalAveragePooling2D()(features)
    head = Head(classes)(image)
    dense = tf.keras.layers.Dense(classes)(features)
    label = tf.keras.layers.Add()([head, dense])
    return tf.keras.Model(inputs=image, outputs=label, name="Photos")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deep", action=argparse.BooleanOptionalAction, default=False)
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
