"""All shape rules of functions, those of `ops` above all: importing this module registers every family.

They are apart from those of layers, as many files call no function.
"""

from __future__ import annotations

from dsl.analysis.shapes import (
    callables,
    cutting,
    elementwise,
    functional,
    making,
    matrices,
    moving,
    pattern,
    pictures,
    products,
    rearrange,
    reduce,
    searching,
    signals,
    views,
    windows,
)
from dsl.analysis.shapes.registry import OP_RULES, call_op
from dsl.analysis.shapes.rule import Call
from dsl.ir.graph import UNKNOWN, VARYING, TensorSpec

FAMILIES = (
    callables, cutting, elementwise, functional, making, matrices, moving, pattern, pictures, products, rearrange,
    reduce, searching, signals, views, windows,
)  # fmt: skip

__all__ = ["OP_RULES", "call_op", "constant_of"]


def constant_of(call: Call) -> object | None:
    """The value of a function that gives a constant rather than a tensor: `ops.shape(x)`."""
    tensor = call.get("x")
    if call.name == "shape" and isinstance(tensor, TensorSpec):
        if tensor.shape is None:
            return UNKNOWN
        return tuple(VARYING if size is None else size for size in tensor.shape)
    return None
