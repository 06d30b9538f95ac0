"""Masks through own layers: the same numbers as the same layers give without an own layer around them."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases import discover
from tests.cases.discover import STYLES, Case
from tests.run import programs

pytestmark = pytest.mark.tensorflow

TEXT = """
layer Block(size) {
    input x
    output x + (x -> LayerNormalization() -> Dense(size))
}

model Read {
    input text: int32[6]
    output y = text -> Embedding(5, 4, mask_zero=True) -> Block(4) -> Block(4) -> LSTM(3)
}
"""


def by_hand() -> Any:
    """The network of `TEXT`, with Keras's layers alone."""
    import tensorflow as tf

    layers = tf.keras.layers
    text = tf.keras.Input((6,), dtype="int32")
    x = layers.Embedding(5, 4, mask_zero=True)(text)
    for _ in range(2):
        x = layers.Add()([x, layers.Dense(4)(layers.LayerNormalization()(x))])
    return tf.keras.Model(text, layers.LSTM(3)(x))


@pytest.mark.parametrize("style", STYLES)
def test_masks_go_through_own_layers(style: str, tmp_path: Path) -> None:
    samples = np.random.default_rng(0).integers(0, 5, (8, 6)).astype("int32")
    samples[:, 4:] = 0
    case = Case("read", TEXT, Path(), STYLES, ())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = programs.build(case, style, tmp_path)
        expected = by_hand()
        expected.set_weights(model.get_weights())
        found = np.asarray(model(samples))
    assert discover.code(case, style).count("supports_masking = True") == 1
    np.testing.assert_array_equal(found, np.asarray(expected(samples)))
