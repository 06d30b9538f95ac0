"""Functions of `ops` for products of vectors and matrices."""

from __future__ import annotations

from dsl.analysis.shapes.arithmetic import promote
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import FLOATS, WRONG_COMBINATION, Call, NotKnown, ShapeError, ShapeResult, show_shape
from dsl.ir.graph import Shape, TensorSpec


def _two(call: Call) -> tuple[Shape, Shape, str | None]:
    one, other = call.tensor("x1"), call.tensor("x2")
    return one.shape or (), other.shape or (), promote(one, other)


def _check_fit(call: Call, pairs: list[tuple[int | None, int | None]], one: Shape, other: Shape) -> None:
    """The sizes that are summed over are equal; NotKnown where only one of the two is known."""
    if any(None not in pair and pair[0] != pair[1] for pair in pairs):
        raise ShapeError(
            WRONG_COMBINATION,
            f"`{call.name}` expected equal sizes to sum over, received {show_shape(one)} and {show_shape(other)}",
        )


@op_rule("dot")
def dot(call: Call) -> ShapeResult:
    one, other, dtype = _two(call)
    if not one or not other:
        raise NotKnown
    if len(one) > 1 and len(other) == 1 and (one[-1] is None) != (other[0] is None):
        raise ShapeError(
            WRONG_COMBINATION,
            f"`dot` with a vector expected sizes that are known to be equal, received {show_shape(one)} and "
            f"{show_shape(other)}",
        )
    _check_fit(call, [(one[-1], other[-2] if len(other) > 1 else other[0])], one, other)
    rest = (*other[:-2], other[-1]) if len(other) > 1 else ()
    return ShapeResult(TensorSpec((*one[:-1], *rest), dtype))


@op_rule("inner")
def inner(call: Call) -> ShapeResult:
    one, other, dtype = _two(call)
    if not one or not other:
        raise NotKnown
    _check_fit(call, [(one[-1], other[-1])], one, other)
    return ShapeResult(TensorSpec((*one[:-1], *other[:-1]), dtype))


@op_rule("outer")
def outer(call: Call) -> ShapeResult:
    one, other, dtype = _two(call)
    return ShapeResult(TensorSpec((_flat(one), _flat(other)), dtype))


def _flat(shape: Shape) -> int | None:
    total = 1
    for size in shape:
        if size is None:
            return None
        total *= size
    return total


@op_rule("tensordot")
def tensordot(call: Call) -> ShapeResult:
    one, other, dtype = _two(call)
    first, second = _axes(call.get("axes"), len(one), len(other))
    pairs = [(one[a], other[b]) for a, b in zip(first, second, strict=True)]
    if any(None not in pair and pair[0] != pair[1] for pair in pairs):
        raise NotKnown  # Keras notices only when it runs
    left = [size for axis, size in enumerate(one) if axis not in first]
    right = [size for axis, size in enumerate(other) if axis not in second]
    return ShapeResult(TensorSpec((*left, *right), dtype))


def _axes(value: object, one: int, other: int) -> tuple[list[int], list[int]]:
    """The axes of both that are summed over, counted from the front."""
    if isinstance(value, int) and not isinstance(value, bool):
        if not 0 <= value <= min(one, other):
            raise NotKnown
        return list(range(one - value, one)), list(range(value))
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise NotKnown
    sides = [list(side) if isinstance(side, (list, tuple)) else [side] for side in value]
    if len(sides[0]) != len(sides[1]):
        raise NotKnown
    for side, rank in zip(sides, (one, other), strict=True):
        for place, axis in enumerate(side):
            if not isinstance(axis, int) or not -rank <= axis < rank:
                raise NotKnown
            side[place] = axis % rank
        if len(set(side)) < len(side):
            raise NotKnown
    return sides[0], sides[1]


@op_rule("inv", "cholesky")
def of_square(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    _check_square(call, tensor.shape or ())
    return ShapeResult(_as_float(tensor))


@op_rule("det")
def determinant(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    _check_square(call, tensor.shape or ())
    return ShapeResult(_as_float(TensorSpec((tensor.shape or ())[:-2], tensor.dtype)))


@op_rule("pinv")
def pseudo_inverse(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    if len(shape) < 2:
        raise NotKnown
    return ShapeResult(_as_float(TensorSpec((*shape[:-2], shape[-1], shape[-2]), tensor.dtype)))


def _as_float(tensor: TensorSpec) -> TensorSpec:
    return tensor if tensor.dtype in FLOATS else TensorSpec(tensor.shape, None)


def _check_square(call: Call, shape: Shape) -> None:
    if len(shape) < 2 or None in shape[-2:]:
        raise NotKnown
    if shape[-1] != shape[-2]:
        raise ShapeError(WRONG_COMBINATION, f"`{call.name}` expected square matrices, received {show_shape(shape)}")
