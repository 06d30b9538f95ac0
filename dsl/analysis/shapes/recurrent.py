"""Recurrent layers."""

from __future__ import annotations

from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import WRONG_INPUT, Call, ShapeError, ShapeResult, show_shape, weights
from dsl.ir.graph import ParameterCount, TensorSpec

RECURRENT = ("GRU", "LSTM", "SimpleRNN")
GATES = {"GRU": 3, "LSTM": 4, "SimpleRNN": 1}


def gate_weights(call: Call, gates: int, units: int, size: int) -> ParameterCount:
    """The weights of one step: two kernels and the biases of each gate."""
    biases = 0
    if call.flag("use_bias"):
        biases = 2 if gates == GATES["GRU"] and call.flag("reset_after") else 1
    return weights(gates * units * (size + units + biases))


def check_stateful(call: Call, batch: int | None) -> None:
    """States that last need a batch of one size. They are variables, and not among the weights."""
    if call.flag("stateful") and batch is None:
        raise ShapeError(
            WRONG_INPUT,
            f"a stateful `{call.name}` expected a known batch size, received {show_shape(call.shape())}",
        )


@layer_rule(*RECURRENT)
def recurrent(call: Call) -> ShapeResult:
    units = call.integer("units", 1)
    batch, steps, _ = call.shape_of_rank(3)
    size = call.size(0, 2)
    count = gate_weights(call, GATES[call.name], units, size)
    check_stateful(call, batch)
    output = TensorSpec((batch, steps, units) if call.flag("return_sequences") else (batch, units), call.dtype)
    built = (size,)
    if not call.flag("return_state"):
        return ShapeResult(output, count, built)
    kept = [TensorSpec((batch, units), call.dtype)] * (2 if call.name == "LSTM" else 1)
    return ShapeResult([output, *kept], count, built)
