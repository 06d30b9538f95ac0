"""UNet, generated from unet.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="unet")
class UNet(tf.keras.layers.Layer):
    def __init__(self, filters=(2, 4), **kwargs):
        super().__init__(**kwargs)
        self.filters = filters
        self.conv2d_layers = []
        self.max_pooling2d_layers = []
        for f in filters:
            self.conv2d_layers.append(
                tf.keras.layers.Conv2D(f, 3, padding="same", activation="relu")
            )
            self.max_pooling2d_layers.append(tf.keras.layers.MaxPooling2D())
        self.conv2d = tf.keras.layers.Conv2D(2 * filters[-1], 3, padding="same")
        self.up_sampling2d_layers = []
        self.concatenate_layers = []
        self.conv2d_layers_1 = []
        for i, f in enumerate(reversed(filters)):
            self.up_sampling2d_layers.append(tf.keras.layers.UpSampling2D())
            self.concatenate_layers.append(tf.keras.layers.Concatenate())
            self.conv2d_layers_1.append(tf.keras.layers.Conv2D(f, 3, padding="same"))
        self.mask = tf.keras.layers.Conv2D(1, 1)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, image):
        x = image
        skips = []
        for conv2d, max_pooling2d in zip(self.conv2d_layers, self.max_pooling2d_layers):
            x = conv2d(x)
            skips = skips + [x]
            x = max_pooling2d(x)
        x = self.conv2d(x)
        for (i, f), up_sampling2d, concatenate, conv2d_layer in zip(
            enumerate(reversed(self.filters)),
            self.up_sampling2d_layers,
            self.concatenate_layers,
            self.conv2d_layers_1,
        ):
            x = up_sampling2d(x)
            x = concatenate([x, skips[-1 - i]])
            x = conv2d_layer(x)
        return self.mask(x)

    def get_config(self):
        return {
            **super().get_config(),
            "filters": self.filters,
        }


def build_model(filters=(2, 4)):
    inputs = tf.keras.Input(shape=(8, 8, 1), name="image")
    outputs = UNet(filters=filters)(inputs)
    return tf.keras.Model(inputs=inputs, outputs=outputs, name="UNet")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filters", nargs="+", type=int, default=(2, 4))
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
