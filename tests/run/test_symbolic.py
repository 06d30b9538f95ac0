"""The functions that a functional model leaves to layers are those that Keras itself cannot take symbols in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dsl.catalog import Category, load
from dsl.codegen.symbolic import FIRST_SYMBOLIC, NONE_SYMBOLIC, OTHER_SHAPE

pytestmark = pytest.mark.tensorflow

ACTIVATIONS = [name for name in load().category(Category.ACTIVATIONS) if name != "threshold"]

TWO_SYMBOLS = {
    "clip": lambda ops, x, y: ops.clip(x, 0.0, y),
    "nan_to_num": lambda ops, x, y: ops.nan_to_num(x, ops.max(y)),
    "repeat": lambda ops, x, y: ops.repeat(x, ops.cast(ops.max(y), "int32"), axis=1),
    "roll": lambda ops, x, y: ops.roll(x, ops.cast(ops.max(y), "int32")),
    "threshold": lambda ops, x, y: ops.threshold(x, ops.max(y), 0.0),
}


def runs(function: Any, count: int) -> bool:
    """Whether a functional model can be made of a function of some symbols, and called."""
    import tensorflow as tf

    inputs = [tf.keras.Input((4,)) for _ in range(count)]
    try:
        tf.keras.Model(inputs, function(*inputs))([tf.ones((2, 4))] * count)
    except (TypeError, ValueError):
        return False
    return True


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_of_symbols(name: str) -> None:
    import tensorflow as tf

    entry = load().category(Category.ACTIVATIONS)[name]
    is_symbolic = entry.name not in NONE_SYMBOLIC[Category.ACTIVATIONS]
    assert runs(getattr(tf.keras.activations, name), 1) == is_symbolic


@pytest.mark.parametrize("name", sorted(FIRST_SYMBOLIC))
def test_functions_that_take_one_symbol(name: str) -> None:
    import tensorflow as tf

    assert not runs(lambda x, y: TWO_SYMBOLS[name](tf.keras.ops, x, y), 2)


LOOPS = {
    "fori_loop": lambda ops, x: ops.fori_loop(0, 2, lambda i, y: y + 1.0, x),
    "while_loop": lambda ops, x: ops.while_loop(lambda y: ops.max(y) < 5.0, lambda y: y + 1.0, x),
}


@pytest.mark.parametrize("name", LOOPS)
def test_loops_over_symbols_are_not_saved(name: str, tmp_path: Path) -> None:
    import tensorflow as tf

    assert name in NONE_SYMBOLIC[Category.OPS]
    x = tf.keras.Input((4,))
    model = tf.keras.Model(x, LOOPS[name](tf.keras.ops, x))
    with pytest.raises(NotImplementedError):
        model.save(tmp_path / "model.keras")


def test_a_range_of_a_symbol() -> None:
    import tensorflow as tf

    assert not runs(lambda x: tf.keras.ops.arange(tf.keras.ops.max(x)), 1)


OF_PICTURES = {
    "adaptive_average_pool": lambda ops, x: ops.adaptive_average_pool(x, 2),
    "adaptive_max_pool": lambda ops, x: ops.adaptive_max_pool(x, 2),
    "rearrange": lambda ops, x: ops.rearrange(x, "b r (h c) d -> b r c h d", h=2),
    "slogdet": lambda ops, x: ops.slogdet(x)[0],
}


@pytest.mark.parametrize("name", sorted(OTHER_SHAPE))
def test_functions_whose_symbols_have_another_shape(name: str) -> None:
    import tensorflow as tf

    run = OF_PICTURES[name](tf.keras.ops, tf.ones((2, 4, 4, 4)))
    try:
        symbol = OF_PICTURES[name](tf.keras.ops, tf.keras.Input((4, 4, 4)))
    except TypeError:
        return
    assert symbol.shape[1:] != run.shape[1:]
