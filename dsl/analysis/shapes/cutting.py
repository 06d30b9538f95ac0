"""Functions of `ops` that cut a tensor into several, or put several behind each other."""

from __future__ import annotations

from itertools import pairwise

from dsl.analysis.shapes.arithmetic import promote
from dsl.analysis.shapes.moving import whole
from dsl.analysis.shapes.reduce import axis_of
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import WRONG_COMBINATION, Call, NotKnown, ShapeError, ShapeResult
from dsl.analysis.shapes.rule import show_shape as shown
from dsl.ir.graph import Shape, TensorSpec

MOST_PARTS = 10_000
FIXED_AXES = {"vsplit": 0, "hsplit": 1, "dsplit": 2}


def _cut(call: Call, axis: int) -> ShapeResult:
    """So many equal parts, or those between the places given."""
    tensor, given = call.tensor("x"), call.get("indices_or_sections")
    shape = tensor.shape or ()
    size = shape[axis]
    if isinstance(given, (list, tuple)):
        return _at(tensor, axis, whole(given))
    sections = call.integer("indices_or_sections", 1)
    if sections > MOST_PARTS:
        raise NotKnown
    if size is not None and size % sections:
        raise call.wrong(
            "indices_or_sections", f"`{call.name}` expected a number of parts that divides {size}, received {sections}"
        )
    return ShapeResult([_part(tensor, axis, None if size is None else size // sections)] * sections)


def _at(tensor: TensorSpec, axis: int, places: tuple[int, ...]) -> ShapeResult:
    size = (tensor.shape or ())[axis]
    if size is None or not places or list(places) != sorted(places) or places[0] < 0 or places[-1] > size:
        raise NotKnown
    return ShapeResult([_part(tensor, axis, end - start) for start, end in pairwise((0, *places, size))])


def _part(tensor: TensorSpec, axis: int, size: int | None) -> TensorSpec:
    shape = tensor.shape or ()
    return TensorSpec((*shape[:axis], size, *shape[axis + 1 :]), tensor.dtype)


@op_rule("split")
def split(call: Call) -> ShapeResult:
    shape = call.tensor("x").shape or ()
    return _cut(call, axis_of(call, call.get("axis"), len(shape), shape))


@op_rule(*FIXED_AXES)
def split_along(call: Call) -> ShapeResult:
    shape = call.tensor("x").shape or ()
    axis = FIXED_AXES[call.name]
    if axis >= len(shape) or len(shape) < 2:
        raise NotKnown
    return _cut(call, axis)


@op_rule("array_split")
def array_split(call: Call) -> ShapeResult:
    """Parts that may differ by one, the larger ones first."""
    tensor, sections = call.tensor("x"), call.integer("indices_or_sections", 1)
    shape = tensor.shape or ()
    if call.integer("axis") not in range(-len(shape), len(shape)):
        raise NotKnown
    axis = call.integer("axis")
    size = shape[axis]
    if size is None or sections > MOST_PARTS:
        raise NotKnown
    axis %= len(shape)
    least, more = divmod(size, sections)
    return ShapeResult([_part(tensor, axis, least + (place < more)) for place in range(sections)])


@op_rule("append")
def append(call: Call) -> ShapeResult:
    one, other = call.tensor("x1"), call.tensor("x2")
    first, second = one.shape or (), other.shape or ()
    dtype = promote(one, other)
    if call.get("axis") is None:
        flat = [None if None in shape else _product(shape) for shape in (first, second)]
        return ShapeResult(TensorSpec((None if None in flat else sum(size or 0 for size in flat),), dtype))
    axis = axis_of(call, call.get("axis"), len(first), first)
    if len(first) != len(second):
        raise ShapeError(
            WRONG_COMBINATION, f"`append` expected as many dimensions, received {shown(first)} and {shown(second)}"
        )
    pairs = [pair for place, pair in enumerate(zip(first, second, strict=True)) if place != axis]
    if any(pair[0] != pair[1] and None in pair for pair in pairs):
        raise NotKnown
    if any(pair[0] != pair[1] for pair in pairs):
        raise ShapeError(
            WRONG_COMBINATION,
            f"`append` expected equal sizes except along axis {axis}, received {shown(first)} and {shown(second)}",
        )
    if None in (first[axis], second[axis]):
        raise NotKnown
    both = None if None in (first[axis], second[axis]) else (first[axis] or 0) + (second[axis] or 0)
    return ShapeResult(TensorSpec((*first[:axis], both, *first[axis + 1 :]), dtype))


def _product(shape: Shape) -> int:
    total = 1
    for size in shape:
        total *= size or 1
    return total


@op_rule("slice")
def slice_of(call: Call) -> ShapeResult:
    tensor = call.tensor("inputs")
    shape = tensor.shape or ()
    starts, wanted = whole(call.get("start_indices")), whole(call.get("shape"))
    if len(starts) != len(shape) or len(wanted) != len(shape):
        expected = f"{len(shape)} starts and sizes for {shown(shape)}"
        name = "shape" if len(starts) == len(shape) else "start_indices"
        raise call.wrong(name, f"`slice` expected {expected}, received {len(starts)} and {len(wanted)}")
    sizes: list[int | None] = []
    for size, start, length in zip(shape, starts, wanted, strict=True):
        if start < 0 or length < -1 or (size is not None and start + length > size):
            raise NotKnown
        sizes.append((None if size is None else size - start) if length == -1 else length)
    return ShapeResult(TensorSpec(tuple(sizes), tensor.dtype))


@op_rule("slice_update", "scatter_update")
def updated(call: Call) -> ShapeResult:
    tensor = call.tensor("inputs")
    call.tensor("updates")
    return ShapeResult(tensor)


@op_rule("scatter")
def scattered(call: Call) -> ShapeResult:
    tensor = call.tensor("values")
    sizes = whole(call.get("shape"))
    if any(size < 0 for size in sizes):
        raise NotKnown
    return ShapeResult(TensorSpec(sizes, tensor.dtype))
