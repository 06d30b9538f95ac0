"""Shapes of indexed and sliced tensors."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.analysis.shapes.rule import NotKnown, ShapeError, show_shape
from dsl.ir.graph import UNKNOWN, Shape, TensorSpec, Unknown

WRONG_INDEX = "E405"


def index(tensor: TensorSpec, items: Sequence[object]) -> TensorSpec:
    """`tensor[items]`; an item is a number, a `slice`, `None` (a new dimension) or `...`."""
    if tensor.shape is None or any(_may_be_anything(part) for item in items for part in _parts(item)):
        raise NotKnown
    expanded = _expand(tensor.shape, items)
    sizes: list[int | None] = []
    rest = list(tensor.shape)
    for item in expanded:
        if item is None:
            sizes.append(1)
        elif isinstance(item, slice):
            sizes.append(_slice_size(rest.pop(0), item))
        elif isinstance(item, int) and not isinstance(item, bool):
            _check_index(item, rest.pop(0), tensor.shape)
        elif isinstance(item, Unknown) or (isinstance(item, TensorSpec) and item.shape == ()):
            rest.pop(0)  # a number that only a run knows
        else:
            raise NotKnown
    return TensorSpec((*sizes, *rest), tensor.dtype)


def _parts(item: object) -> tuple[object, ...]:
    return (item.start, item.stop, item.step) if isinstance(item, slice) else (item,)


def _may_be_anything(part: object) -> bool:
    """Whether nothing is known of it: a number like any other as well as `None`, or a slice."""
    return part == UNKNOWN or (isinstance(part, TensorSpec) and part.shape is None)


def _expand(shape: Shape, items: Sequence[object]) -> list[object]:
    """The items with `...` written out."""
    taking = sum(item is not None and item is not Ellipsis for item in items)
    if taking > len(shape):
        raise ShapeError(
            WRONG_INDEX,
            f"expected at most {len(shape)} indices for a tensor of {show_shape(shape)}, received {taking}",
        )
    if sum(item is Ellipsis for item in items) > 1:
        raise ShapeError(WRONG_INDEX, "expected one `...` in an index, received several")
    if not any(item is Ellipsis for item in items):
        return list(items)
    place = next(place for place, item in enumerate(items) if item is Ellipsis)
    return [*items[:place], *[slice(None)] * (len(shape) - taking), *items[place + 1 :]]


def _check_index(item: int, size: int | None, shape: Shape) -> None:
    if size is not None and not -size <= item < size:
        raise ShapeError(
            WRONG_INDEX,
            f"expected an index from {-size} to {size - 1} in {show_shape(shape)}, received {item}",
        )


def _slice_size(size: int | None, part: slice) -> int | None:
    bounds = [bound for bound in (part.start, part.stop, part.step) if bound is not None]
    for bound in bounds:
        if isinstance(bound, float | str):
            words = "`//` divides into whole numbers" if isinstance(bound, float) else ""
            raise ShapeError(WRONG_INDEX, f"expected whole numbers in a slice, received {bound!r}", help=words)
    if part.step == 0:
        raise ShapeError(WRONG_INDEX, "the step of a slice cannot be 0")
    if size is None or any(not isinstance(bound, int) or isinstance(bound, bool) for bound in bounds):
        return None
    return len(range(*part.indices(size)))
