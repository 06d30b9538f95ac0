"""Convolutions."""

from __future__ import annotations

from math import prod

from dsl.analysis.shapes.dense import check_low_rank
from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import (
    NO_SIZE,
    WRONG_INPUT,
    Call,
    ShapeError,
    ShapeResult,
    show_shape,
    weights,
)
from dsl.ir.graph import Shape, TensorSpec


def rank_of(name: str) -> int:
    """The number of dimensions that a layer moves over: 2 for `Conv2D` and `Conv2DTranspose`."""
    return int(name.removesuffix("Transpose")[-2])


def split_channels(call: Call, shape: Shape) -> tuple[Shape, int | None]:
    """The sizes that a layer moves over, and the number of channels."""
    return (shape[2:], shape[1]) if call.channels_first() else (shape[1:-1], shape[-1])


def join_channels(call: Call, batch: int | None, sizes: Shape, channels: int | None) -> Shape:
    """The shape with its channels where the data format has them."""
    return (batch, channels, *sizes) if call.channels_first() else (batch, *sizes, channels)


def _channels(call: Call, shape: Shape) -> int:
    channels = split_channels(call, shape)[1]
    if channels is None:
        raise ShapeError(
            WRONG_INPUT, f"`{call.name}` expected a known number of channels, received {show_shape(shape)}"
        )
    return channels


def moved(call: Call, shape: Shape, rank: int) -> Shape:
    """The sizes after the kernel has moved over the input."""
    kernel, strides = call.sizes("kernel_size", rank), call.sizes("strides", rank)
    dilation = call.sizes("dilation_rate", rank)
    choices = ("valid", "same", "causal") if call.name in ("Conv1D", "SeparableConv1D") else ("valid", "same")
    padding = call.choice("padding", *choices)
    if call.name.startswith("Conv"):
        _check_one_is_1(call, strides, dilation)
    sizes = []
    for size, width, stride, spread in zip(split_channels(call, shape)[0], kernel, strides, dilation, strict=True):
        reach = spread * (width - 1) + 1 if padding == "valid" else 1
        after = None if size is None else (size - reach) // stride + 1
        if after is not None and after <= 0:
            raise ShapeError(
                NO_SIZE,
                f"`{call.name}` expected a size of at least {reach} to move over, received {show_shape(shape)}",
            )
        sizes.append(after)
    return tuple(sizes)


def _check_one_is_1(call: Call, strides: tuple[int, ...], dilation: tuple[int, ...]) -> None:
    if max(strides) > 1 and max(dilation) > 1:
        raise call.wrong(
            "dilation_rate", f"`{call.name}` expected `strides` or `dilation_rate` to be 1, received neither"
        )


@layer_rule("Conv1D", "Conv2D", "Conv3D")
def convolution(call: Call) -> ShapeResult:
    rank = rank_of(call.name)
    filters, groups = call.integer("filters", 1), call.integer("groups", 1)
    shape = call.shape_of_rank(rank + 2)
    channels = _channels(call, shape)
    for name, number in (("filters", filters), ("channels of the input", channels)):
        if number % groups:
            raise call.wrong(
                "groups",
                f"`{call.name}`: expected {name} that {groups} groups divide, received {number}",
            )
    sizes = moved(call, shape, rank)
    check_low_rank(call)
    kernel = prod(call.sizes("kernel_size", rank)) * (channels // groups) * filters
    output = TensorSpec(join_channels(call, shape[0], sizes, filters), call.dtype)
    return ShapeResult(output, weights(kernel + filters * call.flag("use_bias")), (channels,))


@layer_rule("DepthwiseConv1D", "DepthwiseConv2D")
def depthwise(call: Call) -> ShapeResult:
    rank = rank_of(call.name)
    shape = call.shape_of_rank(rank + 2)
    channels = _channels(call, shape)
    filters = channels * call.integer("depth_multiplier", 1)
    kernel = prod(call.sizes("kernel_size", rank)) * filters
    output = TensorSpec(join_channels(call, shape[0], moved(call, shape, rank), filters), call.dtype)
    return ShapeResult(output, weights(kernel + filters * call.flag("use_bias")), (channels,))


@layer_rule("SeparableConv1D", "SeparableConv2D")
def separable(call: Call) -> ShapeResult:
    rank = rank_of(call.name)
    shape = call.shape_of_rank(rank + 2)
    channels = _channels(call, shape)
    filters, wide = call.integer("filters", 1), channels * call.integer("depth_multiplier", 1)
    kernel = prod(call.sizes("kernel_size", rank)) * wide + wide * filters
    output = TensorSpec(join_channels(call, shape[0], moved(call, shape, rank), filters), call.dtype)
    return ShapeResult(output, weights(kernel + filters * call.flag("use_bias")), (channels,))


@layer_rule("Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose")
def transposed(call: Call) -> ShapeResult:
    rank = rank_of(call.name)
    filters = call.integer("filters", 1)
    shape = call.shape_of_rank(rank + 2)
    channels = _channels(call, shape)
    kernel, strides = call.sizes("kernel_size", rank), call.sizes("strides", rank)
    _check_one_is_1(call, strides, call.sizes("dilation_rate", rank))
    sizes = tuple(
        _spread(call, size, width, stride, spread, extra)
        for size, width, stride, spread, extra in zip(
            split_channels(call, shape)[0],
            kernel,
            strides,
            call.sizes("dilation_rate", rank),
            _output_padding(call, rank, strides),
            strict=True,
        )
    )
    count = prod(kernel) * channels * filters + filters * call.flag("use_bias")
    output = TensorSpec(join_channels(call, shape[0], sizes, filters), call.dtype)
    return ShapeResult(output, weights(count), (channels,))


def _output_padding(call: Call, rank: int, strides: tuple[int, ...]) -> tuple[int | None, ...]:
    if call.get("output_padding") is None:
        return (None,) * rank
    given = call.get("output_padding")
    items = given if isinstance(given, list | tuple) else (given,)
    if any(item is None or isinstance(item, float | str | list | tuple | dict) for item in items):
        call.refuse("output_padding", "whole numbers less than `strides`")
    extra = call.sizes("output_padding", rank, zero=True)
    if any(more >= stride for more, stride in zip(extra, strides, strict=True)):
        call.refuse("output_padding", "less than `strides`")
    return extra


def _spread(call: Call, size: int | None, width: int, stride: int, spread: int, extra: int | None) -> int | None:
    """The size that a transposed convolution makes of one size."""
    same = call.choice("padding", "valid", "same") == "same"
    if size is None:
        return None
    reach = (width - 1) * spread + 1
    if same and extra is None:
        return size * stride
    if same:
        return (size - 1) * stride + reach % 2 + (extra or 0)
    return (size - 1) * stride + reach + (max(reach, stride) - reach if extra is None else extra)
