"""Functions of `ops` that move numbers to other places: shift, tile, pad, gather, take apart."""

from __future__ import annotations

from dsl.analysis.shapes.arithmetic import promote
from dsl.analysis.shapes.rearrange import listed, sizes_of
from dsl.analysis.shapes.reduce import axis_of
from dsl.analysis.shapes.registry import op_rule
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

INTEGERS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32")


def times(size: int | None, factor: int) -> int | None:
    """A size so many times; one that varies goes on to vary."""
    return None if size is None else size * factor


def whole(value: object) -> tuple[int, ...]:
    """One whole number, or several; NotKnown for anything else."""
    values = value if isinstance(value, (list, tuple)) else (value,)
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in values):
        raise NotKnown
    return tuple(values)


@op_rule("moveaxis")
def moveaxis(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    sources = [axis_of(call, axis, len(shape), shape, "source") for axis in whole(call.get("source"))]
    places = [axis_of(call, axis, len(shape), shape, "destination") for axis in whole(call.get("destination"))]
    if len(sources) != len(places) or len(set(sources)) < len(sources) or len(set(places)) < len(places):
        raise NotKnown
    order = [axis for axis in range(len(shape)) if axis not in sources]
    for place, source in sorted(zip(places, sources, strict=True)):
        order.insert(place, source)
    return ShapeResult(TensorSpec(tuple(shape[axis] for axis in order), tensor.dtype))


@op_rule("rot90")
def rotated(call: Call) -> ShapeResult:
    tensor = call.tensor("array")
    shape = tensor.shape or ()
    if len(shape) < 2:
        raise ShapeError(
            WRONG_INPUT, f"`rot90` expected a tensor of 2 or more dimensions, received {show_shape(shape)}"
        )
    axes = whole(call.get("axes"))
    places = [axis_of(call, axis, len(shape), shape, "axes") for axis in axes]
    if len(places) != 2 or len(set(places)) < 2 or call.integer("k") % 2 == 0:
        raise NotKnown  # after two turns Keras says that the sides are swapped, and they are not
    sizes = list(shape)
    sizes[places[0]], sizes[places[1]] = shape[places[1]], shape[places[0]]
    return ShapeResult(TensorSpec(tuple(sizes), tensor.dtype))


@op_rule("roll")
def roll(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    shift = call.get("shift")
    if not isinstance(shift, int) and not (isinstance(shift, TensorSpec) and shift.shape == ()):
        raise NotKnown
    if call.get("axis") is not None:
        axis_of(call, call.get("axis"), len(shape), shape)
    return ShapeResult(tensor)


@op_rule("fliplr", "flipud")
def flipped(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    if len(tensor.shape or ()) < 2:
        raise NotKnown
    return ShapeResult(tensor)


@op_rule("tile")
def tile(call: Call) -> ShapeResult:
    tensor, repeats = call.tensor("x"), whole(call.get("repeats"))
    shape = tensor.shape or ()
    if any(one < 1 for one in repeats):
        raise NotKnown
    rank = max(len(shape), len(repeats))
    sizes: Shape = (1,) * (rank - len(shape)) + shape
    factors = (1,) * (rank - len(repeats)) + repeats
    return ShapeResult(TensorSpec(tuple(map(times, sizes, factors)), tensor.dtype))


@op_rule("pad")
def pad(call: Call) -> ShapeResult:
    tensor, width = call.tensor("x"), call.get("pad_width")
    shape = tensor.shape or ()
    if call.get("mode") != "constant":
        raise NotKnown
    if isinstance(width, int) and not isinstance(width, bool):
        width = ((width, width),)
    if not isinstance(width, (list, tuple)):
        raise NotKnown
    pairs = [whole(pair) for pair in width]
    if any(len(pair) != 2 or min(pair) < 0 for pair in pairs):
        raise NotKnown
    pairs = pairs * len(shape) if len(pairs) == 1 else pairs
    if len(pairs) != len(shape):
        raise call.wrong(
            "pad_width",
            f"`pad_width` of `pad`: expected a pair for each dimension of {show_shape(shape)}, received {len(pairs)}",
        )
    sizes = tuple(None if size is None else size + sum(pair) for size, pair in zip(shape, pairs, strict=True))
    return ShapeResult(TensorSpec(sizes, tensor.dtype))


@op_rule("ravel")
def ravel(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    total: int | None = 1
    for size in tensor.shape or ():
        total = None if total is None else times(size, total)
    return ShapeResult(TensorSpec((total,), tensor.dtype))


@op_rule("broadcast_to")
def broadcast_to(call: Call) -> ShapeResult:
    tensor, target = call.tensor("x"), sizes_of(call.get("shape"))
    shape = tensor.shape or ()
    if len(shape) > len(target) or any(size is not None and size < 0 for size in target):
        raise NotKnown
    same = zip(reversed(shape), reversed(target), strict=False)
    if any(None not in (size, other) and size not in (1, other) for size, other in same):
        raise ShapeError(
            WRONG_COMBINATION, f"`broadcast_to` cannot stretch {show_shape(shape)} to {show_shape(target)}"
        )
    return ShapeResult(TensorSpec(target, tensor.dtype))


@op_rule("take")
def take(call: Call) -> ShapeResult:
    tensor, indices = call.tensor("x"), call.get("indices")
    shape = tensor.shape or ()
    if isinstance(indices, TensorSpec):
        if indices.shape is None or indices.dtype not in INTEGERS:
            raise NotKnown
        taken = indices.shape
    elif isinstance(indices, int) and not isinstance(indices, bool):
        taken = ()
    else:
        taken = (len(whole(indices)),)
    if call.get("axis") is None:
        return ShapeResult(TensorSpec(taken, tensor.dtype))
    axis = axis_of(call, call.get("axis"), len(shape), shape)
    return ShapeResult(TensorSpec((*shape[:axis], *taken, *shape[axis + 1 :]), tensor.dtype))


@op_rule("take_along_axis")
def take_along_axis(call: Call) -> ShapeResult:
    tensor, indices = call.tensor("x"), call.tensor("indices")
    shape, places = tensor.shape or (), indices.shape or ()
    if indices.dtype not in INTEGERS or len(shape) != len(places) or call.get("axis") is None:
        raise NotKnown
    axis = axis_of(call, call.get("axis"), len(shape), shape)
    sizes: list[int | None] = []
    for place, (one, other) in enumerate(zip(shape, places, strict=True)):
        if place != axis and one != other:
            raise NotKnown
        sizes.append(other if place == axis else one)
    return ShapeResult(TensorSpec(tuple(sizes), tensor.dtype))


@op_rule("unstack")
def unstack(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    axis = axis_of(call, call.get("axis"), len(shape), shape)
    size = shape[axis] if call.get("num") is None else call.integer("num", 1)
    if size is None or size > 10_000 or shape[axis] not in (None, size):
        raise NotKnown
    return ShapeResult([TensorSpec((*shape[:axis], *shape[axis + 1 :]), tensor.dtype)] * size)


@op_rule("diff")
def diff(call: Call) -> ShapeResult:
    tensor, steps = call.tensor("a"), call.integer("n", 0)
    shape = tensor.shape or ()
    axis = axis_of(call, call.get("axis"), len(shape), shape)
    size = shape[axis]
    if (size is not None and size <= steps) or tensor.dtype == "bool":
        raise NotKnown
    less = None if size is None else size - steps
    return ShapeResult(TensorSpec((*shape[:axis], less, *shape[axis + 1 :]), tensor.dtype))


@op_rule("dstack", "hstack", "vstack")
def stacked(call: Call) -> ShapeResult:
    tensors = listed(call, "xs")
    shapes = [tensor.shape or () for tensor in tensors]
    rank = len(shapes[0])
    axis = ("vstack", "hstack", "dstack").index(call.name)
    if rank < max(2, axis + 1) or any(len(shape) != rank for shape in shapes):
        raise NotKnown
    for place in range(rank):
        if place != axis and len({shape[place] for shape in shapes}) > 1:
            raise NotKnown
    along = [shape[axis] for shape in shapes]
    known = [size for size in along if size is not None]
    total = sum(known) if len(known) == len(along) else None
    return ShapeResult(TensorSpec((*shapes[0][:axis], total, *shapes[0][axis + 1 :]), promote(*tensors)))


@op_rule("segment_max", "segment_min", "segment_prod", "segment_sum")
def segments(call: Call) -> ShapeResult:
    tensor, ids = call.tensor("data"), call.tensor("segment_ids")
    if len(ids.shape or ()) != 1 or ids.dtype not in INTEGERS or not tensor.shape:
        raise NotKnown
    count = None if call.get("num_segments") is None else call.integer("num_segments", 0)
    return ShapeResult(TensorSpec((count, *tensor.shape[1:]), tensor.dtype))
