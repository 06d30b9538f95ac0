"""The cost rules by the name of the layer or function they are for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from dsl.analysis.costs.free import FREE_LAYERS, UNCOUNTED_OPS
from dsl.analysis.costs.rule import Work
from dsl.analysis.elaborate.evaluate import EvaluationError
from dsl.analysis.shapes.rule import Call, NotKnown
from dsl.ir.graph import TensorSpec

Cost: TypeAlias = Callable[[Work], int]

LAYER_COSTS: dict[str, Cost] = {}
OP_COSTS: dict[str, Cost] = {}

# Layers whose rule looks into the layers that are their arguments.
WRAPPERS = ("Bidirectional", "RNN", "TimeDistributed")


def layer_cost(*names: str) -> Callable[[Cost], Cost]:
    """Register the multiply-adds of Keras layers."""
    return _register(LAYER_COSTS, names)


def op_cost(*names: str) -> Callable[[Cost], Cost]:
    """Register the multiply-adds of functions of `ops`."""
    return _register(OP_COSTS, names)


def _register(table: dict[str, Cost], names: tuple[str, ...]) -> Callable[[Cost], Cost]:
    def register(cost: Cost) -> Cost:
        for name in names:
            assert name not in table, name
            table[name] = cost
        return cost

    return register


def layer_work(call: Call, outputs: Sequence[TensorSpec]) -> int | None:
    """The multiply-adds of one call of a Keras layer; None where they are not known."""
    if call.name not in WRAPPERS and any(hasattr(value, "target") for value in call.arguments.values()):
        return None  # an activation that is a layer of its own
    if call.name in FREE_LAYERS:
        return 0
    cost = LAYER_COSTS.get(call.name)
    return None if cost is None else evaluated(cost, Work(call, tuple(outputs)))


def op_work(call: Call, outputs: Sequence[TensorSpec]) -> int | None:
    """The multiply-adds of a function of `ops`; None where they are not known."""
    cost = OP_COSTS.get(call.name)
    if cost is None:
        return None if call.name in UNCOUNTED_OPS else 0
    return evaluated(cost, Work(call, tuple(outputs)))


def evaluated(cost: Cost, work: Work) -> int | None:
    """What a rule counts; None where it needs something that is not known."""
    try:
        return cost(work)
    except (NotKnown, EvaluationError, IndexError, KeyError, ValueError):
        # The last three: shapes and arguments that Keras refuses, of a layer whose shapes have no rule.
        return None
