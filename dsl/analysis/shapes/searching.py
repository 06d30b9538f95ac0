"""Functions of `ops` that look for numbers, choose among tensors and compare whole tensors."""

from __future__ import annotations

from dsl.analysis.shapes.arithmetic import promote
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import WRONG_INPUT, Call, NotKnown, ShapeError, ShapeResult, show_shape
from dsl.ir.graph import Shape, TensorSpec


@op_rule("searchsorted", "digitize")
def place(call: Call) -> ShapeResult:
    """Where each number belongs in a sorted list."""
    values, limits = ("x", "bins") if call.name == "digitize" else ("values", "sorted_sequence")
    tensor, bins = call.tensor(values), call.tensor(limits)
    if len(bins.shape or ()) != 1:
        raise ShapeError(
            WRONG_INPUT, f"`{call.name}` expected limits of one dimension, received {show_shape(bins.shape or ())}"
        )
    if call.name == "searchsorted" and bins.shape == (None,):
        raise NotKnown
    return ShapeResult(TensorSpec(tensor.shape, "int32"))


@op_rule("in_top_k")
def in_top_k(call: Call) -> ShapeResult:
    targets, predictions = call.tensor("targets"), call.tensor("predictions")
    if len(targets.shape or ()) != 1 or len(predictions.shape or ()) != 2:
        raise NotKnown
    return ShapeResult(TensorSpec(targets.shape, "bool"))


@op_rule("size")
def size(call: Call) -> ShapeResult:
    call.tensor("x")
    return ShapeResult(TensorSpec((), "int32"))


@op_rule("unravel_index")
def unravelled(call: Call) -> ShapeResult:
    tensor, shape = call.tensor("indices"), call.get("shape")
    if not isinstance(shape, (list, tuple)):
        raise NotKnown
    return ShapeResult([TensorSpec(tensor.shape, tensor.dtype)] * len(shape))


@op_rule("isin")
def isin(call: Call) -> ShapeResult:
    return ShapeResult(TensorSpec(call.tensor("x1").shape, "bool"))


@op_rule("allclose")
def allclose(call: Call) -> ShapeResult:
    call.tensor("x1")
    call.tensor("x2")
    return ShapeResult(TensorSpec((), "bool"))


@op_rule("argpartition")
def partition(call: Call) -> ShapeResult:
    shape = call.tensor("x").shape or ()
    axis = call.integer("axis")
    if not -len(shape) <= axis < len(shape) or not 0 <= call.integer("kth") < (shape[axis] or 0):
        raise NotKnown
    return ShapeResult(TensorSpec(shape, "int32"))


@op_rule("select")
def select(call: Call) -> ShapeResult:
    conditions, choices = call.get("condlist"), call.get("choicelist")
    if not isinstance(conditions, list) or not isinstance(choices, list) or len(conditions) != len(choices):
        raise NotKnown
    every = [*conditions, *choices]
    if not all(isinstance(one, TensorSpec) and one.shape is not None for one in every) or not every:
        raise NotKnown
    if len({one.shape for one in every}) > 1 or len({one.dtype for one in choices}) > 1:
        raise NotKnown
    return ShapeResult(TensorSpec(choices[0].shape, _selected(choices[0].dtype, call.get("default"))))


def _selected(dtype: str | None, default: object) -> str | None:
    """What `select` gives where the default is a number: NumPy's rules make of it an `int64` or a `float64`."""
    match default:
        case bool():
            return dtype
        case int():
            return "int64" if dtype == "bool" else dtype
        case float():
            return dtype if dtype in (None, "float16", "float32", "float64", "complex64") else "float64"
        case _:
            return None


@op_rule("meshgrid")
def meshgrid(call: Call) -> ShapeResult:
    given = call.get("x")
    tensors = given if isinstance(given, list) else []
    if len(tensors) < 2 or not all(isinstance(one, TensorSpec) and one.shape is not None for one in tensors):
        raise NotKnown
    if any(len(one.shape) != 1 for one in tensors):
        raise NotKnown
    sizes: Shape = tuple(one.shape[0] for one in tensors)
    if call.choice("indexing", "xy", "ij") == "xy":
        sizes = (sizes[1], sizes[0], *sizes[2:])
    dtypes = {one.dtype for one in tensors}  # of several, a run gives others than symbols say
    return ShapeResult([TensorSpec(sizes, dtypes.pop() if len(dtypes) == 1 else None)] * len(tensors))


@op_rule("multi_hot")
def multi_hot(call: Call) -> ShapeResult:
    tensor = call.tensor("inputs")
    shape, classes = tensor.shape or (), call.integer("num_classes", 1)
    if call.get("axis") != -1 or len(shape) != 2 or call.get("dtype") is not None or call.flag("sparse"):
        raise NotKnown
    # Keras says that the dtype is kept, and gives floats when it runs.
    return ShapeResult(TensorSpec((shape[0], classes), tensor.dtype if tensor.dtype == "float32" else None))


@op_rule("psnr")
def psnr(call: Call) -> ShapeResult:
    one, other = call.tensor("x1"), call.tensor("x2")
    if one.shape != other.shape:
        raise NotKnown
    same = promote(one, other) == "float32"
    return ShapeResult(TensorSpec((), "float32" if same else None))


@op_rule("trapezoid")
def trapezoid(call: Call) -> ShapeResult:
    tensor = call.tensor("y")
    shape = tensor.shape or ()
    if call.get("x") is not None:
        raise NotKnown
    if call.integer("axis") not in range(-len(shape), len(shape)):
        raise NotKnown
    axis = call.integer("axis") % len(shape)
    dtype = tensor.dtype if tensor.dtype in ("bfloat16", "float16", "float32") else None
    return ShapeResult(TensorSpec((*shape[:axis], *shape[axis + 1 :]), dtype))


@op_rule("ctc_loss")
def ctc_loss(call: Call) -> ShapeResult:
    target, output = call.tensor("target").shape or (), call.tensor("output")
    shape = output.shape or ()
    if any(call.tensor(name).shape != shape[:1] for name in ("target_length", "output_length")):
        raise NotKnown
    if len(target) != 2 or len(shape) != 3 or target[0] != shape[0] or output.dtype != "float32":
        raise NotKnown
    return ShapeResult(TensorSpec(shape[:1], "float32"))
