"""build_model, generated from python_names.model (style: functional). Edit the .model file instead."""

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


def build_model(inputs=2, outputs=3, models=4, tf_=2, lambda_=2, class_=3):
    training = tf.keras.Input(shape=(3,), name="training")
    mask = tf.keras.Input(shape=(3,), name="mask")
    def_ = tf.keras.Input(shape=(3,), name="def")
    from_ = tf.keras.Input(shape=(3,), name="from_")
    kwargs = tf.keras.layers.Dense(inputs)(training)
    build = tf.keras.layers.Dense(tf_)(mask)
    call = tf.keras.layers.Dense(lambda_)(def_)
    weights = tf.keras.layers.Dense(2)(from_)
    config = tf.keras.layers.Add()([kwargs, build, call, weights])
    config = main_()(config)
    yield_ = tf.keras.layers.Dense(class_)(config)
    class__1 = tf.keras.layers.Dense(outputs)(yield_)
    metrics = tf.keras.layers.Dense(models)(config)
    return_ = yield_
    return tf.keras.Model(
        inputs={"training": training, "mask": mask, "def": def_, "from_": from_},
        outputs={"class_": class__1, "metrics": metrics, "return": return_},
        name="build_model",
    )


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
