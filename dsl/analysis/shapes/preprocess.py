"""Rescaling, and a pipeline of layers."""

from __future__ import annotations

from dsl.analysis.shapes.inner import InnerLayer, inner_call
from dsl.analysis.shapes.registry import call_layer, layer_rule
from dsl.analysis.shapes.rule import Call, NotKnown, ShapeResult
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
    call.not_a_list()
    output: object = call.input()
    parts: list[tuple[object, ParameterCount | None]] = []
    for layer in layers:
        result = call_layer(inner_call(call, layer, (output,)))
        output = result.outputs
        if not isinstance(layer, InnerLayer) or not isinstance(output, TensorSpec) or output.shape is None:
            raise NotKnown
        parts.append((layer, result.count))
        parts.extend(result.parts)
    assert isinstance(output, TensorSpec)
    return ShapeResult(output, parts=tuple(parts))
