"""Shapes and dtypes of arithmetic on tensors: NumPy's broadcasting, Keras's promotion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dsl.analysis.shapes.rule import FLOATS, WRONG_COMBINATION, NotKnown, ShapeError, show_shape
from dsl.ir.graph import Shape, TensorSpec, Unknown

INTEGERS = ("uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64")


def unary(sign: str, operand: TensorSpec) -> TensorSpec:
    """`-x` and `+x`."""
    return TensorSpec(operand.shape, operand.dtype if operand.dtype != "bool" else None)


def binary(sign: str, left: object, right: object) -> TensorSpec:
    """The result of an arithmetic operator, one operand of which is a tensor."""
    if sign == "@":
        return matmul(left, right)
    dtype = promote(left, right)
    if sign == "/" and dtype is not None and dtype not in FLOATS:
        dtype = "float32"
    if sign == "%" and dtype == "bool":
        dtype = "int32"
    return TensorSpec(broadcast_values((left, right)), dtype)


def compare(left: object, right: object) -> TensorSpec:
    """The result of a comparison."""
    return TensorSpec(broadcast_values((left, right)), "bool")


def shape_of(value: object) -> Shape | None:
    """The shape of an operand: of a tensor or a number."""
    match value:
        case TensorSpec(shape):
            return shape
        case int() | float() | Unknown(varies=True):
            return ()
        case _:
            return None


def broadcast_values(operands: Iterable[object]) -> Shape | None:
    """The common shape of operands; None where one is not known."""
    shapes = [shape_of(operand) for operand in operands]
    known = [shape for shape in shapes if shape is not None]
    return broadcast(*known) if len(known) == len(shapes) else None


def broadcast(*shapes: Shape) -> Shape:
    """The shape that all of these are stretched to; ShapeError where there is none."""
    result: Shape = ()
    for shape in shapes:
        result = _broadcast_two(result, shape, shapes)
    return result


def _broadcast_two(left: Shape, right: Shape, every: Sequence[Shape]) -> Shape:
    rank = max(len(left), len(right))
    first = (1,) * (rank - len(left)) + left
    second = (1,) * (rank - len(right)) + right
    return tuple(_broadcast_size(one, other, every) for one, other in zip(first, second, strict=True))


def _broadcast_size(one: int | None, other: int | None, every: Sequence[Shape]) -> int | None:
    if one == other or other == 1:
        return one
    if one == 1 or one is None:
        return other
    if other is None:
        return one
    shown = " and ".join(show_shape(shape) for shape in every[:4])
    raise ShapeError(
        WRONG_COMBINATION,
        f"expected shapes that fit each other (equal sizes, or 1), received {shown}: {one} and {other}",
    )


def matmul(left: object, right: object) -> TensorSpec:
    """`left @ right`."""
    first, second = shape_of(left), shape_of(right)
    if not isinstance(left, TensorSpec) or not isinstance(right, TensorSpec) or first is None or second is None:
        raise NotKnown
    if not first or not second:
        raise ShapeError(
            WRONG_COMBINATION,
            f"`@` expected tensors with dimensions, received {show_shape(first)} and {show_shape(second)}",
        )
    one: Shape = (1, *first) if len(first) == 1 else first
    two: Shape = (*second, 1) if len(second) == 1 else second
    if None not in (one[-1], two[-2]) and one[-1] != two[-2]:
        raise ShapeError(
            WRONG_COMBINATION,
            f"`@` expected the last size of the left to be the last but one of the right, "
            f"received {show_shape(first)} and {show_shape(second)}",
        )
    rows = () if len(first) == 1 else (one[-2],)
    columns = () if len(second) == 1 else (two[-1],)
    dtype = "int32" if left.dtype == right.dtype == "int8" else promote(left, right)
    return TensorSpec((*broadcast(one[:-2], two[:-2]), *rows, *columns), dtype)


def promote(*operands: object) -> str | None:
    """The dtype of a result; None where the table below does not say."""
    dtypes = [_dtype_of(operand) for operand in operands]
    result: str | None = dtypes[0]
    for dtype in dtypes[1:]:
        result = _promote_two(result, dtype)
    return {"int": "int32", "float": "float32"}.get(result, result) if result else None


def _dtype_of(operand: object) -> str | None:
    """A dtype, or `int` and `float` for numbers, which take on the dtype of what they meet."""
    match operand:
        case TensorSpec(_, dtype):
            return dtype
        case Unknown(varies=True):  # a size of a tensor
            return "int32"
        case bool():
            return "bool"
        case int():
            return "int"
        case float():
            return "float"
        case _:
            return None


def _promote_two(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return None
    if one == other:
        return one
    for first, second in ((one, other), (other, one)):
        if first == "bool":
            return second
        if first == "int" and (second in INTEGERS or second in FLOATS or second == "float"):
            return second
        if first == "float":
            return second if second in FLOATS else "float32" if second in INTEGERS else None
        if first in INTEGERS and second in FLOATS:
            return second
    if one in FLOATS and other in FLOATS:
        halves = {one, other} == {"bfloat16", "float16"}
        return "float32" if halves else max(one, other, key=FLOATS.index)
    return _promote_integers(one, other)


def _promote_integers(one: str, other: str) -> str | None:
    if one not in INTEGERS or other not in INTEGERS or one.startswith("u") != other.startswith("u"):
        return None
    return max(one, other, key=INTEGERS.index)
