"""Rescaling, and a pipeline of layers."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from dsl.analysis.shapes.inner import InnerLayer, inner_call
from dsl.analysis.shapes.registry import call_layer, layer_rule
from dsl.analysis.shapes.rule import (
    TAKES_LISTS,
    WRONG_COMBINATION,
    Call,
    NotKnown,
    ShapeError,
    ShapeResult,
    show_shape,
)
from dsl.ir.graph import ParameterCount, TensorSpec


@layer_rule("Rescaling", weightless=True)
def rescaling(call: Call) -> ShapeResult:
    for name in ("scale", "offset"):
        if isinstance(call.get(name), str) or call.get(name) is None:
            call.refuse(name, "a number")
        if not isinstance(call.get(name), (int, float)):
            raise NotKnown
    return ShapeResult(TensorSpec(call.one_shape(), call.dtype))


@layer_rule("Pipeline")
def pipeline(call: Call) -> ShapeResult:
    layers = call.get("layers")
    if not isinstance(layers, (list, tuple)):
        raise NotKnown
    if not layers:
        call.refuse("layers", "one layer or more")
    given = call.inputs[0] if call.inputs else None
    output: object = given if isinstance(given, list) else call.input()
    parts: list[tuple[object, ParameterCount | None]] = []
    for layer in layers:
        inner = inner_call(call, layer, (output,))
        result = _of_list(inner, output) if isinstance(output, list) else call_layer(inner)
        output = result.outputs
        if not isinstance(layer, InnerLayer) or not isinstance(output, TensorSpec) or output.shape is None:
            raise NotKnown
        parts.append((layer, result.count))
        parts.extend(result.parts)
    if not isinstance(output, TensorSpec) or isinstance(given, list):
        raise NotKnown
    return ShapeResult(output, parts=tuple(parts))


def _of_list(call: Call, tensors: list[object]) -> ShapeResult:
    """What a layer gives for a list, where it is one that Keras puts into one tensor for."""
    call_layer(call)
    shapes = [one.shape for one in tensors if isinstance(one, TensorSpec) and one.shape is not None]
    if call.name not in TAKES_LISTS or len(shapes) < len(tensors):
        raise NotKnown
    known = [set(sizes) - {None} for sizes in zip_longest(*shapes, fillvalue=0)]
    if any(len(sizes) > 1 for sizes in known):
        shown = " and ".join(map(show_shape, shapes[:4]))
        raise ShapeError(WRONG_COMBINATION, f"`{call.name}` expected tensors of one shape, received {shown}")
    shape = tuple(next(iter(sizes), None) for sizes in known)
    return call_layer(replace(call, inputs=(TensorSpec((len(tensors), *shape), call.dtype),)))
