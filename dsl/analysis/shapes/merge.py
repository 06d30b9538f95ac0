"""Layers that make one tensor of several."""

from __future__ import annotations

from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import (
    WRONG_COMBINATION,
    WRONG_INPUT,
    Call,
    NotKnown,
    ShapeError,
    ShapeResult,
    show_shape,
)
from dsl.ir.graph import Shape, TensorSpec


def _shapes(call: Call) -> list[Shape]:
    shapes = [tensor.shape or () for tensor in call.list_of_inputs()]
    if not shapes:
        raise ShapeError(WRONG_INPUT, f"`{call.name}` expected a list of tensors, received an empty list")
    return shapes


def _misfit(call: Call, shapes: list[Shape], expected: str) -> ShapeError:
    shown = " and ".join(show_shape(shape) for shape in shapes[:4])
    return ShapeError(WRONG_COMBINATION, f"`{call.name}` expected {expected}, received {shown}")


@layer_rule("Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract", weightless=True)
def elementwise(call: Call) -> ShapeResult:
    shapes = _shapes(call)
    if call.name == "Subtract" and len(shapes) != 2:
        raise ShapeError(WRONG_INPUT, f"`Subtract` expected 2 tensors, received {len(shapes)}")
    batches = {shape[0] for shape in shapes if shape} - {None}
    if len(batches) > 1:
        raise _misfit(call, shapes, "the same batch size")
    sizes = shapes[0][1:]
    for shape in shapes[1:]:
        sizes = _join(call, sizes, shape[1:], shapes)
    return ShapeResult(TensorSpec((batches.pop() if batches else None, *sizes), call.dtype))


def _join(call: Call, one: Shape, other: Shape, shapes: list[Shape]) -> Shape:
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    head = long[: len(long) - len(short)]
    tail: list[int | None] = []
    for first, second in zip(long[len(head) :], short, strict=True):
        if first is None or second is None:
            tail.append(None)
        elif first == second or 1 in (first, second):
            tail.append(max(first, second))
        else:
            raise _misfit(call, shapes, "equal sizes, or 1")
    return (*head, *tail)


@layer_rule("Concatenate", weightless=True)
def concatenate(call: Call) -> ShapeResult:
    shapes = _shapes(call)
    rank = len(shapes[0])
    axis = call.integer("axis")
    if not -rank <= axis < rank:
        if len(shapes) == 1 and axis >= rank:  # of one tensor Keras gives the tensor
            raise NotKnown
        call.refuse("axis", f"an axis of {show_shape(shapes[0])}")
    if any(len(shape) != rank for shape in shapes):
        raise _misfit(call, shapes, "tensors with equally many dimensions")
    axis %= rank
    for place in range(rank):
        if place != axis and len({shape[place] for shape in shapes} - {None}) > 1:
            raise _misfit(call, shapes, f"equal sizes except along axis {axis}")
    along = [shape[axis] for shape in shapes]
    known = [size for size in along if size is not None]
    sizes = list(shapes[0])
    sizes[axis] = sum(known) if len(known) == len(along) else None
    return ShapeResult(TensorSpec(tuple(sizes), call.dtype))


@layer_rule("Dot", weightless=True)
def dot(call: Call) -> ShapeResult:
    shapes = _shapes(call)
    if len(shapes) != 2:
        raise ShapeError(WRONG_INPUT, f"`Dot` expected 2 tensors, received {len(shapes)}")
    given = call.get("axes")
    axes = (given, given) if isinstance(given, int) else given
    if not isinstance(axes, (list, tuple)) or len(axes) != 2 or not all(isinstance(axis, int) for axis in axes):
        raise NotKnown
    for axis, shape in zip(axes, shapes, strict=True):
        if not -len(shape) <= axis < len(shape):
            call.refuse("axes", f"axes of {show_shape(shapes[0])} and {show_shape(shapes[1])}")
    first, second = (axis % len(shape) for axis, shape in zip(axes, shapes, strict=True))
    if shapes[0][first] != shapes[1][second]:
        raise _misfit(call, shapes, f"equal sizes along axes {first} and {second}")
    if 0 in (first, second) or min(map(len, shapes)) < 2:
        raise NotKnown
    left = [size for place, size in enumerate(shapes[0]) if place != first]
    right = [size for place, size in enumerate(shapes[1]) if place not in (0, second)]
    sizes = (*left, *right)
    return ShapeResult(TensorSpec((*sizes, 1) if len(sizes) == 1 else sizes, call.dtype))
