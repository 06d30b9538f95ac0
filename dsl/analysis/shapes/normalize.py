"""Normalizations."""

from __future__ import annotations

from math import prod

from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import (
    WRONG_INPUT,
    Call,
    NotKnown,
    ShapeError,
    ShapeResult,
    is_plain,
    show_shape,
    weights,
)
from dsl.ir.graph import Shape, TensorSpec


def _axes(call: Call, shape: Shape) -> tuple[int, ...]:
    """The axes that have weights, counted from the front."""
    value = call.get("axis")
    axes = value if isinstance(value, (list, tuple)) else (value,)
    if any(isinstance(axis, list | tuple | float | str) or axis is None for axis in axes):
        call.refuse("axis", "a whole number, or several")
    if not all(isinstance(axis, int) for axis in axes):
        raise NotKnown
    for axis in axes:
        if not -len(shape) <= axis < len(shape):
            call.refuse("axis", f"an axis of {show_shape(shape)}")
    return tuple(axis % len(shape) for axis in axes)


def _sizes(call: Call, shape: Shape, axes: tuple[int, ...]) -> tuple[int, ...]:
    sizes = tuple(shape[axis] for axis in axes)
    known = tuple(size for size in sizes if size is not None)
    if len(known) < len(sizes):
        raise ShapeError(
            WRONG_INPUT, f"`{call.name}` expected a known size along its axis, received {show_shape(shape)}"
        )
    return known


@layer_rule("BatchNormalization")
def batch_normalization(call: Call) -> ShapeResult:
    shape, axis = call.shape(), call.get("axis")
    if isinstance(axis, float) and -len(shape) <= int(axis) < len(shape):
        # Keras cuts the fraction off.
        _sizes(call, shape, (int(axis),))
    call.integer("axis")
    _check_clipping(call)
    size = prod(_sizes(call, shape, _axes(call, shape)))
    trainable = size * (call.flag("scale") + call.flag("center"))
    moving = size * (5 if call.flag("renorm") else 2)
    return ShapeResult(TensorSpec(shape, call.dtype), weights(trainable, moving), (size, len(shape)))


def _check_clipping(call: Call) -> None:
    """Keras looks at how the corrections are clipped only where there are any."""
    clipping = call.get("renorm_clipping")
    if not call.flag("renorm") or not clipping or not is_plain(clipping):
        return
    if not isinstance(clipping, dict) or not {"rmax", "rmin", "dmax"}.issuperset(clipping):
        call.refuse("renorm_clipping", "a dict of `rmax`, `rmin` and `dmax`")
    assert isinstance(clipping, dict)
    most, least, shift = (clipping.get(name) for name in ("rmax", "rmin", "dmax"))
    if isinstance(most, int | float) and isinstance(least, int | float) and most < least:
        call.refuse("renorm_clipping", "`rmax` to be no less than `rmin`")
    if isinstance(shift, int | float) and shift < 0:
        call.refuse("renorm_clipping", "`dmax` from 0")


@layer_rule("LayerNormalization")
def layer_normalization(call: Call) -> ShapeResult:
    shape, rms = call.shape(), call.get("rms_scaling")
    axes, kinds = _axes(call, shape), call.flag("scale") + call.flag("center")
    size = prod(_sizes(call, shape, axes)) if kinds or rms else 0
    if rms:
        raise NotKnown
    return ShapeResult(TensorSpec(shape, call.dtype), weights(size * kinds))


@layer_rule("RMSNormalization")
def rms_normalization(call: Call) -> ShapeResult:
    shape = call.shape()
    return ShapeResult(TensorSpec(shape, call.dtype), weights(prod(_sizes(call, shape, _axes(call, shape)))))


@layer_rule("GroupNormalization")
def group_normalization(call: Call) -> ShapeResult:
    shape = call.shape()
    if not isinstance(call.get("axis"), int):
        raise NotKnown
    size = _sizes(call, shape, _axes(call, shape))[0]
    groups = call.integer("groups")
    if groups == -1:
        groups = size
    if groups < 1:
        call.refuse("groups", "a whole number of at least 1, or -1")
    if size % groups:
        raise call.wrong(
            "groups",
            f"`groups` of `GroupNormalization`: expected a number that divides {size}, received {groups}",
        )
    count = size * (call.flag("scale") + call.flag("center"))
    return ShapeResult(TensorSpec(shape, call.dtype), weights(count), (size, len(shape)))


@layer_rule("Normalization")
def normalization(call: Call) -> ShapeResult:
    _check_both(call)
    if call.get("axis") in (None, (), []):
        _check_given(call, (), ())
        call.not_a_list()
    shape = call.shape()
    axes = () if call.get("axis") is None else _axes(call, shape)
    sizes = _sizes(call, shape, tuple(sorted(axes)))
    if _check_given(call, tuple(sorted(axes)), sizes):
        return ShapeResult(TensorSpec(shape, call.dtype))
    if prod(sizes) > prod(dict(zip(sorted(axes), sizes, strict=True)).values()):
        call.refuse("axis", "each axis once")
    return ShapeResult(TensorSpec(shape, call.dtype), weights(0, 2 * prod(sizes) + 1))


def _check_both(call: Call) -> None:
    given = [name for name in ("mean", "variance") if call.get(name) is not None]
    if len(given) == 1:
        raise call.wrong(given[0], "`Normalization` expected both `mean` and `variance`, or neither")


def _check_given(call: Call, axes: tuple[int, ...], sizes: tuple[int, ...]) -> bool:
    """Whether mean and variance are given: both, in one shape that spreads over the sizes along the axes."""
    given = [name for name in ("mean", "variance") if call.get(name) is not None]
    shapes = [_check_spread(call, name, axes, sizes) for name in given]
    if shapes and shapes[0] != shapes[1]:
        raise call.wrong(
            "variance",
            f"`variance` of `Normalization` expected the shape of `mean`, {show_shape(shapes[0])}, "
            f"received {show_shape(shapes[1])}",
        )
    return shapes != []


def _check_spread(call: Call, name: str, axes: tuple[int, ...], sizes: tuple[int, ...]) -> Shape:
    """The shape of numbers that are given for sizes along axes, from the last one on."""
    shape = _shape_of(call.get(name))
    if shape is None or len(shape) > len(axes):
        call.refuse(name, "a number" + ", or one for each size along the axes" * bool(axes))
    assert shape is not None
    # Of an axis that is named twice, the first place says how many numbers there are.
    along = dict(zip(reversed(axes), reversed(shape), strict=False))
    fits = all(along.get(axis, 1) in (1, size) for axis, size in zip(axes, sizes, strict=True))
    if not fits or prod(along.values()) != prod(shape):
        call.refuse(name, f"a number, or one for each size along the axes: {show_shape(sizes)}")
    return shape


def _shape_of(value: object) -> tuple[int, ...] | None:
    """The shape of a number, or of numbers in lists; None where they are of no shape, or no numbers."""
    if not is_plain(value):
        raise NotKnown
    if not isinstance(value, list | tuple):
        return () if isinstance(value, int | float) else None
    shapes = {_shape_of(item) for item in value}
    inner = shapes.pop() if len(shapes) == 1 else None
    return None if inner is None else (len(value), *inner)
