"""Random configurations of layers with numbers in and numbers out, a strategy a family."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dsl.ir.graph import TensorSpec
from tests.unit.analysis.shape_values import BOOLS, DTYPES, FORMATS, SAME, Config, given_or_not, one_or_each, tensor


@st.composite
def dense(draw: Any, name: str) -> Config:
    arguments = {"units": draw(st.integers(0, 5)), **draw(given_or_not(use_bias=BOOLS, trainable=BOOLS))}
    return arguments, [draw(tensor(draw(st.integers(1, 4)), (-1,)))], False


@st.composite
def embedding(draw: Any, name: str) -> Config:
    arguments = {"input_dim": draw(st.integers(1, 5)), "output_dim": draw(st.integers(1, 5))}
    arguments |= draw(given_or_not(mask_zero=BOOLS))
    return arguments, [draw(tensor(draw(st.integers(1, 3)), dtype=st.just("int32")))], False


@st.composite
def plain(draw: Any, name: str) -> Config:
    arguments: dict[str, Any] = {
        "Activation": {"activation": "relu"},
        "AlphaDropout": {"rate": 0.5},
        "Dropout": {"rate": 0.5},
        "GaussianDropout": {"rate": 0.5},
        "GaussianNoise": {"stddev": 0.5},
        "Rescaling": {"scale": 0.5},
        "SpatialDropout1D": {"rate": 0.5},
        "SpatialDropout2D": {"rate": 0.5},
        "SpatialDropout3D": {"rate": 0.5},
    }.get(name, {})
    return arguments, [draw(tensor(draw(st.integers(2, 5))))], False


@st.composite
def prelu(draw: Any, name: str) -> Config:
    rank = draw(st.integers(2, 4))
    axes = draw(st.lists(st.integers(1, rank - 1), unique=True))
    arguments = {"shared_axes": axes} if axes else {}
    known = tuple(axis for axis in range(1, rank) if axis not in axes)
    return arguments, [draw(tensor(rank, known))], False


@st.composite
def convolution(draw: Any, name: str) -> Config:
    rank = int(name.removesuffix("Transpose")[-2])
    padding = st.sampled_from(["valid", "same", "causal"]) if name == "Conv1D" else SAME
    options = {
        "padding": padding, "strides": one_or_each(rank), "dilation_rate": one_or_each(rank, 1, 2),
        "use_bias": BOOLS, "data_format": FORMATS,
    }  # fmt: skip
    if name in ("Conv1D", "Conv2D", "Conv3D"):
        options["groups"] = st.integers(1, 2)
    if name.startswith(("Depthwise", "Separable")):
        options["depth_multiplier"] = st.integers(1, 2)
    if name.startswith("Depthwise"):
        options["strides"] = st.integers(1, 2)
    if name.endswith("Transpose"):
        options["output_padding"] = st.integers(0, 2)
    arguments = {"kernel_size": draw(one_or_each(rank)), **draw(given_or_not(**options))}
    if not name.startswith("Depthwise"):
        arguments["filters"] = draw(st.integers(1, 4))
    channels = 1 if arguments.get("data_format") == "channels_first" else -1
    return arguments, [draw(tensor(rank + 2, (channels,), dtype=st.just("float32")))], False


@st.composite
def pooling(draw: Any, name: str) -> Config:
    rank = int(name[-2])
    arguments = draw(given_or_not(data_format=FORMATS))
    if name.startswith("Global"):
        arguments |= draw(given_or_not(keepdims=BOOLS))
    elif name.startswith("Adaptive"):
        return {"output_size": draw(one_or_each(rank))}, [draw(tensor(rank + 2, varying=False))], False
    else:
        arguments |= {"pool_size": draw(one_or_each(rank))}
        arguments |= draw(given_or_not(strides=one_or_each(rank), padding=SAME))
    return arguments, [draw(tensor(rank + 2))], False


@st.composite
def sides(draw: Any, name: str) -> Config:
    rank = int(name[-2])
    pairs = st.tuples(st.integers(0, 2), st.integers(0, 2))
    each = pairs if rank == 1 else st.one_of(st.tuples(*[st.integers(0, 2)] * rank), st.tuples(*[pairs] * rank))
    argument = "cropping" if name.startswith("Cropping") else "padding"
    arguments = draw(given_or_not(**{argument: st.one_of(st.integers(0, 2), each)}))
    if rank > 1:
        arguments |= draw(given_or_not(data_format=FORMATS))
    return arguments, [draw(tensor(rank + 2))], False


@st.composite
def upsampling(draw: Any, name: str) -> Config:
    rank = int(name[-2])
    arguments = {"size": draw(st.integers(1, 3) if rank == 1 else one_or_each(rank))}
    if rank > 1:
        arguments |= draw(given_or_not(data_format=FORMATS))
    return arguments, [draw(tensor(rank + 2))], False


@st.composite
def reshape(draw: Any, name: str) -> Config:
    shape = st.sampled_from([(2, 6), (12,), (3, 2, 2), (-1,), (-1, 3), (2, -1), (5, -1), (4, 4), (-1, -1), (-2, 6), ()])
    known = st.sampled_from([(None, 12), (None, 3, 4), (None, 2, 3, 2), (None, None, 3), (None, 0), (None,)])
    return {"target_shape": draw(shape)}, [TensorSpec(draw(known), draw(DTYPES))], False


@st.composite
def permute(draw: Any, name: str) -> Config:
    rank = draw(st.integers(1, 4))
    dims = draw(st.permutations(range(1, rank + 1)))
    return {"dims": tuple(dims)}, [draw(tensor(draw(st.sampled_from([rank + 1, rank + 1, 3]))))], False


@st.composite
def repeat_vector(draw: Any, name: str) -> Config:
    return {"n": draw(st.integers(0, 3))}, [draw(tensor(draw(st.integers(2, 3))))], False


@st.composite
def recurrent(draw: Any, name: str) -> Config:
    arguments = {"units": draw(st.integers(1, 4))}
    arguments |= draw(given_or_not(return_sequences=BOOLS, return_state=BOOLS, use_bias=BOOLS, stateful=BOOLS))
    if name == "GRU":
        arguments |= draw(given_or_not(reset_after=BOOLS))
    shape = draw(tensor(draw(st.sampled_from([3, 3, 3, 2])), (-1,))).shape or ()
    batch = draw(st.sampled_from([None, 2]))
    return arguments, [TensorSpec((batch, *shape[1:]), "float32")], False


@st.composite
def batch_norm(draw: Any, name: str) -> Config:
    rank = draw(st.integers(2, 4))
    axis = draw(st.sampled_from([-1, -1, 1, rank - 1]))
    arguments = {"axis": axis, **draw(given_or_not(scale=BOOLS, center=BOOLS))}
    if name == "RMSNormalization":
        arguments = {"axis": axis}
    if name == "GroupNormalization":
        arguments["groups"] = draw(st.sampled_from([-1, 1, 2, 3]))
    if name == "LayerNormalization" and draw(BOOLS):
        arguments["axis"] = list(range(1, rank))
        return arguments, [draw(tensor(rank, varying=False, dtype=st.just("float32")))], False
    return arguments, [draw(tensor(rank, (axis,), dtype=st.just("float32")))], False


@st.composite
def normalization(draw: Any, name: str) -> Config:
    rank = draw(st.integers(2, 4))
    arguments: dict[str, Any] = {"axis": draw(st.sampled_from([-1, None, 1, (1, -1)] if rank > 2 else [-1, None]))}
    if draw(BOOLS) and not isinstance(arguments["axis"], tuple):
        arguments |= {"mean": 0.5, "variance": 2.0}
    return arguments, [draw(tensor(rank, varying=False, dtype=st.just("float32")))], False


@st.composite
def elementwise(draw: Any, name: str) -> Config:
    rank = draw(st.integers(2, 4))
    first = draw(tensor(rank))
    inputs = [first]
    for _ in range(draw(st.integers(1, 2)) if name != "Subtract" else 1):
        choices = [draw(st.sampled_from([size, size, 1, draw(st.integers(1, 3))])) for size in first.shape[1:]]
        inputs.append(TensorSpec((None, *choices), first.dtype))
    return {}, inputs, True


@st.composite
def concatenate(draw: Any, name: str) -> Config:
    rank = draw(st.integers(2, 4))
    axis = draw(st.sampled_from([-1, rank - 1, 1, rank]))
    first = draw(tensor(rank))
    inputs = [first]
    for _ in range(draw(st.integers(0 if axis < rank else 1, 2))):
        other = [draw(st.sampled_from([size, size, size, 1, None])) for size in first.shape]
        if axis < rank:
            other[axis] = draw(st.integers(1, 4))
        other[0] = None
        inputs.append(TensorSpec(tuple(other), first.dtype))
    return {"axis": axis}, inputs, True


@st.composite
def dot(draw: Any, name: str) -> Config:
    ranks = draw(st.tuples(st.integers(2, 3), st.integers(2, 3)))
    axes = draw(st.one_of(st.just(-1), st.just(1), st.tuples(*[st.integers(1, rank - 1) for rank in ranks])))
    inputs = [draw(tensor(rank, varying=False, most=3, dtype=st.just("float32"))) for rank in ranks]
    return {"axes": axes, **draw(given_or_not(normalize=BOOLS))}, inputs, True


@st.composite
def multi_head(draw: Any, name: str) -> Config:
    arguments = {"num_heads": draw(st.integers(1, 3)), "key_dim": draw(st.integers(1, 3))}
    arguments |= draw(
        given_or_not(
            value_dim=st.integers(1, 3),
            use_bias=BOOLS,
            output_shape=st.sampled_from([4, (2,), (2, 3)]),
            use_gate=BOOLS,
        )
    )
    query = draw(tensor(3, (-1,), dtype=st.just("float32")))
    value = draw(tensor(3, (-1,), dtype=st.just("float32")))
    key = TensorSpec((*value.shape[:-1], draw(st.integers(1, 4))), "float32")
    if draw(st.integers(0, 5)) == 0:
        key = TensorSpec((None, 7, 2), "float32")
    return arguments, [query, value, key][: draw(st.integers(2, 3))], False


@st.composite
def attention(draw: Any, name: str) -> Config:
    arguments = draw(given_or_not(use_scale=BOOLS))
    if name == "Attention":
        arguments |= draw(given_or_not(score_mode=st.sampled_from(["dot", "concat"])))
    size = draw(st.integers(1, 4))
    query, value, key = (TensorSpec((None, draw(st.sampled_from([2, 3, None])), size), "float32") for _ in range(3))
    key = TensorSpec(value.shape, "float32")
    return arguments, [query, value, key][: draw(st.integers(2, 3))], True
