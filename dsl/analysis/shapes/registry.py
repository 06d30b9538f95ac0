"""The rules by the name of the layer or function they are for."""

from __future__ import annotations

from collections.abc import Callable

from dsl.analysis.shapes.rule import Call, NotKnown, Rule, ShapeResult
from dsl.ir.graph import NO_PARAMETERS, UNKNOWN_SPEC

LAYER_RULES: dict[str, Rule] = {}
OP_RULES: dict[str, Rule] = {}
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


def call_layer(call: Call) -> ShapeResult:
    """What the call of a Keras layer gives; ShapeError where Keras would refuse it."""
    rule = LAYER_RULES.get(call.name)
    try:
        if rule is not None:
            return rule(call)
    except NotKnown:
        pass
    return ShapeResult(UNKNOWN_SPEC, NO_PARAMETERS if call.name in _WITHOUT_WEIGHTS else None)


def call_op(call: Call) -> ShapeResult:
    """What a function of `ops` gives."""
    rule = OP_RULES.get(call.name)
    try:
        if rule is not None:
            return rule(call)
    except NotKnown:
        pass
    return ShapeResult(UNKNOWN_SPEC)
