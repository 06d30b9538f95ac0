"""Where a Python operator between tensors would not mean what Keras means by it.

Inside of `call`, operators are TensorFlow's: they do not promote dtypes, `*` of booleans is a logical and, and
whole numbers divided by `/` give float64; and a size that varies is a tensor of whole numbers there. The Keras
function is written out then, so that all styles compute the same.
"""

from __future__ import annotations

from dsl.ir.graph import FromInput, FromNode, Graph, Operator, TensorRef
from dsl.source import Span

FLOATS = frozenset({"float16", "bfloat16", "float32", "float64"})

FUNCTIONS = {
    "+": "add", "-": "subtract", "*": "multiply", "/": "true_divide", "//": "floor_divide", "%": "mod",
    "**": "power", "@": "matmul", "<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal",
    "==": "equal", "!=": "not_equal",
}  # fmt: skip


def promoting(graph: Graph) -> frozenset[Span]:
    """The places of the operations whose operands are not all of one floating-point dtype, or may be sizes."""
    return frozenset(
        node.span
        for node in graph.nodes
        if isinstance(node.does, Operator)
        and node.name in FUNCTIONS
        and (node.span not in graph.fixed or not _is_plain(_dtypes(node.inputs, graph)))
    )


def _is_plain(dtypes: set[str]) -> bool:
    return len(dtypes) == 0 or (len(dtypes) == 1 and dtypes <= FLOATS)


def _dtypes(refs: tuple[TensorRef, ...], graph: Graph) -> set[str]:
    """The dtypes that are known; a weight is as its layer's other values."""
    found: set[str] = set()
    for ref in refs:
        match ref:
            case FromInput(index):
                found.add(graph.inputs[index].spec.dtype or "")
            case FromNode(node, output):
                found.add(graph.nodes[node].outputs[output].dtype or "")
    return found - {""}
