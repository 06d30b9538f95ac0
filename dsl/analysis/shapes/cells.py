"""Cells of recurrent layers, and `RNN`, which moves one over a sequence."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.analysis.shapes.arithmetic import broadcast
from dsl.analysis.shapes.inner import InnerLayer, inner_call
from dsl.analysis.shapes.recurrent import GATES, check_stateful, gate_weights
from dsl.analysis.shapes.registry import call_layer, layer_rule
from dsl.analysis.shapes.rule import (
    FLOATS,
    WRONG_ARGUMENT,
    WRONG_COMBINATION,
    WRONG_INPUT,
    Call,
    NotKnown,
    ShapeError,
    ShapeResult,
    show_shape,
)
from dsl.catalog import Entry
from dsl.ir.graph import UNKNOWN_SPEC, ParameterCount, Shape, TensorSpec

CELLS = ("GRUCell", "LSTMCell", "SimpleRNNCell")


def _states(name: str) -> int:
    return 2 if name == "LSTMCell" else 1


@layer_rule(*CELLS)
def cell(call: Call) -> ShapeResult:
    """One step: the output and the new states. States in a list come back as a list inside of the outputs."""
    units = call.integer("units", 1)
    shape = call.one_shape()
    size = call.size(0, -1)
    call.shape_of_rank(2)
    count = gate_weights(call, GATES[call.name.removesuffix("Cell")], units, size)
    states = call.inputs[1] if len(call.inputs) > 1 else call.options.get("states")
    if call.name == "LSTMCell" or not isinstance(states, TensorSpec) or states.shape is None:
        return ShapeResult(UNKNOWN_SPEC, count, (size,))
    _check_state(call, states, (shape[0], units))
    if states.dtype not in FLOATS and call.name == "GRUCell":
        return ShapeResult(UNKNOWN_SPEC, count, (size,))
    # A GRU adds its state to what it computes, so that sizes spread; a simple step multiplies it first.
    spread = broadcast((shape[0], units), states.shape)
    output = TensorSpec(spread if call.name == "GRUCell" else (spread[0], units), call.dtype)
    return ShapeResult([output, output], count, (size,))


def _check_state(call: Call, states: TensorSpec, wanted: Shape) -> None:
    """A state has as many numbers as there are units; batches may be spread over each other.

    Of more dimensions Keras takes some for the batch, and a GRU cuts its gates out of the wrong one.
    """
    shape = states.shape or ()
    if len(shape) != 2:
        raise ShapeError(
            WRONG_COMBINATION, f"`{call.name}` expected a state of 2 dimensions, received {show_shape(shape)}"
        )
    batches = {wanted[0], *shape[:1]} - {None, 1}
    if shape[1] not in (None, wanted[1]) or len(batches) > 1:
        raise ShapeError(
            WRONG_COMBINATION, f"`{call.name}` expected a state of {show_shape(wanted)}, received {show_shape(shape)}"
        )
    wants_floats = call.name == "GRUCell" or _draws_from_states(call)
    if states.dtype == "string" or (wants_floats and states.dtype not in (None, *FLOATS)):
        raise ShapeError(WRONG_INPUT, f"`{call.name}` expected a state of numbers with a fraction, not {states.dtype}")


def _draws_from_states(call: Call) -> bool:
    """Whether a cell is known to leave out some of its state in training."""
    rate = call.get("recurrent_dropout")
    return isinstance(rate, int | float) and 0 < rate < 1 and "training" not in call.options


@layer_rule("StackedRNNCells")
def stacked(call: Call) -> ShapeResult:
    """The weights of the cells; the states are nested lists."""
    cells = _listed(call.get("cells"), "cells", call.layer)
    return ShapeResult(UNKNOWN_SPEC, parts=_stack(call, cells, call.one_shape(2)[-1])[0])


@layer_rule("RNN")
def rnn(call: Call) -> ShapeResult:
    shape = call.one_shape()
    if len(shape) < 3:
        # A batch of a known size lets Keras build one of rank 2, which then finds no steps when it runs.
        call.shape_of_rank(3)
    check_stateful(call, shape[0])
    cells, parts = _cells(call)
    is_stack = isinstance(call.get("cell"), (list, tuple)) or parts != ()
    inner, calls = _stack(call, cells, shape[-1])
    if len(shape) != 3:
        raise NotKnown
    parts = (*parts, *inner)
    units = calls[-1].integer("units", 1)
    batch, steps = shape[:2]
    output = TensorSpec((batch, steps, units) if call.flag("return_sequences") else (batch, units), call.dtype)
    built = (shape[2],)
    if not call.flag("return_state"):
        return ShapeResult(output, built=built, parts=parts)
    if any(is_stack and _states(one.name) > 1 for one in calls):
        # Stacked cells with two states each give a list of states for each cell.
        return ShapeResult(UNKNOWN_SPEC, built=built, parts=parts)
    kept = [TensorSpec((batch, one.integer("units", 1)), call.dtype) for one in calls for _ in range(_states(one.name))]
    return ShapeResult([output, *kept], built=built, parts=parts)


def _listed(value: object, name: str, layer: object) -> Sequence[object]:
    """The cells that an argument of a layer lists, of which there has to be one."""
    if not isinstance(value, (list, tuple)):
        raise NotKnown
    if not value:
        raise ShapeError(WRONG_ARGUMENT, "a stack of cells expected one cell or more, received none", name, layer)
    return value


Parts = tuple[tuple[object, ParameterCount | None], ...]


def _cells(call: Call) -> tuple[Sequence[object], Parts]:
    """The cells of an RNN, and the layer that stacks them where the file made it."""
    given = call.get("cell")
    if isinstance(given, (list, tuple)):
        return _listed(given, "cell", call.layer), ()
    if isinstance(given, InnerLayer) and isinstance(given.target, Entry) and given.target.name == "StackedRNNCells":
        return _listed(given.arguments.get("cells"), "cells", given), ((given, ParameterCount(0, 0)),)
    return [given], ()


def _stack(call: Call, cells: Sequence[object], size: int | None) -> tuple[Parts, list[Call]]:
    """Each cell with its weights, and its call: each takes what the one before it gives."""
    parts: list[tuple[object, ParameterCount | None]] = []
    calls: list[Call] = []
    dtype = call.input().dtype
    for one in cells:
        inner = inner_call(call, one, (TensorSpec((None, size), dtype),))
        if inner.name not in CELLS:
            raise NotKnown
        parts.append((one, call_layer(inner).count))
        calls.append(inner)
        size, dtype = inner.integer("units", 1), call.dtype
    return tuple(parts), calls
