"""Layers that are arguments of other layers."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from dsl.analysis.shapes.defaults import defaults_of
from dsl.analysis.shapes.rule import Call, NotKnown
from dsl.catalog import Category, Entry


@runtime_checkable
class InnerLayer(Protocol):
    """A layer that is an argument of another."""

    target: object
    arguments: dict[str, object]


def inner_call(call: Call, layer: object, inputs: tuple[object, ...]) -> Call:
    """The call of a layer inside of another; NotKnown where it is not a layer of Keras."""
    if not isinstance(layer, InnerLayer) or not isinstance(layer.target, Entry):
        raise NotKnown
    if layer.target.category is not Category.LAYERS or "dtype" in layer.arguments:
        raise NotKnown
    arguments = {**defaults_of(layer.target), **layer.arguments}
    return Call(layer.target.name, arguments, inputs, {}, call.dtype, layer)
