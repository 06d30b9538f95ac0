"""Pooling."""

from __future__ import annotations

from dsl.analysis.shapes.conv import join_channels, split_channels
from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import NO_SIZE, Call, ShapeError, ShapeResult, show_shape
from dsl.ir.graph import Shape, TensorSpec


def _names(prefix: str) -> tuple[str, ...]:
    return tuple(f"{prefix}Pooling{rank}D" for rank in (1, 2, 3))


@layer_rule(*_names("Max"), *_names("Average"), weightless=True)
def pooling(call: Call) -> ShapeResult:
    rank = int(call.name[-2])
    shape = call.shape_of_rank(rank + 2)
    width = call.sizes("pool_size", rank)
    strides = width if call.get("strides") is None else call.sizes("strides", rank)
    padding = call.choice("padding", "valid", "same")
    sizes, channels = split_channels(call, shape)
    after = tuple(
        _pooled(call, shape, size, one if padding == "valid" else 1, stride)
        for size, one, stride in zip(sizes, width, strides, strict=True)
    )
    return ShapeResult(TensorSpec(join_channels(call, shape[0], after, channels), call.dtype))


def _pooled(call: Call, shape: Shape, size: int | None, width: int, stride: int) -> int | None:
    if size is None:
        return None
    if size < width:
        raise ShapeError(
            NO_SIZE,
            f"`{call.name}` expected a size of at least {width} to pool, received {show_shape(shape)}",
        )
    return (size - width) // stride + 1


@layer_rule(*_names("GlobalMax"), *_names("GlobalAverage"), weightless=True)
def global_pooling(call: Call) -> ShapeResult:
    rank = int(call.name[-2])
    call.one_shape()
    shape = call.shape_of_rank(rank + 2)
    channels = split_channels(call, shape)[1]
    ones: Shape = (1,) * rank
    kept = join_channels(call, shape[0], ones, channels) if call.flag("keepdims") else (shape[0], channels)
    return ShapeResult(TensorSpec(kept, call.dtype))


@layer_rule(*_names("AdaptiveMax"), *_names("AdaptiveAverage"), weightless=True)
def adaptive_pooling(call: Call) -> ShapeResult:
    rank = int(call.name[-2])
    shape = call.shape_of_rank(rank + 2)
    return ShapeResult(TensorSpec(adapted(call, shape), call.dtype))


def adapted(call: Call, shape: Shape) -> Shape:
    """The shape with so many windows as `output_size` says.

    Up to 3.15 Keras tries windows that are larger by 1 as well: one over a whole dimension is built, and fails when it
    is traced for training.
    """
    given, channels = split_channels(call, shape)
    sizes = call.sizes("output_size", len(given))
    if 1 in given:
        raise ShapeError(NO_SIZE, f"`{call.name}` expected sizes of at least 2 to pool, received {show_shape(shape)}")
    if 1 in sizes:
        whole = f"GlobalMaxPooling{len(given)}D" if "max" in call.name.lower() else f"GlobalAveragePooling{len(given)}D"
        call.refuse("output_size", f"2 windows or more a dimension (one over all: `{whole}(keepdims=True)`)")
    return join_channels(call, shape[0], sizes, channels)
