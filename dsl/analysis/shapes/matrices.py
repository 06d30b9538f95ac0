"""Functions of `ops` for matrices: what is solved, taken apart and put together."""

from __future__ import annotations

from dsl.analysis.shapes.arithmetic import promote
from dsl.analysis.shapes.reduce import axis_of
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import FLOATS, WRONG_COMBINATION, Call, NotKnown, ShapeError, ShapeResult, show_shape
from dsl.ir.graph import Shape, TensorSpec


def _matrices(call: Call, name: str = "x") -> tuple[TensorSpec, Shape]:
    """A float tensor of matrices; NotKnown for other dtypes, and where Keras does not look at the rank."""
    tensor = call.tensor(name)
    shape = tensor.shape or ()
    if len(shape) < 2 or tensor.dtype not in FLOATS:
        raise NotKnown
    return tensor, shape


def _square(call: Call, name: str = "x") -> tuple[TensorSpec, Shape]:
    tensor, shape = _matrices(call, name)
    if None in shape[-2:]:
        raise NotKnown
    if shape[-1] != shape[-2]:
        raise ShapeError(WRONG_COMBINATION, f"`{call.name}` expected square matrices, received {show_shape(shape)}")
    return tensor, shape


@op_rule("cholesky_inverse")
def inverse(call: Call) -> ShapeResult:
    return ShapeResult(_square(call)[0])


@op_rule("eigh")
def eigenvalues(call: Call) -> ShapeResult:
    tensor, shape = _square(call)
    return ShapeResult([TensorSpec(shape[:-1], tensor.dtype), tensor])


@op_rule("eig")
def general_eigenvalues(call: Call) -> ShapeResult:
    """Of complex numbers, as TensorFlow gives them when it runs: symbols have the dtype of the matrices."""
    shape = _square(call)[1]
    return ShapeResult([TensorSpec(shape[:-1], None), TensorSpec(shape, None)])


@op_rule("lstsq")
def least_squares(call: Call) -> ShapeResult:
    tensor, shape = _matrices(call, "a")
    right = call.tensor("b").shape or ()
    if len(shape) != 2 or len(right) not in (1, 2) or None in (shape[0], right[0]):
        raise NotKnown
    if shape[0] != right[0]:
        message = f"`lstsq` expected as many rows on both sides, received {show_shape(shape)} and {show_shape(right)}"
        raise ShapeError(WRONG_COMBINATION, message)
    return ShapeResult(TensorSpec((shape[1], *right[1:]), tensor.dtype))


@op_rule("slogdet")
def sign_and_logarithm(call: Call) -> ShapeResult:
    """Of each determinant, as TensorFlow gives them when it runs: a symbol has one sign for all."""
    tensor, shape = _square(call)
    if tensor.dtype not in ("float32", "float64"):
        raise NotKnown
    return ShapeResult([TensorSpec(shape[:-2], tensor.dtype)] * 2)


@op_rule("logdet", "matrix_rank")
def of_matrix(call: Call) -> ShapeResult:
    tensor, shape = _matrices(call)
    return ShapeResult(TensorSpec(shape[:-2], "int32" if call.name == "matrix_rank" else tensor.dtype))


@op_rule("qr")
def qr(call: Call) -> ShapeResult:
    tensor, shape = _matrices(call)
    rows, columns = shape[-2:]
    if rows is None or columns is None:
        raise NotKnown
    inner = rows if call.choice("mode", "reduced", "complete") == "complete" else min(rows, columns)
    sizes = ((*shape[:-1], inner), (*shape[:-2], inner, columns))
    return ShapeResult([TensorSpec(size, tensor.dtype) for size in sizes])


@op_rule("svd")
def svd(call: Call) -> ShapeResult:
    tensor, shape = _matrices(call)
    rows, columns = shape[-2:]
    if rows is None or columns is None:
        raise NotKnown
    inner = min(rows, columns)
    values = TensorSpec((*shape[:-2], inner), tensor.dtype)
    if not call.flag("compute_uv"):
        return ShapeResult(values)
    full = call.flag("full_matrices")
    left = TensorSpec((*shape[:-1], rows if full else inner), tensor.dtype)
    right = TensorSpec((*shape[:-2], columns if full else inner, columns), tensor.dtype)
    return ShapeResult([left, values, right])


@op_rule("solve", "solve_triangular")
def solved(call: Call) -> ShapeResult:
    tensor, shape = _square(call, "a")
    other = call.tensor("b")
    wanted = other.shape or ()
    if len(wanted) not in (len(shape), len(shape) - 1) or other.dtype != tensor.dtype:
        raise NotKnown
    rows = wanted[-1] if len(wanted) == len(shape) - 1 else wanted[-2]
    if rows is None or wanted[: len(shape) - 2] != shape[:-2]:
        raise NotKnown
    if rows != shape[-1]:
        raise ShapeError(
            WRONG_COMBINATION,
            f"`{call.name}` expected as many rows on both sides, received {show_shape(shape)} and {show_shape(wanted)}",
        )
    return ShapeResult(other)


@op_rule("diagonal", "trace")
def diagonal(call: Call) -> ShapeResult:
    """The diagonal of two axes, or its sum."""
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    if len(shape) < 2:
        raise NotKnown
    first, second = (axis_of(call, call.get(name), len(shape), shape, name) for name in ("axis1", "axis2"))
    rest = tuple(size for axis, size in enumerate(shape) if axis not in (first, second))
    if first == second:
        raise NotKnown
    if call.name == "trace":
        kept = (*FLOATS, "int32", "int64")
        dtype = tensor.dtype if tensor.dtype in kept else "int32" if tensor.dtype == "bool" else None
        return ShapeResult(TensorSpec(rest, dtype))
    rows, columns, offset = shape[first], shape[second], call.integer("offset")
    if rows is None or columns is None:
        raise NotKnown
    length = min(rows, columns - offset) if offset >= 0 else min(rows + offset, columns)
    if length < 1:
        raise NotKnown
    return ShapeResult(TensorSpec((*rest, length), tensor.dtype))


@op_rule("diagflat")
def diagflat(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    size: int | None = abs(call.integer("k"))
    total = 1
    for one in tensor.shape or ():
        size = None if one is None else size
        total *= one or 1
    side = None if size is None else total + size
    return ShapeResult(TensorSpec((side, side), tensor.dtype))


@op_rule("kron")
def kron(call: Call) -> ShapeResult:
    one, other = call.tensor("x1"), call.tensor("x2")
    first, second = one.shape or (), other.shape or ()
    if len(first) != len(second):
        raise NotKnown
    sizes = (None if a is None or b is None else a * b for a, b in zip(first, second, strict=True))
    return ShapeResult(TensorSpec(tuple(sizes), promote(one, other)))


@op_rule("cross")
def cross(call: Call) -> ShapeResult:
    one, other = call.tensor("x1"), call.tensor("x2")
    axes = [call.get(name) for name in ("axisa", "axisb", "axisc")]
    if axes != [-1, -1, -1] or call.get("axis") is not None or not one.shape or one.shape[-1] != 3:
        raise NotKnown
    if one.shape != other.shape:
        raise NotKnown
    return ShapeResult(TensorSpec(one.shape, promote(one, other)))


@op_rule("vdot")
def vdot(call: Call) -> ShapeResult:
    one, other = call.tensor("x1"), call.tensor("x2")
    return ShapeResult(TensorSpec((), promote(one, other)))


@op_rule("vander")
def vander(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    if len(shape) != 1:
        raise NotKnown
    columns = shape[0] if call.get("N") is None else call.integer("N", 0)
    return ShapeResult(TensorSpec((shape[0], columns), tensor.dtype))


@op_rule("cdist")
def distances(call: Call) -> ShapeResult:
    one, other = call.tensor("x"), call.tensor("y")
    first, second = one.shape or (), other.shape or ()
    if len(first) < 2 or len(first) != len(second) or {one.dtype, other.dtype} - set(FLOATS):
        raise NotKnown
    if first[:-2] != second[:-2] or first[-1] != second[-1] or first[-1] is None:
        raise NotKnown
    return ShapeResult(TensorSpec((*first[:-1], second[-2]), promote(one, other)))
