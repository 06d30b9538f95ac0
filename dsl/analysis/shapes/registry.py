"""The rules by the name of the layer or function they are for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dsl.analysis.dtypes import is_dtype
from dsl.analysis.shapes.input_dtypes import check_dtypes, with_strings
from dsl.analysis.shapes.op_dtypes import certain, check_function
from dsl.analysis.shapes.rule import Call, NotKnown, Rule, ShapeResult
from dsl.ir.graph import NO_PARAMETERS, UNKNOWN_SPEC, ParameterCount, TensorSpec

LAYER_RULES: dict[str, Rule] = {}
OP_RULES: dict[str, Rule] = {}
WRAPPERS = ("Bidirectional", "Pipeline", "RNN", "SpectralNormalization", "StackedRNNCells", "TimeDistributed")

LEARN_INSIDE = (
    "Bidirectional", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "GroupQueryAttention", "MultiHeadAttention", "RNN",
    "SpectralNormalization", "StackedRNNCells", "TimeDistributed",
)  # fmt: skip
"""Layers that Keras 3.15 trains in a model even with `trainable=False`: their weights are those of layers inside."""
_WITHOUT_WEIGHTS: set[str] = set()


def layer_rule(*names: str, weightless: bool = False) -> Callable[[Rule], Rule]:
    """Register a rule for Keras layers; a `weightless` one has no weights whatever it is called on."""

    def register(rule: Rule) -> Rule:
        for name in names:
            assert name not in LAYER_RULES, name
            LAYER_RULES[name] = rule
            if weightless:
                _WITHOUT_WEIGHTS.add(name)
        return rule

    return register


def op_rule(*names: str) -> Callable[[Rule], Rule]:
    """Register a rule for functions of `ops`."""

    def register(rule: Rule) -> Rule:
        for name in names:
            assert name not in OP_RULES, name
            OP_RULES[name] = rule
        return rule

    return register


_SCALAR = frozenset({str, int, float, bool, type(None)})
_PLAIN = _SCALAR | {tuple, list}
_MOST_KNOWN = 4096
_known: dict[object, ShapeResult] = {}


def call_layer(call: Call) -> ShapeResult:
    """What the call of a Keras layer gives; ShapeError where Keras would refuse it.

    Results are kept: the layers of a model are much alike, and an editor checks the same ones again and again.
    """
    key = _key(call)
    known = None if key is None else _known.get(key)
    if known is not None:
        return known
    result = _worked_out(call)
    if key is not None and isinstance(result.outputs, TensorSpec):
        if len(_known) == _MOST_KNOWN:
            _known.clear()
        _known[key] = result
    return result


def _key(call: Call) -> object:
    """Equal for two calls that give the same; None where a call hangs on more than constants and single tensors.

    `1`, `1.0` and `True` are equal to Python and not to Keras, so types count.
    """
    if call.options or any(type(value) is not TensorSpec for value in call.inputs):
        return None
    values: tuple[Any, ...] = tuple(call.arguments.values())
    kinds = tuple(type(value) for value in values)
    if not _PLAIN.issuperset(kinds):
        return None
    if not _SCALAR.issuperset(kinds):
        parts = [value for value, kind in zip(values, kinds, strict=True) if kind not in _SCALAR]
        if not all(type(value) in _SCALAR for part in parts for value in part):
            return None
        values = (*(value for value in values if type(value) in _SCALAR), repr(parts))
    return call.name, call.dtype, call.inputs, tuple(call.arguments), kinds, values


def _worked_out(call: Call) -> ShapeResult:
    result = ShapeResult(UNKNOWN_SPEC, NO_PARAMETERS if call.name in _WITHOUT_WEIGHTS else None)
    rule = LAYER_RULES.get(call.name)
    try:
        if rule is not None:
            result = rule(call)
    except NotKnown:
        pass
    check_dtypes(call)
    return ShapeResult(with_strings(call, result.outputs), _counted(call, result.count), result.built, result.parts)


def _counted(call: Call, count: ParameterCount | None) -> ParameterCount | None:
    """The weights, as `trainable` says, and unknown where an argument such as an activation brings its own."""
    if call.name not in WRAPPERS and any(
        type(value) not in _PLAIN and hasattr(value, "target") for value in call.arguments.values()
    ):
        return None
    trainable = call.name in LEARN_INSIDE or call.arguments.get("trainable", True)
    if count is None or not isinstance(trainable, (bool, int)):
        return None
    return count if trainable else ParameterCount(0, count.total)


def call_op(call: Call) -> ShapeResult:
    """What a function of `ops` gives."""
    dtype = call.get("dtype")
    if isinstance(dtype, int | float) or (isinstance(dtype, str) and not is_dtype(dtype)):
        call.refuse("dtype", "a dtype")
    rule = OP_RULES.get(call.name)
    result = ShapeResult(UNKNOWN_SPEC)
    try:
        if rule is not None:
            result = rule(call)
    except NotKnown:
        pass
    check_function(call)
    return ShapeResult(certain(call, result.outputs), result.count)
