"""Functions of `ops` that see a tensor's numbers otherwise: as other numbers, on a diagonal, as a picture, counted."""

from __future__ import annotations

from math import prod

from dsl.analysis.dtypes import DTYPES
from dsl.analysis.shapes.arithmetic import promote
from dsl.analysis.shapes.indexing import index
from dsl.analysis.shapes.reduce import axis_of
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import FLOATS, WRONG_INPUT, Call, NotKnown, ShapeError, ShapeResult
from dsl.analysis.shapes.rule import show_shape as shown
from dsl.ir.graph import Shape, TensorSpec

BYTES = {
    "bool": 1, "int8": 1, "uint8": 1, "int16": 2, "uint16": 2, "float16": 2, "bfloat16": 2, "int32": 4, "uint32": 4,
    "float32": 4, "int64": 8, "uint64": 8, "float64": 8,
}  # fmt: skip


@op_rule("diag")
def diag(call: Call) -> ShapeResult:
    """A vector on a diagonal of zeros, or the diagonal of a matrix."""
    tensor, offset = call.tensor("x"), call.integer("k")
    shape = tensor.shape or ()
    if len(shape) not in (1, 2):
        raise ShapeError(WRONG_INPUT, f"`diag` expected a tensor of 1 or 2 dimensions, received {shown(shape)}")
    sizes = [size for size in shape if size is not None]
    if len(sizes) < len(shape):
        return ShapeResult(TensorSpec((None,) * (3 - len(shape)), tensor.dtype))
    if len(shape) == 1:
        return ShapeResult(TensorSpec((sizes[0] + abs(offset),) * 2, tensor.dtype))
    rows, columns = sizes
    length = min(rows, columns, columns - offset if offset > 0 else rows + offset)
    if length < 1:
        raise NotKnown
    return ShapeResult(TensorSpec((length,), tensor.dtype))


@op_rule("fold")
def fold(call: Call) -> ShapeResult:
    """The blocks of `unfold`, added up to pictures again."""
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    kernel, size = call.sizes("kernel_size", 2), call.sizes("output_size", 2)
    if len(shape) != 3 or None in shape[1:]:
        raise NotKnown
    values = shape[1] or 0
    if values % prod(kernel):
        expected = f"a second size that {prod(kernel)}, the size of `kernel_size`, divides"
        raise ShapeError(WRONG_INPUT, f"`fold` expected {expected}, received {shown(shape)}")
    return ShapeResult(TensorSpec((shape[0], values // prod(kernel), *size), tensor.dtype))


@op_rule("view")
def view(call: Call) -> ShapeResult:
    """The same bytes as numbers of another dtype."""
    tensor = call.tensor("x")
    dtype = tensor.dtype if call.get("dtype") is None else call.get("dtype")
    shape, before, after = tensor.shape or (), BYTES.get(str(tensor.dtype)), BYTES.get(str(dtype))
    if isinstance(dtype, str) and dtype not in DTYPES:
        call.refuse("dtype", "the name of a dtype")
    if before is None or after is None or not isinstance(dtype, str):
        raise NotKnown
    if before == after:
        return ShapeResult(TensorSpec(shape, dtype))
    if not shape or shape[-1] is None:
        raise NotKnown
    if shape[-1] * before % after:
        expected = f"a last size whose {shape[-1] * before} bytes make whole {dtype} numbers"
        raise ShapeError(WRONG_INPUT, f"`view` expected {expected}, received {shown(shape)} of {tensor.dtype}")
    return ShapeResult(TensorSpec((*shape[:-1], shape[-1] * before // after), dtype))


@op_rule("view_as_complex")
def view_as_complex(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    if not shape or shape[-1] != 2 or tensor.dtype != "float32":
        raise NotKnown
    return ShapeResult(TensorSpec(shape[:-1], "complex64"))


@op_rule("view_as_real")
def view_as_real(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    if tensor.dtype != "complex64":
        raise NotKnown
    return ShapeResult(TensorSpec((*(tensor.shape or ()), 2), "float32"))


@op_rule("get_item")
def get_item(call: Call) -> ShapeResult:
    key = call.get("key")
    items = list(key) if isinstance(key, list | tuple) else [key]
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in items):
        raise NotKnown
    return ShapeResult(index(call.tensor("x"), items))


@op_rule("nonzero")
def nonzero(call: Call) -> ShapeResult:
    rank = len(call.tensor("x").shape or ())
    return ShapeResult([TensorSpec((None,), "int32")] * rank)


@op_rule("bincount")
def bincount(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    if not shape or call.get("weights") is not None or tensor.dtype not in ("int32", "int64"):
        raise NotKnown
    return ShapeResult(TensorSpec((*shape[:-1], None), "int32"))


@op_rule("histogram")
def histogram(call: Call) -> ShapeResult:
    tensor, bins = call.tensor("x"), call.integer("bins", 0)
    if len(tensor.shape or ()) != 1 or bins == 0:
        raise NotKnown
    return ShapeResult([TensorSpec((bins,), tensor.dtype), TensorSpec((bins + 1,), tensor.dtype)])


@op_rule("unique")
def unique(call: Call) -> ShapeResult:
    """The values, and what else is asked for: where each is first, which each was, how often each is."""
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    count = None if call.get("size") is None else call.integer("size", 1)
    values: Shape = (count,)
    inverse: Shape = shape
    if call.get("axis") is not None:
        axis = axis_of(call, call.get("axis"), len(shape), shape)
        values, inverse = (*shape[:axis], count, *shape[axis + 1 :]), (shape[axis],)
    outputs = [TensorSpec(values, tensor.dtype)]
    parts = {"return_index": (count,), "return_inverse": inverse, "return_counts": (count,)}
    outputs += [TensorSpec(sizes, "int32") for flag, sizes in parts.items() if call.flag(flag)]
    return ShapeResult(outputs if len(outputs) > 1 else outputs[0])


@op_rule("correlate")
def correlate(call: Call) -> ShapeResult:
    one, other = call.tensor("x1"), call.tensor("x2")
    lengths = [*(one.shape or ()), *(other.shape or ())]
    for shape in (one.shape or (), other.shape or ()):
        if len(shape) != 1:
            raise ShapeError(WRONG_INPUT, f"`correlate` expected tensors of 1 dimension, received {shown(shape)}")
    sizes = [size for size in lengths if size is not None]
    if len(sizes) < 2:
        raise NotKnown
    mode = call.choice("mode", "valid", "same", "full")
    length = {"valid": max(sizes) - min(sizes) + 1, "same": max(sizes), "full": sum(sizes) - 1}[mode]
    dtype = promote(one, other)
    return ShapeResult(TensorSpec((length,), dtype if dtype in FLOATS else None))


@op_rule("lu_factor")
def lu_factor(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    if len(shape) < 2 or tensor.dtype not in FLOATS:
        raise NotKnown
    rows, columns = shape[-2:]
    if rows is None or rows != columns:
        raise NotKnown
    # The places of rows are whole numbers when it runs, and not of the dtype that symbols have.
    return ShapeResult([tensor, TensorSpec((*shape[:-2], rows), None)])
