"""Layers that only rearrange: flatten, reshape, permute, repeat, crop, pad, upsample."""

from __future__ import annotations

from math import prod

from dsl.analysis.shapes.conv import join_channels, split_channels
from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import (
    NO_SIZE,
    WRONG_COMBINATION,
    Call,
    NotKnown,
    ShapeError,
    ShapeResult,
    show_shape,
)
from dsl.ir.graph import Shape, TensorSpec

INTERPOLATIONS = ("bicubic", "bilinear", "lanczos3", "lanczos5", "nearest")


def _names(prefix: str) -> tuple[str, ...]:
    return tuple(f"{prefix}{rank}D" for rank in (1, 2, 3))


@layer_rule("Flatten", weightless=True)
def flatten(call: Call) -> ShapeResult:
    batch, *sizes = call.shape_of_rank(*range(1, 17))
    known = [size for size in sizes if size is not None]
    size = prod(known) if len(known) == len(sizes) else None
    return ShapeResult(TensorSpec((batch, size), call.kept_dtype()))


@layer_rule("Reshape", weightless=True)
def reshape(call: Call) -> ShapeResult:
    call.not_several()
    if isinstance(call.get("target_shape"), dict | str):
        call.refuse("target_shape", "a list of sizes")
    target = _whole_numbers(call, "target_shape")
    batch, *sizes = call.shape_of_rank(*range(1, 17))
    return ShapeResult(TensorSpec((batch, *reshaped(call, tuple(sizes), target)), call.kept_dtype()))


def reshaped(call: Call, sizes: Shape, target: tuple[int, ...]) -> Shape:
    """The sizes of `target`, with what its -1 stands for."""
    if any(size < -1 for size in target) or target.count(-1) > 1:
        raise call.wrong(
            "target_shape" if call.name == "Reshape" else "newshape",
            f"`{call.name}` expected sizes from 0, or one -1, received {show_shape(target)}",
        )
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes):
        return tuple(None if size == -1 else size for size in target)
    total, rest = prod(known), prod(size for size in target if size != -1)
    fits = total == rest if -1 not in target else rest != 0 and total % rest == 0
    if not fits:
        raise ShapeError(
            WRONG_COMBINATION,
            f"`{call.name}` expected {total} numbers, as in {show_shape(sizes)}, received {show_shape(target)}",
        )
    return tuple(total // rest if size == -1 else size for size in target)


def _whole_numbers(call: Call, name: str) -> tuple[int, ...]:
    value = call.get(name)
    if not isinstance(value, (list, tuple)):
        raise NotKnown
    if any(not isinstance(item, int) or isinstance(item, bool) for item in value):
        raise NotKnown
    return tuple(value)


@layer_rule("Permute", weightless=True)
def permute(call: Call) -> ShapeResult:
    dims = _whole_numbers(call, "dims")
    if sorted(dims) != list(range(1, len(dims) + 1)):
        call.refuse("dims", "each of 1, 2, … once")
    shape = call.shape_of_rank(len(dims) + 1)
    return ShapeResult(TensorSpec((shape[0], *(shape[dim] for dim in dims)), call.kept_dtype()))


@layer_rule("RepeatVector", weightless=True)
def repeat_vector(call: Call) -> ShapeResult:
    times = call.integer("n", 1)
    batch, size = call.shape_of_rank(2)
    return ShapeResult(TensorSpec((batch, times, size), call.dtype))


@layer_rule(*_names("UpSampling"), weightless=True)
def upsampling(call: Call) -> ShapeResult:
    rank = int(call.name[-2])
    shape = call.shape_of_rank(rank + 2)
    sizes, channels = split_channels(call, shape)
    factors = call.sizes("size", rank)
    if rank == 2:
        # Keras looks at the word only when it runs.
        call.choice("interpolation", *INTERPOLATIONS)
    grown = tuple(None if size is None else size * factor for size, factor in zip(sizes, factors, strict=True))
    return ShapeResult(TensorSpec(join_channels(call, shape[0], grown, channels), call.dtype))


@layer_rule(*_names("ZeroPadding"), weightless=True)
def zero_padding(call: Call) -> ShapeResult:
    rank = int(call.name[-2])
    shape = call.shape_of_rank(rank + 2)
    sizes, channels = split_channels(call, shape)
    sides = _sides(call, "padding", rank)
    padded = tuple(None if size is None else size + sum(two) for size, two in zip(sizes, sides, strict=True))
    return ShapeResult(TensorSpec(join_channels(call, shape[0], padded, channels), call.dtype))


@layer_rule(*_names("Cropping"), weightless=True)
def cropping(call: Call) -> ShapeResult:
    rank = int(call.name[-2])
    shape = call.shape_of_rank(rank + 2)
    sizes, channels = split_channels(call, shape)
    sides = _sides(call, "cropping", rank)
    cropped = tuple(None if size is None else size - sum(two) for size, two in zip(sizes, sides, strict=True))
    if any(size is not None and size <= 0 for size in cropped):
        raise ShapeError(
            NO_SIZE,
            f"`{call.name}` expected sizes larger than what it cuts off, received {show_shape(shape)}",
        )
    return ShapeResult(TensorSpec(join_channels(call, shape[0], cropped, channels), call.dtype))


def _sides(call: Call, name: str, rank: int) -> list[tuple[int, int]]:
    """How much is put or cut at the two sides of each dimension."""
    value = call.get(name)
    if isinstance(value, int):
        return [_two_sides(call, name, value)] * rank
    if not isinstance(value, (list, tuple)):
        raise NotKnown
    if rank == 1:
        value = (value,)
    if len(value) != rank:
        call.refuse(name, f"a whole number, or {rank} of them, or {rank} pairs")
    return [_two_sides(call, name, side) for side in value]


def _two_sides(call: Call, name: str, value: object) -> tuple[int, int]:
    both = (value, value) if isinstance(value, int) else value
    if not isinstance(both, (list, tuple)):
        raise NotKnown
    if len(both) != 2 or any(not isinstance(side, int) or side < 0 for side in both):
        call.refuse(name, "whole numbers from 0, or pairs of them")
    return int(both[0]), int(both[1])
