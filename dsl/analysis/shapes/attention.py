"""Attention."""

from __future__ import annotations

from math import prod

from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import (
    WRONG_COMBINATION,
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


@layer_rule("MultiHeadAttention")
def multi_head_attention(call: Call) -> ShapeResult:
    query, value, key = _operands(call)
    _check_rate(call)
    _check_key(call, value, key)
    sizes = [_last(call, shape) for shape in (query, key, value)]
    output = _output_sizes(call)
    _check_axes(call, query)
    if min(len(query), len(value), len(key)) < 3:
        raise NotKnown
    heads, width = call.integer("num_heads", 1), call.integer("key_dim", 1)
    depth = width if call.get("value_dim") is None else call.integer("value_dim", 1)
    bias = 1 if call.flag("use_bias") else 0
    count = heads * width * (sizes[0] + sizes[1] + 2 * bias) + heads * depth * (sizes[2] + bias)
    if call.flag("use_gate"):
        count += heads * depth * (sizes[0] + bias)
    count += prod(output or (sizes[0],)) * (heads * depth + bias)
    result = TensorSpec((*query[:-1], *(output or (sizes[0],))), call.dtype)
    if not _scores_wanted(call):
        return ShapeResult(result, weights(count), tuple(sizes))
    # Keras says that there are as many scores as steps of the query, whatever the value has.
    is_square = len(query) == 3 and value[1] == query[1]
    scores = TensorSpec((query[0], heads, query[1], query[1]) if is_square else None, call.dtype)
    return ShapeResult([result, scores], weights(count), tuple(sizes))


def _check_rate(call: Call) -> None:
    """The dropout layer inside is made when the weights are, so that only then its rate is refused."""
    rate = call.get("dropout")
    if isinstance(rate, int | float) and not 0 <= rate <= 1:
        call.refuse("dropout", "a number from 0 to 1")
    flash = call.get("flash_attention")
    if isinstance(rate, int | float) and rate > 0 and is_plain(flash) and flash:
        call.refuse("dropout", "0, as `flash_attention` is true")


def _check_axes(call: Call, query: Shape) -> None:
    """The axes along which is attended; Keras goes by the query with its heads, which have an axis more."""
    axes = call.get("attention_axes")
    for axis in axes if isinstance(axes, list | tuple) else (axes,) if isinstance(axes, int) else ():
        if is_plain(axis) and (not isinstance(axis, int) or not -len(query) <= axis < len(query)):
            call.refuse("attention_axes", f"an axis of {show_shape(query)}, or several")


def _check_key(call: Call, value: Shape, key: Shape) -> None:
    if value[1:-1] != key[1:-1]:
        raise ShapeError(
            WRONG_COMBINATION,
            f"`{call.name}` expected a key and a value that differ in the last size only, "
            f"received {show_shape(key)} and {show_shape(value)}",
        )


def _operands(call: Call) -> tuple[Shape, Shape, Shape]:
    """The shapes of query, value and key, by position or by name."""
    given = dict(zip(("query", "value", "key"), call.inputs, strict=False)) | dict(call.options)
    if "query" not in given or "value" not in given:
        raise ShapeError(WRONG_INPUT, f"`{call.name}` expected a query and a value, received one tensor")
    shapes = []
    for name in ("query", "value", "key"):
        tensor = given.get(name)
        if name == "key" and tensor is None:
            tensor = given["value"]
        if not isinstance(tensor, TensorSpec) or tensor.shape is None:
            raise NotKnown
        shapes.append(tensor.shape)
    return shapes[0], shapes[1], shapes[2]


def _output_sizes(call: Call) -> tuple[int, ...]:
    value = call.get("output_shape")
    sizes = (value,) if isinstance(value, int) else value or ()
    if not isinstance(sizes, (list, tuple)):
        raise NotKnown
    if any(size is None or isinstance(size, float | str | list | tuple) for size in sizes):
        call.refuse("output_shape", "positive whole numbers")
    if not all(isinstance(size, int) for size in sizes):
        raise NotKnown
    if any(size < 0 for size in sizes):
        call.refuse("output_shape", "positive whole numbers")
    if 0 in sizes:
        raise NotKnown
    return tuple(sizes)


def _last(call: Call, shape: Shape) -> int:
    size = shape[-1]
    if size is None:
        raise ShapeError(WRONG_INPUT, f"`{call.name}` expected a known last size, received {show_shape(shape)}")
    return size


def _scores_wanted(call: Call) -> bool:
    wanted = call.options.get("return_attention_scores", False)
    if not isinstance(wanted, bool):
        raise NotKnown
    return wanted


@layer_rule("Attention", "AdditiveAttention")
def attention(call: Call) -> ShapeResult:
    tensors = call.list_of_inputs()
    if not 2 <= len(tensors) <= 3:
        raise ShapeError(
            WRONG_INPUT,
            f"`{call.name}` expected a list of query, value and perhaps key, received {len(tensors)} tensors",
        )
    query, value = tensors[0].shape or (), tensors[1].shape or ()
    key = tensors[-1].shape or () if len(tensors) == 3 else value
    scale = call.flag("use_scale")
    if call.name == "AdditiveAttention":
        count = _last(call, query) if scale else 0
    else:
        count = int(scale) + (call.choice("score_mode", "dot", "concat") == "concat")
    if min(len(query), len(value), len(key)) < 3:
        raise NotKnown
    result = TensorSpec((*query[:-1], value[-1]), call.dtype)
    if not _scores_wanted(call):
        return ShapeResult(result, weights(count))
    return ShapeResult([result, TensorSpec((*query[:-1], key[-2]), call.dtype)], weights(count))


@layer_rule("GroupQueryAttention")
def group_query_attention(call: Call) -> ShapeResult:
    width, heads = call.integer("head_dim", 1), call.integer("num_query_heads", 1)
    groups = call.integer("num_key_value_heads", 1)
    if heads % groups:
        call.refuse("num_key_value_heads", f"a number that divides the {heads} of `num_query_heads`")
    query, value, key = _operands(call)
    _check_rate(call)
    if {len(query), len(value), len(key)} != {3}:
        shown = ", ".join(show_shape(shape) for shape in (query, value, key))
        raise ShapeError(
            WRONG_INPUT, f"`{call.name}` expected tensors of 3 dimensions with the batch, received {shown}"
        )
    sizes = [_last(call, shape) for shape in (query, key, value)]
    if query[-1] != value[-1]:
        raise ShapeError(
            WRONG_COMBINATION,
            f"`{call.name}` expected a query and a value of one last size, "
            f"received {show_shape(query)} and {show_shape(value)}",
        )
    _check_key(call, value, key)
    bias = 1 if call.flag("use_bias") else 0
    count = width * heads * (sizes[0] + bias) * (2 if call.flag("use_gate") else 1)
    count += width * groups * (sizes[1] + sizes[2] + 2 * bias) + sizes[0] * (width * heads + bias)
    result = TensorSpec(query, call.dtype)
    if not _scores_wanted(call):
        return ShapeResult(result, weights(count))
    scores = TensorSpec((query[0], heads, query[1], key[1]), call.dtype)
    return ShapeResult([result, scores], weights(count))
