"""Functions of `ops` and `activations` that work on each number by itself."""

from __future__ import annotations

from dsl.analysis.shapes import arithmetic
from dsl.analysis.shapes.arithmetic import broadcast_values, promote
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import (
    FLOATS,
    Call,
    NotKnown,
    ShapeResult,
    show_shape,
)
from dsl.ir.graph import TensorSpec, Unknown

KEPT = (
    "abs", "absolute", "celu", "elu", "gelu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_tanh",
    "log_sigmoid", "negative", "relu", "relu6", "rsqrt", "selu", "sigmoid", "sign", "silu", "soft_shrink",
    "softplus", "softsign", "squareplus", "tanh_shrink", "copy", "round", "bitwise_invert", "bitwise_not", "threshold",
    "array",
)  # fmt: skip

FLOAT = (
    "angle", "arccos", "arccosh", "arcsin", "arcsinh", "arctan", "arctanh", "ceil", "cos", "cosh", "erfc", "exp",
    "exp2", "expm1", "fabs", "floor", "log", "log10", "log1p", "log2", "sin", "sinc", "sinh", "sqrt", "tan", "tanh",
)  # fmt: skip

WIDE_FLOAT = ("cbrt", "deg2rad", "i0", "rad2deg")

OF_FLOATS = (
    "conj",
    "conjugate",
    "erf",
    "erfinv",
    "imag",
    "leaky_relu",
    "nan_to_num",
    "real",
    "sparse_plus",
    "sparse_sigmoid",
    "trunc",
)

ACTIVATIONS = (
    "celu", "elu", "exponential", "gelu", "hard_shrink", "hard_sigmoid", "hard_tanh", "leaky_relu",
    "linear", "log_sigmoid", "relu", "relu6", "selu", "sigmoid", "silu", "soft_shrink", "softplus",
    "softsign", "squareplus", "tanh", "tanh_shrink", "threshold",
)  # fmt: skip


@op_rule(*KEPT)
def kept(call: Call) -> ShapeResult:
    return ShapeResult(call.tensor("x"))


@op_rule(*FLOAT)
def as_float(call: Call) -> ShapeResult:
    """A number of Python, whole or not, becomes a float of 32 bits."""
    given = call.get("x")
    if isinstance(given, int | float) and not isinstance(given, bool) and call.name != "erfc":
        return ShapeResult(TensorSpec((), "float32"))
    tensor = call.tensor("x")
    return ShapeResult(TensorSpec(tensor.shape, float_of(tensor.dtype)))


def float_of(dtype: str | None) -> str | None:
    """The dtype of a result that has a fraction."""
    return dtype if dtype in FLOATS or dtype is None else "float32"


@op_rule(*WIDE_FLOAT)
def as_wide_float(call: Call) -> ShapeResult:
    """As numpy does it: int64 becomes float64."""
    tensor = call.tensor("x")
    dtype = "float64" if tensor.dtype == "int64" else float_of(tensor.dtype)
    return ShapeResult(TensorSpec(tensor.shape, dtype))


@op_rule(*OF_FLOATS, *(f"activations.{name}" for name in ACTIVATIONS))
def activation(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    return ShapeResult(tensor if tensor.dtype in FLOATS else TensorSpec(tensor.shape, None))


@op_rule("softmax", "log_softmax", "activations.softmax", "activations.log_softmax")
def along_axis(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    axis = call.get("axis")
    for one in axis if isinstance(axis, (list, tuple)) else (axis,):
        if not isinstance(one, int):
            raise NotKnown
        if not -len(shape) <= one < len(shape):
            raise call.wrong("axis", f"`{call.name}` expected an axis of {show_shape(shape)}, received {one}")
    return ShapeResult(tensor if tensor.dtype in FLOATS else TensorSpec(tensor.shape, None))


@op_rule("isfinite", "isinf", "isnan", "isneginf", "isposinf", "isreal", "logical_not", "signbit")
def question(call: Call) -> ShapeResult:
    return ShapeResult(TensorSpec(call.tensor("x").shape, "bool"))


@op_rule("square")
def square(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    return ShapeResult(TensorSpec(tensor.shape, "int32" if tensor.dtype == "bool" else tensor.dtype))


@op_rule("add", "subtract", "multiply", "maximum", "minimum", "power", "floor_divide", "fmax", "fmin")
def two(call: Call) -> ShapeResult:
    operands = _two_operands(call)
    return ShapeResult(TensorSpec(broadcast_values(operands), promote(*operands)))


BITS = (
    "bitwise_and", "bitwise_left_shift", "bitwise_or", "bitwise_right_shift", "bitwise_xor", "left_shift",
    "right_shift",
)  # fmt: skip


@op_rule(*BITS)
def bits(call: Call) -> ShapeResult:
    one, other = call.tensor("x"), call.tensor("y")
    if one.shape != other.shape:
        raise NotKnown  # Keras gives the shape of the first, whatever the other is
    return ShapeResult(TensorSpec(one.shape, promote(one, other)))


@op_rule("gcd", "lcm")
def two_whole(call: Call) -> ShapeResult:
    one, other = call.tensor("x1"), call.tensor("x2")
    return ShapeResult(TensorSpec(broadcast_values((one, other)), promote(one, other)))


@op_rule("heaviside", "hypot", "nextafter", "polar")
def two_floats(call: Call) -> ShapeResult:
    one, other = (call.tensor(name) for name in (("abs_", "angle") if call.name == "polar" else ("x1", "x2")))
    if call.name == "polar" and one.shape != other.shape:
        raise NotKnown  # Keras gives the shape of the first, whatever the other is
    same = one.dtype == other.dtype and one.dtype in FLOATS and call.name != "polar"  # which makes complex numbers
    return ShapeResult(TensorSpec(broadcast_values((one, other)), one.dtype if same else None))


@op_rule("reciprocal")
def reciprocal(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    return ShapeResult(TensorSpec(tensor.shape, "float32" if tensor.dtype == "float32" else None))


@op_rule("divide", "divide_no_nan", "logaddexp", "logaddexp2", "true_divide")
def two_as_float(call: Call) -> ShapeResult:
    operands = _two_operands(call)
    return ShapeResult(TensorSpec(broadcast_values(operands), float_of(promote(*operands))))


@op_rule("arctan2", "ldexp")
def of_one_dtype(call: Call) -> ShapeResult:
    operands = _two_operands(call)
    dtypes = {operand.dtype for operand in operands if isinstance(operand, TensorSpec)}
    alike = all(isinstance(operand, TensorSpec) for operand in operands) and len(dtypes) == 1
    return ShapeResult(TensorSpec(broadcast_values(operands), float_of(dtypes.pop()) if alike else None))


@op_rule("fmod", "mod")
def remainder(call: Call) -> ShapeResult:
    operands = _two_operands(call)
    dtype = promote(*operands)
    return ShapeResult(TensorSpec(broadcast_values(operands), "int32" if dtype == "bool" else dtype))


COMPARISONS = (
    "equal", "greater", "greater_equal", "isclose", "less", "less_equal", "logical_and", "logical_or", "logical_xor",
    "not_equal",
)  # fmt: skip


@op_rule(*COMPARISONS)
def comparison(call: Call) -> ShapeResult:
    return ShapeResult(TensorSpec(broadcast_values(_two_operands(call)), "bool"))


@op_rule("matmul")
def matmul(call: Call) -> ShapeResult:
    return ShapeResult(arithmetic.matmul(call.tensor("x1"), call.tensor("x2")))


def _two_operands(call: Call) -> tuple[object, object]:
    first, second = call.get("x1"), call.get("x2")
    if not isinstance(first, TensorSpec) and not isinstance(second, TensorSpec):
        raise NotKnown
    for operand in (first, second):
        if isinstance(operand, TensorSpec) and operand.shape is None:
            raise NotKnown
        if not isinstance(operand, (TensorSpec, int, float)):
            raise NotKnown
    return first, second


@op_rule("clip")
def clip(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    limits = (call.get("x_min"), call.get("x_max"))
    single = TensorSpec((), tensor.dtype)
    if not all(isinstance(limit, int | float) or limit == single for limit in limits):
        raise NotKnown
    return ShapeResult(TensorSpec(tensor.shape, tensor.dtype if tensor.dtype in FLOATS else None))


@op_rule("where")
def where(call: Call) -> ShapeResult:
    operands = (call.get("condition"), call.get("x1"), call.get("x2"))
    if not all(isinstance(operand, (TensorSpec, int, float)) for operand in operands):
        raise NotKnown
    shape = broadcast_values(operands)
    if shape is None:
        raise NotKnown
    return ShapeResult(TensorSpec(shape, promote(operands[1], operands[2])))


@op_rule("cast", "saturate_cast")
def cast(call: Call) -> ShapeResult:
    """A number, such as a size that only a run knows, becomes a tensor of one."""
    value, dtype = call.get("x"), call.get("dtype")
    is_number = isinstance(value, int | float) or (isinstance(value, Unknown) and value.varies)
    shape = () if is_number else call.tensor("x").shape
    return ShapeResult(TensorSpec(shape, dtype if isinstance(dtype, str) else None))


@op_rule("convert_to_tensor", "empty_like", "ones_like", "zeros_like")
def like(call: Call) -> ShapeResult:
    tensor, dtype = call.tensor("x"), call.get("dtype")
    given = dtype if isinstance(dtype, str) else None
    return ShapeResult(tensor if dtype is None else TensorSpec(tensor.shape, given))


@op_rule("stop_gradient")
def stop_gradient(call: Call) -> ShapeResult:
    return ShapeResult(call.tensor("variable"))
