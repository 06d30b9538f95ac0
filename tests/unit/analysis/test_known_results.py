"""Results of shape rules are kept, and never given to another call."""

from __future__ import annotations

import pytest

from dsl.analysis.shapes import library
from dsl.analysis.shapes.defaults import defaults_of
from dsl.analysis.shapes.rule import Call, ShapeError
from dsl.catalog import Category, load
from dsl.ir.graph import Shape, TensorSpec

CATALOG = load()
PICTURE = TensorSpec((None, 8, 8, 3), "float32")


def _shape(name: str, **arguments: object) -> Shape | None:
    entry = CATALOG.find(name, Category.LAYERS)
    assert entry is not None
    outputs = library.call_layer(Call(name, {**defaults_of(entry), **arguments}, (PICTURE,))).outputs
    assert isinstance(outputs, TensorSpec)
    return outputs.shape


def test_what_is_asked_again_is_known() -> None:
    entry = CATALOG.find("ReLU", Category.LAYERS)
    assert entry is not None
    call = Call("ReLU", dict(defaults_of(entry)), (PICTURE,))
    assert library.call_layer(call) is library.call_layer(call)


def test_one_and_one_point_zero_are_two_things() -> None:
    assert _shape("UpSampling2D", size=1) == (None, 8, 8, 3)
    assert _shape("UpSampling2D", size=1.0) is None
    assert _shape("UpSampling2D", size=(1, 1)) == (None, 8, 8, 3)
    with pytest.raises(ShapeError, match="received"):
        _shape("UpSampling2D", size=(1.0, 1))


def test_the_same_numbers_for_other_arguments_are_another_call() -> None:
    assert _shape("Conv2D", filters=3, kernel_size=5) == (None, 4, 4, 3)
    assert _shape("Conv2D", kernel_size=3, filters=5) == (None, 6, 6, 5)
    assert _shape("UpSampling2D", size=(2, 1)) == (None, 16, 8, 3)
    assert _shape("UpSampling2D", size=(1, 2)) == (None, 8, 16, 3)
