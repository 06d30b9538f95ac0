"""All cost rules: importing this module registers every family."""

from __future__ import annotations

from dsl.analysis.costs import attention, conv, products, recurrent
from dsl.analysis.costs.registry import LAYER_COSTS, OP_COSTS, evaluated, layer_work, op_work
from dsl.analysis.costs.rule import Work
from dsl.analysis.shapes.rule import Call
from dsl.ir.graph import TensorSpec

FAMILIES = (attention, conv, products, recurrent)

__all__ = ["LAYER_COSTS", "OP_COSTS", "layer_work", "op_work", "product_work"]


def product_work(left: object, right: object, output: TensorSpec) -> int | None:
    """The multiply-adds of `left @ right`."""
    return evaluated(lambda work: products.matrix_product(work, left, right), Work(Call("@", {}), (output,)))
