"""Dense, Embedding, and the layers that leave the shape as it is."""

from __future__ import annotations

from dataclasses import replace
from math import prod

from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import WRONG_INPUT, Call, NotKnown, ShapeError, ShapeResult, is_plain, show_shape, weights
from dsl.ir.graph import UNKNOWN_SPEC, TensorSpec

UNCHANGED = (
    "Activation", "ActivityRegularization", "AlphaDropout", "Dropout", "ELU", "GaussianDropout", "GaussianNoise",
    "LeakyReLU", "Masking", "ReLU", "Softmax", "ThresholdedReLU", "UnitNormalization",
)  # fmt: skip


def check_low_rank(call: Call) -> None:
    """NotKnown where weights come in two factors, or as numbers of fewer bits."""
    rank = call.get("lora_rank")
    if isinstance(rank, str | float | list | tuple) or (isinstance(rank, int) and rank < 0):
        call.refuse("lora_rank", "a whole number or None")
    if rank or call.get("quantization_config") is not None:
        raise NotKnown


@layer_rule("Dense")
def dense(call: Call) -> ShapeResult:
    shape = call.shape()
    if len(shape) < 2:
        raise ShapeError(
            WRONG_INPUT,
            f"`Dense` expected a tensor of 2 or more dimensions with the batch, received {show_shape(shape)}",
        )
    size = call.size(0, -1)
    check_low_rank(call)
    units = call.integer("units", 1)
    count = size * units + units * call.flag("use_bias")
    return ShapeResult(TensorSpec((*shape[:-1], units), call.dtype), weights(count), (size,))


@layer_rule("Embedding")
def embedding(call: Call) -> ShapeResult:
    call.not_several()
    check_low_rank(call)
    if call.get("weights") is not None:
        raise NotKnown
    rows, columns = call.integer("input_dim", 1), call.integer("output_dim", 1)
    return ShapeResult(TensorSpec((*call.shape(), columns), call.dtype), weights(rows * columns))


@layer_rule("ReversibleEmbedding")
def reversible_embedding(call: Call) -> ShapeResult:
    if call.get("weights") is not None or call.get("quantization_config") is not None:
        raise NotKnown
    rows, columns = call.integer("input_dim", 1), call.integer("output_dim", 1)
    if len(call.inputs) > 1 and isinstance(call.inputs[1], TensorSpec):
        raise ShapeError(WRONG_INPUT, "`ReversibleEmbedding` expected one tensor, received 2: `reverse` is a flag")
    count = weights(rows * columns * (1 if call.flag("tie_weights") else 2))
    reverse, shape = call.options.get("reverse", False), call.one_shape()
    if not isinstance(reverse, bool):
        return ShapeResult(UNKNOWN_SPEC, count)
    return ShapeResult(TensorSpec((*shape[:-1], rows) if reverse else (*shape, columns), call.dtype), count)


@layer_rule(*UNCHANGED, weightless=True)
def unchanged(call: Call) -> ShapeResult:
    if call.name == "UnitNormalization":
        axes = call.get("axis")
        for axis in axes if isinstance(axes, list | tuple) else (axes,):
            _check_axis(call, axis)
    return ShapeResult(TensorSpec(call.one_shape(), call.dtype))


def _check_axis(call: Call, axis: object) -> None:
    """A list, which is put into one tensor, has as many axes for Keras as there are tensors in it."""
    given = call.inputs[0] if call.inputs else None
    if isinstance(given, list):
        if is_plain(axis) and (not isinstance(axis, int) or not -len(given) <= axis < len(given)):
            call.refuse("axis", f"a place in the list of {len(given)}")
        call.not_a_list()
    shape = call.one_shape()
    if not isinstance(axis, int) or not -len(shape) <= axis < len(shape):
        call.refuse("axis", f"an axis of {show_shape(shape)}, or several")


@layer_rule("SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", weightless=True)
def spatial_dropout(call: Call) -> ShapeResult:
    given = call.inputs[0] if call.inputs else None
    if isinstance(given, list) and len(given) == 1:
        # Keras takes a list of one, of which it gives a list of one.
        spatial_dropout(replace(call, inputs=tuple(given)))
        raise NotKnown
    return ShapeResult(TensorSpec(call.shape_of_rank(int(call.name[-2]) + 2), call.dtype))


@layer_rule("Identity", weightless=True)
def identity(call: Call) -> ShapeResult:
    return ShapeResult(TensorSpec(call.one_shape(), call.kept_dtype()))


@layer_rule("PReLU")
def prelu(call: Call) -> ShapeResult:
    shape = call.one_shape()
    sizes = list(shape[1:])
    for axis in _shared_axes(call):
        if not 1 - len(sizes) <= axis <= len(sizes):
            call.refuse("shared_axes", f"axes from 1 to {len(sizes)} for {show_shape(shape)}")
        sizes[axis - 1] = 1
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes):
        raise ShapeError(
            WRONG_INPUT,
            f"`PReLU` expected known sizes where `shared_axes` has none, received {show_shape(shape)}",
        )
    return ShapeResult(TensorSpec(shape, call.dtype), weights(prod(known)))


def _shared_axes(call: Call) -> list[int]:
    value = call.get("shared_axes")
    axes = value if isinstance(value, (list, tuple)) else () if value is None else (value,)
    if not all(isinstance(axis, int) for axis in axes):
        call.refuse("shared_axes", "a whole number, or several")
    return list(axes)
