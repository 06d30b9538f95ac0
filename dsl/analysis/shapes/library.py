"""All shape rules: importing this module registers every family."""

from __future__ import annotations

from dsl.analysis.shapes import (
    attention,
    audio,
    cells,
    conv,
    conv_recurrent,
    dense,
    einsum,
    elementwise,
    functional,
    image,
    lookup,
    making,
    merge,
    moving,
    normalize,
    pictures,
    pool,
    preprocess,
    products,
    rearrange,
    recurrent,
    reduce,
    reshape,
    wrappers,
)
from dsl.analysis.shapes.registry import LAYER_RULES, OP_RULES, call_layer, call_op
from dsl.analysis.shapes.rule import Call
from dsl.ir.graph import VARYING, TensorSpec

FAMILIES = (
    attention, audio, cells, conv, conv_recurrent, dense, einsum, elementwise, functional, image, lookup, making, merge,
    moving, normalize, pictures, pool, preprocess, products, rearrange, recurrent, reduce, reshape, wrappers,
)  # fmt: skip

__all__ = ["LAYER_RULES", "OP_RULES", "call_layer", "call_op", "constant_of"]


def constant_of(call: Call) -> object | None:
    """The value of a function that gives a constant rather than a tensor: `ops.shape(x)`."""
    tensor = call.get("x")
    if call.name == "shape" and isinstance(tensor, TensorSpec) and tensor.shape is not None:
        return tuple(VARYING if size is None else size for size in tensor.shape)
    return None
