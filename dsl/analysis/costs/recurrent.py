"""Recurrent layers, as often as there are steps, and the wrappers made for sequences."""

from __future__ import annotations

from dsl.analysis.costs.registry import layer_cost, layer_work
from dsl.analysis.costs.rule import Work, size
from dsl.analysis.shapes.defaults import defaults_of
from dsl.analysis.shapes.inner import InnerLayer
from dsl.analysis.shapes.recurrent import GATES
from dsl.analysis.shapes.registry import call_layer
from dsl.analysis.shapes.rule import Call, NotKnown
from dsl.catalog import Category, Entry
from dsl.ir.graph import Shape, TensorSpec

CELLS = {f"{name}Cell": gates for name, gates in GATES.items()}


@layer_cost(*GATES)
def recurrent(work: Work) -> int:
    """At each step, for every gate, a product with the input and one with the state."""
    batch, steps, width = work.call.shape()
    units = work.call.integer("units", 1)
    return size(batch, varies=1) * size(steps) * GATES[work.call.name] * units * (size(width) + units)


@layer_cost(*CELLS)
def cell(work: Work) -> int:
    batch, width = work.call.shape()
    units = work.call.integer("units", 1)
    return size(batch, varies=1) * CELLS[work.call.name] * units * (size(width) + units)


@layer_cost("RNN")
def cells_in_a_loop(work: Work) -> int:
    """Cells one after the other, as often as there are steps."""
    batch, steps, width = work.call.shape()
    given = work.call.get("cell")
    total = 0
    for one in given if isinstance(given, (list, tuple)) else [given]:
        inner = _inner(one)
        if inner.name not in CELLS:
            raise NotKnown
        units = inner.integer("units", 1)
        total += CELLS[inner.name] * units * (size(width) + units)
        width = units
    return size(batch, varies=1) * size(steps) * total


@layer_cost("Bidirectional")
def bidirectional(work: Work) -> int:
    """The layer and its copy that goes backwards."""
    if work.call.get("backward_layer") is not None:
        raise NotKnown
    inner = _inner(work.call.get("layer"), *work.call.inputs[:1])
    return 2 * _cost(inner)


@layer_cost("TimeDistributed")
def time_distributed(work: Work) -> int:
    shape: Shape = work.call.shape()
    step = TensorSpec((shape[0], *shape[2:]), work.call.input().dtype)
    return size(shape[1]) * _cost(_inner(work.call.get("layer"), step))


def _inner(layer: object, *inputs: object) -> Call:
    """The call of a layer inside of another; NotKnown where it is not one of Keras."""
    if not isinstance(layer, InnerLayer) or not isinstance(layer.target, Entry):
        raise NotKnown
    if layer.target.category is not Category.LAYERS:
        raise NotKnown
    return Call(layer.target.name, {**defaults_of(layer.target), **layer.arguments}, inputs)


def _cost(call: Call) -> int:
    outputs = call_layer(call).outputs
    work = layer_work(call, tuple(outputs) if isinstance(outputs, list) else (outputs,))
    if work is None:
        raise NotKnown
    return work
