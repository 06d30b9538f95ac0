"""Functions of `ops` that change the shape and keep the numbers, and that make new tensors."""

from __future__ import annotations

from dsl.analysis.shapes.arithmetic import promote
from dsl.analysis.shapes.reduce import axis_of
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.reshape import reshaped
from dsl.analysis.shapes.rule import (
    WRONG_COMBINATION,
    Call,
    NotKnown,
    ShapeError,
    ShapeResult,
    show_shape,
)
from dsl.ir.graph import VARYING, Shape, TensorSpec

FILLED = (
    "empty", "ones", "random.beta", "random.binomial", "random.gamma", "random.normal", "random.truncated_normal",
    "random.uniform", "zeros",
)  # fmt: skip


def sizes_of(value: object) -> Shape:
    """A shape given as an argument; a size taken from a batch is one that varies."""
    if isinstance(value, int) and not isinstance(value, bool):
        return (value,)
    if not isinstance(value, (list, tuple)):
        raise NotKnown
    sizes: list[int | None] = []
    for size in value:
        if size == VARYING or size is None:
            sizes.append(None)
        elif isinstance(size, int) and not isinstance(size, bool):
            sizes.append(size)
        else:
            raise NotKnown
    return tuple(sizes)


@op_rule("reshape")
def reshape(call: Call) -> ShapeResult:
    """What is given a whole shape has it, though nothing be known about it before."""
    tensor, target = call.get("x"), sizes_of(call.get("newshape"))
    if not isinstance(tensor, TensorSpec) or (tensor.shape is None and -1 in target):
        raise NotKnown
    known = tuple(size for size in target if size is not None)
    if len(known) == len(target) and tensor.shape is not None:
        return ShapeResult(TensorSpec(reshaped(call, tensor.shape, known), tensor.dtype))
    if any(size < -1 for size in known) or known.count(-1) > 1:
        raise NotKnown
    return ShapeResult(TensorSpec(tuple(None if size == -1 else size for size in target), tensor.dtype))


@op_rule("expand_dims")
def expand_dims(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    axis = axis_of(call, call.get("axis"), len(shape) + 1, shape)
    return ShapeResult(TensorSpec((*shape[:axis], 1, *shape[axis:]), tensor.dtype))


@op_rule("squeeze")
def squeeze(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    if call.get("axis") is None:
        return ShapeResult(TensorSpec(tuple(size for size in shape if size != 1), tensor.dtype))
    axis = axis_of(call, call.get("axis"), len(shape), shape)
    if shape[axis] is None:
        raise NotKnown
    if shape[axis] != 1:
        raise call.wrong(
            "axis",
            f"`squeeze` expected a size of 1 in dimension {axis}, received {show_shape(shape)}",
        )
    return ShapeResult(TensorSpec((*shape[:axis], *shape[axis + 1 :]), tensor.dtype))


@op_rule("transpose")
def transpose(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    if call.get("axes") is None:
        return ShapeResult(TensorSpec(shape[::-1], tensor.dtype))
    axes = sizes_of(call.get("axes"))
    places = [axis_of(call, axis, len(shape), shape, "axes") for axis in axes]
    if sorted(places) != list(range(len(shape))):
        raise call.wrong(
            "axes",
            f"`transpose` expected each axis of {show_shape(shape)} once, received {show_shape(axes)}",
        )
    return ShapeResult(TensorSpec(tuple(shape[place] for place in places), tensor.dtype))


@op_rule("swapaxes")
def swapaxes(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = list(tensor.shape or ())
    one, other = (axis_of(call, call.get(name), len(shape), tuple(shape), name) for name in ("axis1", "axis2"))
    shape[one], shape[other] = shape[other], shape[one]
    return ShapeResult(TensorSpec(tuple(shape), tensor.dtype))


def listed(call: Call, name: str) -> list[TensorSpec]:
    """An argument that is a list of tensors; NotKnown where a shape in it is not known."""
    value = call.get(name)
    if not isinstance(value, list) or not value:
        raise NotKnown
    for item in value:
        if not isinstance(item, TensorSpec) or item.shape is None:
            raise NotKnown
    return value


def _check_equal(call: Call, tensors: list[TensorSpec], except_axis: int | None) -> None:
    """Equal to those of the first, as Keras compares; NotKnown where only others differ."""
    shapes = [tensor.shape or () for tensor in tensors]
    fits, known = len({len(shape) for shape in shapes}) == 1, True
    for axis in range(len(shapes[0]) if fits else 0):
        sizes = {shape[axis] for shape in shapes} - {None}
        if axis != except_axis and len(sizes) > 1:
            fits, known = fits and shapes[0][axis] is None, False
    if fits and not known:
        raise NotKnown
    if not fits:
        shown = " and ".join(show_shape(shape) for shape in shapes[:4])
        where = "" if except_axis is None else f" except along axis {except_axis}"
        raise ShapeError(WRONG_COMBINATION, f"`{call.name}` expected equal sizes{where}, received {shown}")


@op_rule("concatenate")
def concatenate(call: Call) -> ShapeResult:
    tensors = listed(call, "xs")
    first = tensors[0].shape or ()
    axis = axis_of(call, call.get("axis"), len(first), first)
    _check_equal(call, tensors, axis)
    along = [(tensor.shape or ())[axis] for tensor in tensors]
    known = [size for size in along if size is not None]
    total = sum(known) if len(known) == len(along) else None
    return ShapeResult(TensorSpec((*first[:axis], total, *first[axis + 1 :]), promote(*tensors)))


@op_rule("stack")
def stack(call: Call) -> ShapeResult:
    tensors = listed(call, "x")
    first = tensors[0].shape or ()
    axis = axis_of(call, call.get("axis"), len(first) + 1, first)
    _check_equal(call, tensors, None)
    return ShapeResult(TensorSpec((*first[:axis], len(tensors), *first[axis:]), promote(*tensors)))


@op_rule("repeat")
def repeat(call: Call) -> ShapeResult:
    tensor, times = call.tensor("x"), call.integer("repeats", 1)
    shape = tensor.shape or ()
    axis = axis_of(call, call.get("axis"), len(shape), shape)
    size = shape[axis]
    grown = None if size is None else size * times
    return ShapeResult(TensorSpec((*shape[:axis], grown, *shape[axis + 1 :]), tensor.dtype))


@op_rule("one_hot")
def one_hot(call: Call) -> ShapeResult:
    tensor, classes = call.tensor("x"), call.integer("num_classes", 1)
    shape, dtype = tensor.shape or (), call.get("dtype")
    if call.get("axis") != -1:
        raise NotKnown
    name = "float32" if dtype is None else dtype if isinstance(dtype, str) else None
    return ShapeResult(TensorSpec((*shape, classes), name))


@op_rule("einsum")
def einsum(call: Call) -> ShapeResult:
    text, operands = call.get("subscripts"), listed(call, "operands")
    if not isinstance(text, str) or "->" not in text or "." in text:
        raise NotKnown
    left, _, right = text.replace(" ", "").partition("->")
    terms = left.split(",")
    if len(terms) != len(operands):
        raise ShapeError(WRONG_COMBINATION, f"`einsum` expected {len(terms)} tensors, received {len(operands)}")
    sizes: dict[str, int | None] = {}
    for term, operand in zip(terms, operands, strict=True):
        shape = operand.shape or ()
        if len(term) != len(shape):
            raise ShapeError(
                WRONG_COMBINATION,
                f"`einsum` expected {len(term)} dimensions for `{term}`, received {show_shape(shape)}",
            )
        for letter, size in zip(term, shape, strict=True):
            known = sizes.setdefault(letter, size)
            if known != size and (None not in (known, size) or 1 in (known, size)):
                raise NotKnown
            sizes[letter] = size if known is None else known
    if any(letter not in sizes for letter in right):
        raise NotKnown
    dtype = "int32" if all(operand.dtype == "int8" for operand in operands) else promote(*operands)
    return ShapeResult(TensorSpec(tuple(sizes[letter] for letter in right), dtype))


@op_rule(
    "empty",
    "zeros",
    "ones",
    "random.beta",
    "random.binomial",
    "random.gamma",
    "random.normal",
    "random.uniform",
    "random.truncated_normal",
)
def filled(call: Call) -> ShapeResult:
    shape, dtype = sizes_of(call.get("shape")), call.get("dtype")
    if any(size is not None and size < 0 for size in shape):
        raise NotKnown
    return ShapeResult(TensorSpec(shape, "float32" if dtype is None else dtype if isinstance(dtype, str) else None))
