"""Functions of `ops` that make tensors of numbers, or of another tensor's shape."""

from __future__ import annotations

from math import ceil

from dsl.analysis.shapes.rearrange import sizes_of
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import FLOATS, Call, NotKnown, ShapeResult
from dsl.ir.graph import TensorSpec, Unknown


def _dtype(call: Call, default: str | None) -> str | None:
    value = call.get("dtype")
    return default if value is None else value if isinstance(value, str) else None


@op_rule("full")
def full(call: Call) -> ShapeResult:
    shape = sizes_of(call.get("shape"))
    if any(size is not None and size < 0 for size in shape) or isinstance(call.get("fill_value"), TensorSpec):
        raise NotKnown
    return ShapeResult(TensorSpec(shape, _dtype(call, None)))


@op_rule("full_like")
def full_like(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    if not isinstance(call.get("fill_value"), (int, float)):
        raise NotKnown
    return ShapeResult(TensorSpec(tensor.shape, _dtype(call, tensor.dtype)))


@op_rule("eye", "identity", "tri")
def eye(call: Call) -> ShapeResult:
    rows = call.integer("n" if call.name == "identity" else "N", 0)
    columns = rows if call.arguments.get("M") is None else call.integer("M", 0)
    return ShapeResult(TensorSpec((rows, columns), _dtype(call, "float32")))


@op_rule("arange")
def arange(call: Call) -> ShapeResult:
    start, stop, step = call.get("start"), call.get("stop"), call.get("step")
    if stop is None:
        start, stop = 0, start
    step = 1 if step is None else step
    if isinstance(stop, Unknown) and stop.varies and isinstance(start, int) and isinstance(step, int):
        return ShapeResult(TensorSpec((None,), _dtype(call, "int32")))
    numbers = (start, stop, step)
    if not all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in numbers):
        raise NotKnown
    if not all(isinstance(one, int) for one in numbers):
        raise NotKnown
    first, last, by = (int(one) for one in numbers if isinstance(one, int))
    if by == 0 or (last - first) * by < 0:
        raise NotKnown
    return ShapeResult(TensorSpec((ceil((last - first) / by),), _dtype(call, "int32")))


@op_rule("random.randint")
def randint(call: Call) -> ShapeResult:
    shape = sizes_of(call.get("shape"))
    if any(size is not None and size < 0 for size in shape):
        raise NotKnown
    return ShapeResult(TensorSpec(shape, _dtype(call, "int32")))


@op_rule("random.dropout", "random.shuffle")
def drawn_like(call: Call) -> ShapeResult:
    tensor = call.tensor("inputs" if call.name == "random.dropout" else "x")
    if call.name == "random.dropout" and tensor.dtype not in FLOATS:
        raise NotKnown
    return ShapeResult(tensor)


@op_rule("random.categorical")
def categorical(call: Call) -> ShapeResult:
    shape = call.tensor("logits").shape or ()
    if len(shape) != 2:
        raise NotKnown
    return ShapeResult(TensorSpec((shape[0], call.integer("num_samples", 1)), _dtype(call, "int32")))


@op_rule("geomspace", "linspace", "logspace")
def linspace(call: Call) -> ShapeResult:
    if not all(isinstance(call.get(name), (int, float)) for name in ("start", "stop")) or call.arguments.get("retstep"):
        raise NotKnown
    if call.get("axis") != 0:
        raise NotKnown
    dtype = _dtype(call, "float32")
    if call.name == "geomspace" and dtype not in FLOATS:
        raise NotKnown
    return ShapeResult(TensorSpec((call.integer("num", 1),), dtype))
