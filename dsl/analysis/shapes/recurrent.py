"""Recurrent layers, and the wrappers made for sequences."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from dsl.analysis.shapes.defaults import defaults_of
from dsl.analysis.shapes.registry import call_layer, layer_rule
from dsl.analysis.shapes.rule import WRONG_INPUT, Call, NotKnown, ShapeError, ShapeResult, show_shape, weights
from dsl.catalog import Category, Entry
from dsl.ir.graph import TensorSpec

RECURRENT = ("GRU", "LSTM", "SimpleRNN")
GATES = {"GRU": 3, "LSTM": 4, "SimpleRNN": 1}


@runtime_checkable
class InnerLayer(Protocol):
    """A layer that is an argument of another."""

    target: object
    arguments: dict[str, object]


@layer_rule(*RECURRENT)
def recurrent(call: Call) -> ShapeResult:
    units = call.integer("units", 1)
    batch, steps, _ = call.shape_of_rank(3)
    size = call.size(0, 2)
    gates = GATES[call.name]
    biases = 0
    if call.flag("use_bias"):
        biases = 2 if call.name == "GRU" and call.flag("reset_after") else 1
    count = gates * units * (size + units + biases)
    states = 0
    if call.flag("stateful"):
        if batch is None:
            raise ShapeError(
                WRONG_INPUT,
                f"a stateful `{call.name}` expected a known batch size, received {show_shape(call.shape())}",
            )
        states = batch * units * (2 if call.name == "LSTM" else 1)
    output = TensorSpec((batch, steps, units) if call.flag("return_sequences") else (batch, units), call.dtype)
    built = (size,)
    if not call.flag("return_state"):
        return ShapeResult(output, weights(count, states), built)
    kept = [TensorSpec((batch, units), call.dtype)] * (2 if call.name == "LSTM" else 1)
    return ShapeResult([output, *kept], weights(count, states), built)


def _inner_call(call: Call, inputs: tuple[object, ...]) -> Call:
    """The call of the wrapped layer; NotKnown where it is not a layer of Keras."""
    inner = call.get("layer")
    if not isinstance(inner, InnerLayer) or not isinstance(inner.target, Entry):
        raise NotKnown
    if inner.target.category is not Category.LAYERS or "dtype" in inner.arguments or "trainable" in call.arguments:
        raise NotKnown
    arguments = {**defaults_of(inner.target), **inner.arguments}
    return Call(inner.target.name, arguments, inputs, {}, call.dtype)


@layer_rule("TimeDistributed")
def time_distributed(call: Call) -> ShapeResult:
    shape = call.shape()
    if len(shape) < 3:
        raise ShapeError(
            WRONG_INPUT,
            f"`TimeDistributed` expected a tensor of 3 or more dimensions with the batch, received {show_shape(shape)}",
        )
    step = TensorSpec((shape[0], *shape[2:]), call.input().dtype)
    inner = _inner_call(call, (step,))
    result = call_layer(inner)
    parts = ((call.get("layer"), result.count),)
    if not isinstance(result.outputs, TensorSpec) or result.outputs.shape is None:
        raise NotKnown
    sizes = result.outputs.shape
    output = TensorSpec((sizes[0], shape[1], *sizes[1:]), call.dtype)
    return ShapeResult(output, built=result.built, parts=parts)


@layer_rule("Bidirectional")
def bidirectional(call: Call) -> ShapeResult:
    if call.get("backward_layer") is not None or call.get("weights") is not None:
        raise NotKnown
    inner = _inner_call(call, call.inputs[:1])
    if inner.name not in RECURRENT:
        raise NotKnown
    result = call_layer(inner)
    outputs = result.outputs if isinstance(result.outputs, list) else [result.outputs]
    if result.count is None or outputs[0].shape is None:
        raise NotKnown
    both = _merged(call.get("merge_mode"), outputs[0])
    states = [*outputs[1:], *outputs[1:]]
    every = [*both, *states]
    return ShapeResult(every if len(every) > 1 else every[0], result.count + result.count, result.built)


def _merged(mode: object, one: TensorSpec) -> list[TensorSpec]:
    shape = one.shape or ()
    last = shape[-1]
    match mode:
        case None:
            return [one, one]
        case "concat" if last is not None:
            return [TensorSpec((*shape[:-1], 2 * last), one.dtype)]
        case "sum" | "mul" | "ave":
            return [one]
        case _:
            raise NotKnown
