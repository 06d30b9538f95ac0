"""Functions of `ops` that go along axes: sums, means, extremes, running sums."""

from __future__ import annotations

from dsl.analysis.shapes.elementwise import float_of
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import (
    FLOATS,
    Call,
    NotKnown,
    ShapeResult,
    show_shape,
)
from dsl.ir.graph import Shape, TensorSpec


def axis_of(call: Call, value: object, rank: int, shape: Shape, name: str = "axis") -> int:
    """An axis, counted from the front."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotKnown
    if not -rank <= value < rank:
        raise call.wrong(
            name,
            f"`{call.name}` expected an axis from {-rank} to {rank - 1} for {show_shape(shape)}, received {value}",
        )
    return value % rank


def axes_of(call: Call, shape: Shape) -> tuple[int, ...]:
    """The argument `axis` as axes; all of them where it is None."""
    value = call.get("axis")
    if value is None:
        return tuple(range(len(shape)))
    values = value if isinstance(value, (list, tuple)) else (value,)
    axes = tuple(axis_of(call, one, len(shape), shape) for one in values)
    if len(set(axes)) < len(axes):
        raise NotKnown
    return axes


def _reduced(call: Call, shape: Shape) -> Shape:
    axes = axes_of(call, shape)
    if call.flag("keepdims"):
        return tuple(1 if place in axes else size for place, size in enumerate(shape))
    return tuple(size for place, size in enumerate(shape) if place not in axes)


@op_rule("amax", "amin", "max", "min", "nanmax", "nanmin", "ptp")
def extreme(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    if call.arguments.get("initial") is not None:
        raise NotKnown
    return ShapeResult(TensorSpec(_reduced(call, tensor.shape or ()), tensor.dtype))


@op_rule("sum", "prod", "nanprod", "nansum")
def total(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    kept = (*FLOATS, "int32", "int64")
    dtype = tensor.dtype if tensor.dtype in kept else "int32" if tensor.dtype == "bool" else None
    if call.arguments.get("dtype") is not None:
        raise NotKnown
    return ShapeResult(TensorSpec(_reduced(call, tensor.shape or ()), dtype))


@op_rule("mean", "std", "var", "median", "nanmean", "nanmedian", "nanstd", "nanvar")
def mean(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    as_it_is = call.name.startswith("nan") and call.get("axis") in ([], ())
    dtype = None if as_it_is else float_of(tensor.dtype)
    return ShapeResult(TensorSpec(_reduced(call, tensor.shape or ()), dtype))


@op_rule("average")
def average(call: Call) -> ShapeResult:
    if call.get("weights") is not None:
        raise NotKnown
    return mean(call)


@op_rule("norm")
def norm(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    if call.get("ord") is not None:
        raise NotKnown
    return ShapeResult(TensorSpec(_reduced(call, tensor.shape or ()), float_of(tensor.dtype)))


@op_rule("count_nonzero")
def count(call: Call) -> ShapeResult:
    return ShapeResult(TensorSpec(_reduced(call, call.tensor("x").shape or ()), "int32"))


@op_rule("nanpercentile", "nanquantile", "percentile", "quantile")
def quantile(call: Call) -> ShapeResult:
    if not isinstance(call.get("q"), (int, float)):
        raise NotKnown
    return mean(call)


@op_rule("argsort")
def order(call: Call) -> ShapeResult:
    shape = call.tensor("x").shape or ()
    axis_of(call, call.get("axis"), len(shape), shape)
    return ShapeResult(TensorSpec(shape, "int32"))


@op_rule("all", "any")
def question(call: Call) -> ShapeResult:
    return ShapeResult(TensorSpec(_reduced(call, call.tensor("x").shape or ()), "bool"))


@op_rule("logsumexp")
def logsumexp(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    return ShapeResult(TensorSpec(_reduced(call, tensor.shape or ()), "float32" if tensor.dtype == "float32" else None))


@op_rule("argmax", "argmin", "nanargmax", "nanargmin")
def place(call: Call) -> ShapeResult:
    if isinstance(call.get("axis"), (list, tuple)):
        raise NotKnown
    return ShapeResult(TensorSpec(_reduced(call, call.tensor("x").shape or ()), "int32"))


@op_rule("cumsum", "cumprod", "nancumprod", "nancumsum")
def running(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    if call.get("dtype") is not None or call.get("axis") is None:
        raise NotKnown
    if call.name.startswith("nan") and call.integer("axis") not in range(-len(shape), len(shape)):
        raise NotKnown
    axis_of(call, call.get("axis"), len(shape), shape)
    return ShapeResult(TensorSpec(shape, tensor.dtype if tensor.dtype in (*FLOATS, "int32", "int64") else None))


@op_rule("flip", "sort")
def same(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    axes_of(call, tensor.shape or ())
    return ShapeResult(tensor)


@op_rule("tril", "triu")
def triangle(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    if len(tensor.shape or ()) < 2:
        raise NotKnown
    return ShapeResult(tensor)


@op_rule("top_k")
def top_k(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    count = call.integer("k", 1)
    if not shape or shape[-1] is None or count > shape[-1]:
        raise NotKnown
    sizes = (*shape[:-1], count)
    return ShapeResult([TensorSpec(sizes, tensor.dtype), TensorSpec(sizes, "int32")])
