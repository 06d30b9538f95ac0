"""What the cases import from Python: a layer, and functions that give data."""

from __future__ import annotations

import numpy as np
import tensorflow as tf


@tf.keras.utils.register_keras_serializable(package="cases_data")
class Doubled(tf.keras.layers.Layer):
    """Twice its input."""

    def call(self, x: tf.Tensor) -> tf.Tensor:
        return 2.0 * x


@tf.keras.utils.register_keras_serializable(package="cases_data")
def softer(x: tf.Tensor) -> tf.Tensor:
    """An activation."""
    return tf.math.softplus(x) - 1.0


@tf.keras.utils.register_keras_serializable(package="cases_data")
def absolute(y_true: tf.Tensor, y_pred: tf.Tensor) -> tf.Tensor:
    """A loss, and a metric."""
    return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)


@tf.keras.utils.register_keras_serializable(package="cases_data")
class Quantile(tf.keras.losses.Loss):
    """A loss with a parameter."""

    def __init__(self, part: float = 0.5, **settings: str) -> None:
        super().__init__(**settings)
        self.part = part

    def call(self, y_true: tf.Tensor, y_pred: tf.Tensor) -> tf.Tensor:
        error = y_true - y_pred
        return tf.reduce_mean(tf.maximum(self.part * error, (self.part - 1.0) * error), axis=-1)

    def get_config(self) -> dict[str, object]:
        return {**super().get_config(), "part": self.part}


def _samples(inputs: dict[str, int], outputs: dict[str, int]) -> tf.data.Dataset:
    rng = np.random.default_rng(0)
    pair = [
        {name: rng.standard_normal((10, size)).astype("float32") for name, size in sizes.items()}
        for sizes in (inputs, outputs)
    ]
    return tf.data.Dataset.from_tensor_slices(
        tuple(next(iter(arrays.values())) if len(arrays) == 1 else arrays for arrays in pair)
    )


def plain() -> tf.data.Dataset:
    """Four numbers and two answers."""
    return _samples({"x": 4}, {"y": 2})


def functions() -> tf.data.Dataset:
    """Four numbers and one answer."""
    return _samples({"x": 4}, {"out": 1})


def names() -> tf.data.Dataset:
    """Two inputs and two outputs with names that Python has a use for."""
    return _samples({"type": 2, "def_": 2}, {"str": 4, "tuple": 2})


def weighted() -> tf.data.Dataset:
    """Four numbers, two answers and a weight; how many there are is not known beforehand."""
    rng = np.random.default_rng(0)
    samples = rng.standard_normal((10, 7)).astype("float32")
    rows = tf.data.Dataset.from_tensor_slices((samples[:, :4], samples[:, 4:6], np.abs(samples[:, 6])))
    return rows.filter(lambda x, y, weight: tf.constant(True))


def endless() -> tf.data.Dataset:
    """Samples without end."""
    return plain().repeat()


def nothing() -> tf.data.Dataset:
    """No sample at all; how many there are is not known beforehand."""
    return weighted().filter(lambda x, y, weight: tf.constant(False))
