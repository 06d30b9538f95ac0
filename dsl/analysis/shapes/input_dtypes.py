"""Whether a layer of Keras can be called on what is in its inputs: numbers of one sort or another, or strings."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.analysis.leaves import leaves
from dsl.analysis.shapes.op_dtypes import NUMBERS_OF_STRINGS, check_function
from dsl.analysis.shapes.rule import TAKES_LISTS, WRONG_DTYPE, Call, ShapeError
from dsl.catalog import Entry
from dsl.catalog.input_dtypes import refused_dtypes
from dsl.ir.graph import TensorSpec

DRAWS = ("rate", "stddev")
"""Arguments of layers that draw only where these lie between 0 and 1, and else may take whatever they are given."""

STEPS = ("GRU", "GRUCell", "LSTM", "LSTMCell", "SimpleRNN", "SimpleRNNCell")
"""Layers that multiply their inputs, which may be whole numbers then, but draw from floats only."""

OF_STRINGS = ("HashedCrossing", "Hashing", "StringLookup", "TextVectorization")
"""Layers that make numbers of strings."""


MERGES = ("Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract")
"""Layers that make one tensor of several, for which Keras looks for a dtype that holds them all."""


def check_dtypes(call: Call) -> None:
    """Refuse a call with which Keras ends in an error, at the latest when it runs.

    Of several inputs all have to be of such a dtype, as Keras may make floats of some beside others: not of strings.
    """
    if call.name == "Activation":
        _check_activation(call)
        return
    if all(isinstance(one, TensorSpec) and one.dtype == "float32" for one in call.inputs) and (
        "float32" not in refused_dtypes(call.name)
    ):
        return
    refused = _refused(call)
    if refused and not call.get("invert"):  # a lookup the other way round
        _check_each(call, refused)
    if call.name in MERGES:
        _check_merged(call)


def _check_each(call: Call, refused: frozenset[str]) -> None:
    """Refuse inputs of a dtype that the layer does not take."""
    for name in DRAWS:
        given = call.arguments.get(name, 0.5)
        if not isinstance(given, int | float) or not 0 < given < 1 or (name in call.arguments and call.options):
            return
    if call.name in TAKES_LISTS and any(isinstance(value, list) for value in call.inputs):  # as one tensor of floats
        return
    inputs = call.inputs[:1] if call.name in STEPS else call.inputs  # whose states are looked at by their rules
    dtypes = [spec.dtype for spec in _specs(inputs)]
    if dtypes and (refused.issuperset(dtypes) or "string" in refused.intersection(dtypes)):
        found = sorted({str(dtype) for dtype in dtypes if dtype in refused})
        raise ShapeError(
            WRONG_DTYPE,
            f"`{call.name}` expected {_words(refused)}, received {' and '.join(found)}",
            help=_advice(refused, found[-1]),
        )


def _refused(call: Call) -> frozenset[str]:
    """The dtypes that a layer refuses as it is made and called here."""
    refused, first = refused_dtypes(call.name), next(_specs(call.inputs), TensorSpec(None, None))
    match call.name:
        case "Add" | "Maximum" | "Minimum" | "Multiply" if call.inputs == ([first],):
            return frozenset()  # of one tensor Keras gives the tensor
        case "CategoryEncoding" if call.get("output_mode") == "one_hot" or len(first.shape or ()) > 2:
            return refused & {"string"}  # TensorFlow counts the tokens of less dimensions in another way
        case "Softmax" if _is_masked(call):
            return refused & {"string"}
        case name if name in STEPS and not _draws_from_steps(call):
            return refused & {"string"}
    return refused


def _draws_from_steps(call: Call) -> bool:
    """Whether a recurrent layer is known to leave out some of its inputs in training."""
    rate = call.get("dropout")
    return isinstance(rate, int | float) and 0 < rate < 1 and "training" not in call.options


def _check_merged(call: Call) -> None:
    """Refuse strings beside anything else: there is no dtype that holds both."""
    dtypes = {spec.dtype for spec in _specs(call.inputs)} - {None}
    if "string" in dtypes and len(dtypes) > 1:
        found = " and ".join(sorted(map(str, dtypes)))
        help = _advice(frozenset({"string"}), "string")
        raise ShapeError(WRONG_DTYPE, f"`{call.name}` expected dtypes that go together, received {found}", help=help)


def _is_masked(call: Call) -> bool:
    """Whether a layer may be given a mask, in whose places Keras writes a float."""
    return len(call.inputs) > 1 or call.options.get("mask") is not None


def _check_activation(call: Call) -> None:
    """The layer takes what its function takes."""
    given = call.get("activation")
    name = given.name if isinstance(given, Entry) else given
    if isinstance(name, str) and len(call.inputs) == 1 and isinstance(call.inputs[0], TensorSpec):
        check_function(Call(f"activations.{name}", {"x": call.inputs[0]}, dtype=call.dtype))


def with_strings(call: Call, outputs: TensorSpec | list[TensorSpec]) -> TensorSpec | list[TensorSpec]:
    """The outputs of a layer that hands strings on, which Keras says to be floats: of a dtype that is not known."""
    if call.name in OF_STRINGS or all(spec.dtype != "string" for spec in _specs(call.inputs)):
        return outputs
    kept = [spec if spec.dtype == "string" else TensorSpec(spec.shape, None) for spec in _specs(outputs)]
    return kept if isinstance(outputs, list) else kept[0]


def _specs(value: object) -> Iterator[TensorSpec]:
    return (one for one in leaves(value) if isinstance(one, TensorSpec))


def _words(refused: frozenset[str]) -> str:
    if "float32" in refused:
        return "strings" if "int32" in refused else "whole numbers or strings"
    return "floats" if "int32" in refused else "numbers"


def _advice(refused: frozenset[str], dtype: str) -> str:
    if "float32" in refused:
        return "`IntegerLookup` is for whole numbers" if dtype != "float32" and "int32" in refused else ""
    if dtype == "string":
        return NUMBERS_OF_STRINGS
    if dtype == "uint8":
        return "`Rescaling(1 / 255)` makes floats of the bytes of a picture"
    return '`ops.cast(…, "float32")` makes floats of them' if "int32" in refused or dtype == "bool" else ""
