"""Functions of `ops.nn`: what layers do, with weights that are given to them."""

from __future__ import annotations

from dsl.analysis.shapes.pool import pooling
from dsl.analysis.shapes.reduce import axis_of
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import FLOATS, WRONG_COMBINATION, Call, NotKnown, ShapeError, ShapeResult, show_shape
from dsl.ir.graph import Shape, TensorSpec


def _float(call: Call, name: str) -> TensorSpec:
    tensor = call.tensor(name)
    if tensor.dtype not in FLOATS:
        raise NotKnown
    return tensor


@op_rule("average_pool", "max_pool")
def pool(call: Call) -> ShapeResult:
    """As the layer for that many dimensions."""
    tensor = _float(call, "inputs")
    rank = len(tensor.shape or ()) - 2
    if rank not in (1, 2, 3):
        raise NotKnown
    kind = "Max" if call.name == "max_pool" else "Average"
    return pooling(Call(f"{kind}Pooling{rank}D", call.arguments, (tensor,), {}, tensor.dtype))


@op_rule("activations.glu", "glu")
def gated(call: Call) -> ShapeResult:
    tensor = _float(call, "x")
    shape = tensor.shape or ()
    axis = axis_of(call, call.get("axis"), len(shape), shape)
    size = shape[axis]
    if size is None:
        raise NotKnown
    if size % 2:
        raise ShapeError(WRONG_COMBINATION, f"`glu` expected an even size to halve, received {show_shape(shape)}")
    return ShapeResult(TensorSpec((*shape[:axis], size // 2, *shape[axis + 1 :]), tensor.dtype))


@op_rule("activations.hard_silu", "activations.mish", "activations.sparse_plus", "activations.sparse_sigmoid")
def of_floats(call: Call) -> ShapeResult:
    return ShapeResult(_float(call, "x"))


@op_rule("activations.sparsemax")
def sparsemax(call: Call) -> ShapeResult:
    tensor = _float(call, "x")
    if call.get("axis") != -1 or tensor.dtype != "float32":
        raise NotKnown
    return ShapeResult(tensor)


@op_rule("normalize", "sparsemax")
def along(call: Call) -> ShapeResult:
    tensor = _float(call, "x")
    shape = tensor.shape or ()
    axis_of(call, call.get("axis"), len(shape), shape)
    return ShapeResult(TensorSpec(shape, tensor.dtype if tensor.dtype == "float32" else None))


@op_rule("layer_normalization", "rms_normalization")
def normalization(call: Call) -> ShapeResult:
    if any(call.get(name) is not None for name in ("gamma", "beta", "scale")):
        raise NotKnown
    tensor, axis = _float(call, "x"), call.get("axis")
    rank = len(tensor.shape or ())
    if not isinstance(axis, int) or not -rank <= axis < rank:
        raise NotKnown
    return ShapeResult(tensor)


@op_rule("moments")
def moments(call: Call) -> ShapeResult:
    tensor, axes = _float(call, "x"), call.get("axes")
    shape = tensor.shape or ()
    values = axes if isinstance(axes, (list, tuple)) else (axes,)
    places = [axis_of(call, axis, len(shape), shape, "axes") for axis in values]
    if call.flag("synchronized") or len(set(places)) < len(places) or not places:
        raise NotKnown
    kept: list[int | None] = []
    for place, size in enumerate(shape):
        if place not in places:
            kept.append(size)
        elif call.flag("keepdims"):
            kept.append(1)
    return ShapeResult([TensorSpec(tuple(kept), tensor.dtype)] * 2)


@op_rule("binary_crossentropy", "categorical_crossentropy")
def crossentropy(call: Call) -> ShapeResult:
    target, output = _float(call, "target"), _float(call, "output")
    wanted, shape = target.shape or (), output.shape or ()
    if target.dtype != output.dtype:
        raise NotKnown
    _check_same(call, wanted, shape)
    if wanted != shape or not shape:
        raise NotKnown
    if call.name == "binary_crossentropy":
        return ShapeResult(output)
    if call.get("axis") != -1:
        raise NotKnown
    return ShapeResult(TensorSpec(shape[:-1], output.dtype))


@op_rule("sparse_categorical_crossentropy")
def sparse_crossentropy(call: Call) -> ShapeResult:
    target, output = call.tensor("target"), _float(call, "output")
    wanted, shape = target.shape or (), output.shape or ()
    if target.dtype not in ("int32", "int64", "uint8") or call.get("axis") != -1 or len(shape) < 2:
        raise NotKnown
    if wanted != shape[:-1]:
        raise NotKnown
    return ShapeResult(TensorSpec(shape[:-1], output.dtype))


def _check_same(call: Call, one: Shape, other: Shape) -> None:
    pairs = zip(one, other, strict=False)
    if len(one) != len(other) or any(None not in pair and pair[0] != pair[1] for pair in pairs):
        raise ShapeError(
            WRONG_COMBINATION, f"`{call.name}` expected one shape, received {show_shape(one)} and {show_shape(other)}"
        )


@op_rule("dot_product_attention")
def attention(call: Call) -> ShapeResult:
    query, key, value = (_float(call, name) for name in ("query", "key", "value"))
    shape = query.shape or ()
    if {len(shape), len(key.shape or ()), len(value.shape or ())} != {4}:
        raise NotKnown
    if key.shape != value.shape or shape[2:] != (key.shape or ())[2:] or None in shape[2:]:
        raise NotKnown
    if len({query.dtype, key.dtype, value.dtype}) > 1:
        raise NotKnown
    return ShapeResult(query)


@op_rule("depth_to_space", "space_to_depth")
def blocks(call: Call) -> ShapeResult:
    tensor, block = call.tensor("x"), call.integer("block_size", 2)
    shape = tensor.shape or ()
    if len(shape) != 4 or None in shape[1:] or call.channels_first():
        raise NotKnown
    height, width, channels = (size or 0 for size in shape[1:])
    if call.name == "depth_to_space":
        if channels % block**2:
            raise NotKnown
        sizes = (height * block, width * block, channels // block**2)
    else:
        if height % block or width % block:
            raise NotKnown
        sizes = (height // block, width // block, channels * block**2)
    return ShapeResult(TensorSpec((shape[0], *sizes), tensor.dtype))
