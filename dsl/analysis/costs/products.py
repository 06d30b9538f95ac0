"""Matrix products: Dense and its kin, `@`, and the functions that contract dimensions."""

from __future__ import annotations

from dsl.analysis.costs.registry import layer_cost, op_cost
from dsl.analysis.costs.rule import Work, elements, known, product, size
from dsl.analysis.shapes.rule import NotKnown
from dsl.ir.graph import Shape


@layer_cost("Dense")
def dense(work: Work) -> int:
    return elements(work.output) * size(work.call.shape()[-1])


@layer_cost("EinsumDense")
def einsum_dense(work: Work) -> int:
    """Each number of the input goes into a result for all sizes that only the weights bring."""
    terms, result = equation(work.call.get("equation"))
    sizes = _letter_sizes(result, work.output)
    brought = tuple(number for letter, number in sizes.items() if letter not in terms[0])
    return elements(work.call.shape()) * product(brought)


@layer_cost("ReversibleEmbedding")
def reversible_embedding(work: Work) -> int:
    """A lookup, or with `reverse=True` the product with the whole table."""
    if not work.call.options.get("reverse", False):
        return 0
    return elements(work.output) * size(work.call.shape()[-1])


@layer_cost("Dot")
def dot(work: Work) -> int:
    first = work.call.list_of_inputs()[0]
    axes = work.call.get("axes")
    axis = axes[0] if isinstance(axes, (list, tuple)) and axes else axes
    if not isinstance(axis, int):
        raise NotKnown
    return elements(work.output) * size(known(first)[axis])


@op_cost("matmul", "dot")
def matmul(work: Work) -> int:
    return matrix_product(work, work.call.get("x1"), work.call.get("x2"))


def matrix_product(work: Work, left: object, right: object) -> int:
    """The last size of the left side is summed over."""
    first, second = known(left), known(right)
    if not first or not second:
        return 0
    inner = first[-1] if first[-1] is not None else second[-2 if len(second) > 1 else 0]
    return elements(work.output) * size(inner)


@op_cost("inner")
def inner(work: Work) -> int:
    first = known(work.call.get("x1"))
    return elements(work.output) * size(first[-1]) if first else 0


@op_cost("vdot")
def vdot(work: Work) -> int:
    return elements(known(work.call.get("x1")))


@op_cost("tensordot")
def tensordot(work: Work) -> int:
    first, axes = known(work.call.get("x1")), work.call.get("axes")
    if isinstance(axes, int):
        return elements(work.output) * product(first[len(first) - axes :])
    if not isinstance(axes, (list, tuple)) or len(axes) != 2:
        raise NotKnown
    left = axes[0] if isinstance(axes[0], (list, tuple)) else [axes[0]]
    return elements(work.output) * product(tuple(first[axis] for axis in left))


@op_cost("einsum")
def einsum(work: Work) -> int:
    """Two tensors: all letters together. With more the order of the products decides, which is not followed."""
    terms, result = equation(work.call.get("subscripts"))
    operands = work.call.get("operands")
    if len(terms) > 2 or not isinstance(operands, (list, tuple)) or len(operands) != len(terms):
        raise NotKnown
    sizes: dict[str, int | None] = {}
    for term, operand in zip(terms, operands, strict=True):
        for letter, number in _letter_sizes(term, known(operand)).items():
            sizes[letter] = sizes.get(letter) or number
    summed = [letter for letter in sizes if letter not in result]
    if len(terms) == 1 or not summed:
        return 0
    return elements(work.output) * product(tuple(sizes[letter] for letter in summed))


def equation(text: object) -> tuple[list[str], str]:
    """The terms of the left side and the right side; `...` is one `.`."""
    if not isinstance(text, str) or "->" not in text:
        raise NotKnown
    left, _, right = text.replace(" ", "").replace("...", ".").partition("->")
    return left.split(","), right


def _letter_sizes(term: str, shape: Shape) -> dict[str, int | None]:
    """The size that each letter stands for; `.` stands for as many as are left."""
    before, dots, after = term.partition(".")
    if len(before) + len(after) > len(shape) or (not dots and len(before) != len(shape)):
        raise NotKnown
    sizes = dict(zip(before, shape, strict=False))
    return sizes | dict(zip(after, shape[len(shape) - len(after) :], strict=True))
