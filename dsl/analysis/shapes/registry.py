"""The rules by the name of the layer or function they are for."""

from __future__ import annotations

from collections.abc import Callable

from dsl.analysis.dtypes import is_dtype
from dsl.analysis.shapes.input_dtypes import check_dtypes, with_strings
from dsl.analysis.shapes.op_dtypes import certain, check_function
from dsl.analysis.shapes.rule import Call, NotKnown, Rule, ShapeResult
from dsl.ir.graph import NO_PARAMETERS, UNKNOWN_SPEC, ParameterCount

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


_PLAIN = frozenset({str, int, float, bool, type(None), tuple, list})


def call_layer(call: Call) -> ShapeResult:
    """What the call of a Keras layer gives; ShapeError where Keras would refuse it."""
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
