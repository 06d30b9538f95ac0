"""A layer that keeps a constant which is no weight, as preprocessing layers do."""

from __future__ import annotations

from typing import Any

import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="shifted")
class Shifted(tf.keras.layers.Layer):  # type: ignore[misc]
    """Adds a constant that is made when the layer is built."""

    def build(self, shape: Any) -> None:
        self.offset = tf.random.stateless_uniform(shape[1:], seed=[1, 2])

    def call(self, inputs: Any) -> Any:
        return inputs + self.offset
