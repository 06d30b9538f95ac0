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
    size = prod(_sizes(call, shape, _axes(call, shape)))
    trainable = size * (call.flag("scale") + call.flag("center"))
    moving = size * (5 if call.flag("renorm") else 2)
    return ShapeResult(TensorSpec(shape, call.dtype), weights(trainable, moving), (size, len(shape)))


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
    shape = call.shape()
    axes = () if call.get("axis") is None else _axes(call, shape)
    if len(set(axes)) < len(axes):
        call.refuse("axis", "each axis once")
    size = prod(_sizes(call, shape, tuple(sorted(axes))))
    given = call.get("mean") is not None
    if given != (call.get("variance") is not None):
        raise call.wrong(
            "mean" if given else "variance", "`Normalization` expected both `mean` and `variance`, or neither"
        )
    for name in ("mean", "variance"):
        if call.get(name) in ((), []):
            call.refuse(name, "a number, or one for each size along the axes")
    return ShapeResult(TensorSpec(shape, call.dtype), weights(0, 0 if given else 2 * size + 1))
