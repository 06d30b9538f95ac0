"""build_model, generated from python_names.model (style: layer). Edit the .model file instead."""

import argparse

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="python_names")
class main_(tf.keras.layers.Layer):
    def __init__(self, training=1, call=2, **kwargs):
        super().__init__(**kwargs)
        self.training = training
        self.call_ = call
        self.dense = tf.keras.layers.Dense(call, name="x")

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, inputs):
        dense = self.dense(inputs)
        return dense * self.training

    def get_config(self):
        return {
            **super().get_config(),
            "training": self.training,
            "call": self.call_,
        }


@tf.keras.utils.register_keras_serializable(package="python_names")
class build_model_(tf.keras.layers.Layer):
    def __init__(
        self, inputs=2, outputs=3, models=4, tf_=2, lambda_=2, class_=3, **kwargs
    ):
        super().__init__(**kwargs)
        self.inputs = inputs
        self.outputs = outputs
        self.models = models
        self.tf = tf_
        self.lambda_ = lambda_
        self.class_ = class_
        self.dense = tf.keras.layers.Dense(inputs)
        self.dense_1 = tf.keras.layers.Dense(tf_)
        self.dense_2 = tf.keras.layers.Dense(lambda_)
        self.dense_3 = tf.keras.layers.Dense(2)
        self.add = tf.keras.layers.Add()
        self.main = main_()
        self.dense_4 = tf.keras.layers.Dense(class_)
        self.class__layer = tf.keras.layers.Dense(outputs)
        self.metrics_layer = tf.keras.layers.Dense(models)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(
            {
                "training": tf.keras.Input(batch_shape=input_shape["training"]),
                "mask": tf.keras.Input(batch_shape=input_shape["mask"]),
                "def": tf.keras.Input(batch_shape=input_shape["def"]),
                "from_": tf.keras.Input(batch_shape=input_shape["from_"]),
            }
        )

    def call(self, inputs):
        training = inputs["training"]
        mask = inputs["mask"]
        def_ = inputs["def"]
        from_ = inputs["from_"]
        kwargs = self.dense(training)
        build = self.dense_1(mask)
        call = self.dense_2(def_)
        weights = self.dense_3(from_)
        config = self.add([kwargs, build, call, weights])
        config = self.main(config)
        yield_ = self.dense_4(config)
        return {
            "class_": self.class__layer(yield_),
            "metrics": self.metrics_layer(config),
            "return": yield_,
        }

    def get_config(self):
        return {
            **super().get_config(),
            "inputs": self.inputs,
            "outputs": self.outputs,
            "models": self.models,
            "tf_": self.tf,
            "lambda_": self.lambda_,
            "class_": self.class_,
        }


def build_model(inputs=2, outputs=3, models=4, tf_=2, lambda_=2, class_=3):
    inputs_1 = {
        "training": tf.keras.Input(shape=(3,), name="training"),
        "mask": tf.keras.Input(shape=(3,), name="mask"),
        "def": tf.keras.Input(shape=(3,), name="def"),
        "from_": tf.keras.Input(shape=(3,), name="from_"),
    }
    outputs_1 = build_model_(
        inputs=inputs,
        outputs=outputs,
        models=models,
        tf_=tf_,
        lambda_=lambda_,
        class_=class_,
    )(inputs_1)
    return tf.keras.Model(inputs=inputs_1, outputs=outputs_1, name="build_model")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=2)
    parser.add_argument("--outputs", type=int, default=3)
    parser.add_argument("--models", type=int, default=4)
    parser.add_argument("--tf", type=int, default=2, dest="tf_")
    parser.add_argument("--lambda", type=int, default=2, dest="lambda_")
    parser.add_argument("--class", type=int, default=3, dest="class_")
    build_model(**vars(parser.parse_args(argv))).summary()


if __name__ == "__main__":
    main()
