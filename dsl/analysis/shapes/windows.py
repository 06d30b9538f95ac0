"""Functions of `ops.nn` and `ops.image` that move a window over a tensor, with weights that are given to them."""

from __future__ import annotations

from math import prod

from dsl.analysis.shapes.conv import split_channels
from dsl.analysis.shapes.pool import adapted
from dsl.analysis.shapes.registry import call_layer, op_rule
from dsl.analysis.shapes.rule import (
    WRONG_COMBINATION,
    WRONG_DTYPE,
    WRONG_INPUT,
    Call,
    NotKnown,
    ShapeError,
    ShapeResult,
    show_shape,
)
from dsl.ir.graph import Shape, TensorSpec

LAYERS = {
    "conv": "Conv{}D", "conv_transpose": "Conv{}DTranspose", "depthwise_conv": "DepthwiseConv{}D",
    "separable_conv": "SeparableConv{}D",
}  # fmt: skip
"""The layer that does the same with weights of its own."""


def _known(call: Call, name: str, rank: int) -> tuple[int, ...]:
    shape = call.tensor(name).shape or ()
    if len(shape) != rank or None in shape:
        raise NotKnown
    return tuple(size or 0 for size in shape)


@op_rule(*LAYERS)
def convolution(call: Call) -> ShapeResult:
    """As the layer, whose sizes are those of the kernel."""
    tensor = call.tensor("inputs")
    shape = tensor.shape or ()
    rank = len(shape) - 2
    if rank not in (1, 2) and (rank != 3 or call.name in ("depthwise_conv", "separable_conv")):
        raise NotKnown
    kernel = _known(call, "depthwise_kernel" if call.name == "separable_conv" else "kernel", rank + 2)
    channels = split_channels(call, shape)[1]
    transposed = call.name == "conv_transpose"
    taken, made = (kernel[-1], kernel[-2]) if transposed else (kernel[-2], kernel[-1])
    if channels is None or tensor.dtype != "float32":
        raise NotKnown
    groups = channels // taken if call.name == "conv" and channels % taken == 0 else 1
    if taken * groups != channels:
        raise ShapeError(
            WRONG_COMBINATION,
            f"`{call.name}` expected a kernel for the {channels} channels of {show_shape(shape)}, "
            f"received {show_shape(kernel)}",
        )
    if groups > 1:
        raise NotKnown
    arguments = {**call.arguments, "kernel_size": kernel[:rank], "filters": made, "depth_multiplier": made}
    arguments |= {"groups": 1, "use_bias": False}
    if call.name == "separable_conv":
        arguments["filters"] = _known(call, "pointwise_kernel", rank + 2)[-1]
    result = call_layer(Call(LAYERS[call.name].format(rank), arguments, (tensor,), {}, tensor.dtype))
    return ShapeResult(result.outputs)


@op_rule("batch_normalization")
def batch_normalization(call: Call) -> ShapeResult:
    tensor, axis = call.tensor("x"), call.integer("axis")
    shape = tensor.shape or ()
    if not -len(shape) <= axis < len(shape):
        call.refuse("axis", f"an axis of {show_shape(shape)}")
    statistics = {
        name: call.tensor(name) for name in ("mean", "variance", "offset", "scale") if call.get(name) is not None
    }
    for name, statistic in statistics.items():
        vector = statistic.shape or ()
        if vector != (shape[axis],):
            raise ShapeError(
                WRONG_COMBINATION,
                f"`{name}` of `{call.name}`: expected {show_shape((shape[axis],))}, received {show_shape(vector)}",
            )
    dtypes = {statistic.dtype for statistic in statistics.values()} - {None}
    if len(dtypes) > 1:
        shown = " and ".join(sorted(map(str, dtypes)))
        message = f"`{call.name}` expected one dtype for mean and variance, offset and scale, received {shown}"
        raise ShapeError(WRONG_DTYPE, message, "variance")
    if (call.get("offset") is None) != (call.get("scale") is None):
        raise NotKnown
    return ShapeResult(tensor)


@op_rule("image.extract_patches", "image.extract_patches_3d")
def patches(call: Call) -> ShapeResult:
    volume = call.name.endswith("3d")
    rank = 3 if volume else 2
    tensor = call.tensor("volumes" if volume else "images")
    shape = tensor.shape or ()
    if len(shape) != rank + 2 or tensor.dtype != "float32":
        raise NotKnown
    size = call.sizes("size", rank)
    strides = size if call.get("strides") is None else call.sizes("strides", rank)
    channels = split_channels(call, shape)[1]
    if channels is None or isinstance(call.get("dilation_rate"), (list, tuple)):
        raise NotKnown
    made = {"filters": channels * prod(size), "kernel_size": size, "strides": strides, "groups": 1, "use_bias": False}
    return ShapeResult(
        call_layer(Call(f"Conv{rank}D", {**call.arguments, **made}, (tensor,), {}, tensor.dtype)).outputs
    )


@op_rule("image.sobel_edges")
def sobel(call: Call) -> ShapeResult:
    tensor = call.tensor("images")
    if len(tensor.shape or ()) != 4 or tensor.dtype != "float32" or None in (tensor.shape or ())[1:]:
        raise NotKnown
    return ShapeResult(TensorSpec((*(tensor.shape or ()), 2), tensor.dtype))


@op_rule("image.ssim")
def ssim(call: Call) -> ShapeResult:
    one, other = call.tensor("image1"), call.tensor("image2")
    if one.shape != other.shape or len(one.shape or ()) != 4 or {one.dtype, other.dtype} != {"float32"}:
        raise NotKnown
    return ShapeResult(TensorSpec((one.shape or ())[:1], "float32"))


@op_rule("image.affine_transform", "image.elastic_transform", "image.perspective_transform")
def transformed(call: Call) -> ShapeResult:
    tensor = call.tensor("images")
    if len(tensor.shape or ()) not in (3, 4) or tensor.dtype != "float32":
        raise NotKnown
    if call.name == "image.affine_transform":
        _check_points(call, "transform", tensor.shape or (), (8,))
    if call.name == "image.perspective_transform":
        _check_points(call, "start_points", tensor.shape or (), (4, 2))
        _check_points(call, "end_points", tensor.shape or (), (4, 2))
    return ShapeResult(tensor)


def _check_points(call: Call, name: str, images: Shape, sizes: tuple[int, ...]) -> None:
    """NotKnown where a transform is not one for each image: Keras notices when it runs."""
    expected = (images[0], *sizes) if len(images) == 4 else sizes
    if call.tensor(name).shape != expected:
        raise NotKnown


@op_rule("unfold")
def unfold(call: Call) -> ShapeResult:
    """The blocks that a window passes, as columns."""
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    if len(shape) != 4 or None in shape[1:]:
        raise NotKnown
    kernel, dilation = call.sizes("kernel_size", 2), call.sizes("dilation", 2)
    padding, stride = call.sizes("padding", 2, zero=True), call.sizes("stride", 2)
    blocks = 1
    for size, width, spread, side, step in zip(shape[2:], kernel, dilation, padding, stride, strict=True):
        after = ((size or 0) + 2 * side - spread * (width - 1) - 1) // step + 1
        if after < 1:
            raise NotKnown
        blocks *= after
    return ShapeResult(TensorSpec((shape[0], (shape[1] or 0) * prod(kernel), blocks), tensor.dtype))


@op_rule("adaptive_average_pool", "adaptive_max_pool")
def adaptive_pooling(call: Call) -> ShapeResult:
    """So many windows, of whatever size, as TensorFlow gives them when it runs: a symbol has a size too many."""
    tensor = call.tensor("inputs")
    shape = tensor.shape or ()
    if not 3 <= len(shape) <= 5:
        raise ShapeError(
            WRONG_INPUT,
            f"`{call.name}` expected a tensor of 3 to 5 dimensions with the batch, received {show_shape(shape)}",
        )
    given, wanted = split_channels(call, shape)[0], call.get("output_size")
    if isinstance(wanted, list | tuple) and len(wanted) != len(given):
        raise NotKnown
    if None in given:
        raise ShapeError(WRONG_INPUT, f"`{call.name}` expected known sizes to move over, received {show_shape(shape)}")
    return ShapeResult(TensorSpec(adapted(call, shape), tensor.dtype))
