"""Attention: the projections, the scores of all pairs, and the mix of the values."""

from __future__ import annotations

from dsl.analysis.costs.registry import layer_cost, op_cost
from dsl.analysis.costs.rule import Work, elements, known, product, size
from dsl.analysis.shapes.rule import NotKnown
from dsl.ir.graph import Shape


@layer_cost("MultiHeadAttention")
def multi_head(work: Work) -> int:
    call = work.call
    heads, width = call.integer("num_heads", 1), call.integer("key_dim", 1)
    depth = width if call.get("value_dim") is None else call.integer("value_dim", 1)
    query, value, key = _operands(work)
    places = elements(query) // size(query[-1])
    projections = elements(query) * heads * width + elements(key) * heads * width + elements(value) * heads * depth
    if call.arguments.get("use_gate"):
        projections += elements(query) * heads * depth
    pairs = places * product(tuple(key[axis] for axis in _axes(call.get("attention_axes"), len(key))))
    return projections + heads * pairs * (width + depth) + elements(work.output) * heads * depth


@layer_cost("GroupQueryAttention")
def grouped(work: Work) -> int:
    """Several heads of the query share one of key and value."""
    call = work.call
    width = call.integer("head_dim", 1)
    heads, shared = call.integer("num_query_heads", 1), call.integer("num_key_value_heads", 1)
    query, value, key = _operands(work)
    places = elements(query) // size(query[-1])
    projections = elements(query) * heads * width + (elements(key) + elements(value)) * shared * width
    if call.arguments.get("use_gate"):
        projections += elements(query) * heads * width
    return projections + 2 * heads * places * size(key[1]) * width + elements(work.output) * heads * width


@layer_cost("Attention", "AdditiveAttention")
def attention(work: Work) -> int:
    """The scores are a product where they are dot products; the sum over `tanh` of additive ones is none."""
    shapes = [known(tensor) for tensor in work.call.list_of_inputs()]
    query, value = shapes[0], shapes[1]
    places = elements(query) // size(query[-1])
    pairs = places * size(value[-2])
    by_dot = work.call.name == "Attention" and work.call.choice("score_mode", "dot", "concat") == "dot"
    return pairs * ((size(query[-1]) if by_dot else 0) + size(value[-1]))


@op_cost("dot_product_attention")
def dot_product_attention(work: Work) -> int:
    query, key, value = (known(work.call.get(name)) for name in ("query", "key", "value"))
    heads = size(query[-2])
    places = elements(query) // (heads * size(query[-1]))
    return places * heads * size(key[1]) * (size(query[-1]) + size(value[-1]))


def _operands(work: Work) -> tuple[Shape, Shape, Shape]:
    """The shapes of query, value and key; the value is the key too where there is none."""
    given = dict(zip(("query", "value", "key"), work.call.inputs, strict=False)) | dict(work.call.options)
    query, value = known(given.get("query")), known(given.get("value"))
    return query, value, value if given.get("key") is None else known(given.get("key"))


def _axes(value: object, rank: int) -> tuple[int, ...]:
    """The axes that attention goes over: all between the batch and the features, unless said otherwise."""
    if value is None:
        return tuple(range(1, rank - 1))
    axes = (value,) if isinstance(value, int) else value
    if not isinstance(axes, (list, tuple)) or not all(isinstance(axis, int) for axis in axes):
        raise NotKnown
    return tuple(axes)
