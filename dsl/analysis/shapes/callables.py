"""The layer and the functions that are given a function: what it gives is not worked out, only that it is one."""

from __future__ import annotations

from dsl.analysis.shapes.registry import layer_rule, op_rule
from dsl.analysis.shapes.rule import Call, NotKnown, ShapeResult
from dsl.ir.graph import UNKNOWN_SPEC, TensorSpec

FUNCTIONS = {
    "cond": ("true_fn", "false_fn"), "map": ("f",), "scan": ("f",), "vectorized_map": ("function",),
}  # fmt: skip
"""The arguments of each function that are functions."""


@op_rule(*FUNCTIONS)
def calls_functions(call: Call) -> ShapeResult:
    for name in FUNCTIONS[call.name]:
        _check(call, name)
    raise NotKnown


@op_rule("associative_scan")
def scanned(call: Call) -> ShapeResult:
    """What is joined pair by pair stays as it is."""
    _check(call, "f")
    given = call.get("elems")
    if isinstance(given, list | tuple) and given and all(isinstance(value, TensorSpec) for value in given):
        return ShapeResult(list(given))
    return ShapeResult(call.tensor("elems"))


@op_rule("fori_loop")
def counted_loop(call: Call) -> ShapeResult:
    """Each round gives what it was given, or Keras refuses it."""
    _check(call, "body_fun")
    return ShapeResult(call.tensor("init_val"))


@op_rule("while_loop")
def loop(call: Call) -> ShapeResult:
    for name in ("cond", "body"):
        _check(call, name)
    given = call.get("loop_vars")
    if isinstance(given, list | tuple) and given:
        return ShapeResult([value if isinstance(value, TensorSpec) else UNKNOWN_SPEC for value in given])
    return ShapeResult(call.tensor("loop_vars"))


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
    if isinstance(value, int | float | str | list | tuple | dict):
        call.refuse(name, "a function")
