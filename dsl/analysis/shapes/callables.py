"""The layer and the functions that are given a function: what it gives is not worked out, only that it is one."""

from __future__ import annotations

from dsl.analysis.shapes.registry import layer_rule, op_rule
from dsl.analysis.shapes.rule import Call, NotKnown, ShapeResult
from dsl.ir.graph import TensorSpec

FUNCTIONS = {
    "associative_scan": ("f",), "cond": ("true_fn", "false_fn"), "map": ("f",), "scan": ("f",),
    "vectorized_map": ("function",),
}  # fmt: skip
"""The arguments of each function that are functions."""


@op_rule(*FUNCTIONS)
def calls_functions(call: Call) -> ShapeResult:
    for name in FUNCTIONS[call.name]:
        _check(call, name)
    raise NotKnown


@layer_rule("Lambda")
def calls_function(call: Call) -> ShapeResult:
    if call.get("function") is None:
        call.refuse("function", "a function")
    _check(call, "function")
    raise NotKnown


def _check(call: Call, name: str) -> None:
    value = call.get(name)
    if isinstance(value, TensorSpec) and value.shape is not None:
        raise call.wrong(name, f"`{name}` of `{call.name}`: expected a function, received a tensor")
    if isinstance(value, int | float | str | list | tuple):
        call.refuse(name, "a function")
