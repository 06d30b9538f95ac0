"""The shape rules say what Keras says, for random configurations of every layer that has one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.analysis.evaluate import EvaluationError
from dsl.analysis.shapes.defaults import defaults_of
from dsl.analysis.shapes.library import LAYER_RULES, call_layer
from dsl.analysis.shapes.rule import Call, ShapeResult
from dsl.catalog import Category, Entry, load
from dsl.catalog.samples import sample_of
from dsl.ir.graph import TensorSpec

pytestmark = pytest.mark.tensorflow

LAYERS = load().category(Category.LAYERS)
SETTINGS = settings(
    max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)

Config = tuple[dict[str, Any], list[TensorSpec], bool]
"""Arguments of the constructor, inputs of the call, and whether they are given as one list."""


@pytest.fixture(scope="module")
def keras() -> Any:
    return pytest.importorskip("tensorflow").keras


# --- what can stand where ------------------------------------------------------------------------

DTYPES = st.sampled_from(["float32", "float32", "float32", "int32", "float16"])


def sizes(rank: int, varying: bool = True, least: int = 1, most: int = 9) -> st.SearchStrategy[tuple[Any, ...]]:
    """The sizes of `rank` dimensions behind the batch; some vary."""
    size: Any = st.integers(least, most)
    return st.tuples(*[size if not varying else st.one_of(size, size, size, st.none())] * rank)


@st.composite
def tensor(draw: Any, rank: int, known: tuple[int, ...] = (), dtype: Any = DTYPES, **options: Any) -> TensorSpec:
    """A tensor of `rank` dimensions with the batch, those at `known` places of a known size."""
    shape = [None, *draw(sizes(rank - 1, **options))]
    for place in known:
        shape[place] = draw(st.integers(1, 6))
    return TensorSpec(tuple(shape), draw(dtype))


def one_or_each(rank: int, least: int = 1, most: int = 3) -> st.SearchStrategy[Any]:
    return st.one_of(st.integers(least, most), st.tuples(*[st.integers(least, most)] * rank))


def given_or_not(**options: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=options)


BOOLS = st.booleans()
FORMATS = st.sampled_from(["channels_last", "channels_first"])
SAME = st.sampled_from(["valid", "same"])


# --- one strategy a family -----------------------------------------------------------------------


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
    arguments |= draw(given_or_not(return_sequences=BOOLS, return_state=BOOLS, use_bias=BOOLS))
    if name == "GRU":
        arguments |= draw(given_or_not(reset_after=BOOLS))
    return (
        arguments,
        [draw(tensor(draw(st.sampled_from([3, 3, 3, 2])), (-1,), dtype=st.just("float32")))],
        False,
    )


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


@st.composite
def encoding(draw: Any, name: str) -> Config:
    mode = draw(st.sampled_from(["multi_hot", "one_hot", "count"]))
    rank = draw(st.integers(2, 3))
    return (
        {"num_tokens": draw(st.integers(1, 4)), "output_mode": mode},
        [draw(tensor(rank, dtype=st.just("int32")))],
        False,
    )


@st.composite
def image(draw: Any, name: str) -> Config:
    arguments: dict[str, Any] = {
        "RandomTranslation": {"height_factor": 0.5, "width_factor": 0.5},
        "RandomZoom": {"height_factor": 0.5},
        "RandomFlip": {},
        "Resizing": {"height": draw(st.integers(1, 4)), "width": draw(st.integers(1, 4))},
        "CenterCrop": {"height": draw(st.integers(1, 4)), "width": draw(st.integers(1, 4))},
    }.get(name, {"factor": 0.5})
    return arguments, [draw(tensor(4, (3,), varying=False, dtype=st.just("float32")))], False


STRATEGIES: dict[str, Callable[[str], st.SearchStrategy[Config]]] = {
    "AdditiveAttention": attention, "Attention": attention, "BatchNormalization": batch_norm,
    "CategoryEncoding": encoding, "CenterCrop": image, "Concatenate": concatenate, "Dense": dense, "Dot": dot,
    "Embedding": embedding, "GRU": recurrent, "GroupNormalization": batch_norm, "LSTM": recurrent,
    "LayerNormalization": batch_norm, "MultiHeadAttention": multi_head, "Normalization": normalization,
    "PReLU": prelu, "Permute": permute, "RMSNormalization": batch_norm, "RepeatVector": repeat_vector,
    "Reshape": reshape, "Resizing": image, "SimpleRNN": recurrent,
}  # fmt: skip

BY_PREFIX: dict[str, Callable[[str], st.SearchStrategy[Config]]] = {
    "Random": image, "Conv": convolution, "Depthwise": convolution, "Separable": convolution, "Max": pooling,
    "AveragePooling": pooling, "Global": pooling, "Adaptive": pooling, "UpSampling": upsampling,
    "ZeroPadding": sides, "Cropping": sides,
}  # fmt: skip

MERGES = ("Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract")
WRAPPERS = ("Bidirectional", "TimeDistributed")


def strategy_of(name: str) -> st.SearchStrategy[Config]:
    if name in MERGES:
        return elementwise(name)
    if name in STRATEGIES:
        return STRATEGIES[name](name)
    return next((make(name) for prefix, make in BY_PREFIX.items() if name.startswith(prefix)), plain(name))


# --- the comparison ------------------------------------------------------------------------------


def ours(name: str, config: Config) -> ShapeResult | str:
    arguments, inputs, as_list = config
    given_inputs = (inputs,) if as_list else tuple(inputs)
    try:
        return call_layer(Call(name, {**defaults_of(LAYERS[name]), **arguments}, given_inputs))
    except EvaluationError as error:
        return error.message


def theirs(keras: Any, name: str, config: Config) -> tuple[list[TensorSpec], int, int] | str:
    arguments, inputs, as_list = config
    tensors = [keras.KerasTensor(spec.shape, spec.dtype) for spec in inputs]
    try:
        layer = getattr(keras.layers, name)(**arguments)
        output = layer(tensors) if as_list else layer(*tensors)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return specs_of(output), *counts_of(layer)


def specs_of(output: Any) -> list[TensorSpec]:
    outputs = output if isinstance(output, (list, tuple)) else [output]
    return [TensorSpec(tuple(one.shape), one.dtype) for one in outputs]


def counts_of(layer: Any) -> tuple[int, int]:
    def size(variables: Any) -> int:
        total = 0
        for variable in variables:
            count = 1
            for dim in variable.shape:
                count *= dim
            total += count
        return total

    return size(layer.trainable_weights), size(layer.non_trainable_weights)


def listed(outputs: TensorSpec | list[TensorSpec]) -> list[TensorSpec]:
    return outputs if isinstance(outputs, list) else [outputs]


def check(keras: Any, name: str, config: Config, strict: bool = True) -> None:
    """Both give the same or refuse; with `strict`, no result that Keras gives is unknown to us."""
    mine, keras_says = ours(name, config), theirs(keras, name, config)
    if isinstance(mine, str):
        assert isinstance(keras_says, str), f"we refuse ({mine}), Keras gives {keras_says}"
        return
    unknown = any(spec.shape is None for spec in listed(mine.outputs))
    if isinstance(keras_says, str):
        assert unknown, f"Keras refuses ({keras_says}), we give {mine}"
        return
    assert not (unknown and strict), f"unknown to us, Keras gives {keras_says}"
    if unknown:
        return
    assert mine.count is not None
    assert (listed(mine.outputs), mine.count.trainable, mine.count.non_trainable) == keras_says


@pytest.mark.parametrize("name", sorted(set(LAYER_RULES) - set(WRAPPERS)))
def test_rule_agrees_with_keras(keras: Any, name: str) -> None:
    @SETTINGS
    @given(strategy_of(name))
    def agree(config: Config) -> None:
        check(keras, name, config)

    agree()


def small_arguments(keras: Any, name: str) -> dict[str, Any]:
    sample = sample_of(name)
    assert sample is not None
    return sample.arguments(keras)


@pytest.mark.parametrize("name", sorted(set(LAYER_RULES) - set(WRAPPERS)))
def test_rule_agrees_on_tensors_of_any_rank(keras: Any, name: str) -> None:
    """One tensor, or a list of some, of whatever shape: we refuse only what Keras refuses."""
    small = small_arguments(keras, name)

    @settings(SETTINGS, max_examples=7)
    @given(st.lists(st.integers(1, 6).flatmap(tensor), min_size=1, max_size=3), st.booleans())
    def agree(inputs: list[TensorSpec], as_list: bool) -> None:
        check(keras, name, (small, inputs if as_list else inputs[:1], as_list), strict=False)

    agree()


@pytest.mark.parametrize("name", sorted(set(LAYER_RULES) - set(WRAPPERS) - {"CategoryEncoding"}))
def test_second_call_agrees_with_keras(keras: Any, name: str) -> None:
    """A layer that was called before refuses other sizes where its rule says that it keeps them."""

    @settings(SETTINGS, max_examples=8)
    @given(strategy_of(name), st.integers(1, 9))
    def agree(config: Config, size: int) -> None:
        arguments, inputs, as_list = config
        others = [TensorSpec((*spec.shape[:-1], size), spec.dtype) for spec in inputs]
        first, second = ours(name, config), ours(name, (arguments, others, as_list))
        if isinstance(first, str) or isinstance(second, str) or not first.built or None in first.built:
            return
        if first.built == second.built:
            return
        layer = getattr(keras.layers, name)(**arguments)
        layer(*[keras.KerasTensor(spec.shape, spec.dtype) for spec in inputs])
        with pytest.raises(Exception):  # noqa: B017
            layer(*[keras.ops.zeros([size or 8 for size in spec.shape]) for spec in others])

    agree()


@dataclass
class Inner:
    """The layer inside of a wrapper."""

    target: Entry
    arguments: dict[str, Any]


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("name", ["LSTM", "GRU", "SimpleRNN", "Dense", "Conv2D", "BatchNormalization", "Dropout"])
def test_wrapper_agrees_with_keras(keras: Any, wrapper: str, name: str) -> None:
    @settings(SETTINGS, max_examples=10)
    @given(strategy_of(name), st.sampled_from(["concat", "sum", "mul", "ave", None]))
    def agree(config: Config, mode: str | None) -> None:
        arguments, inputs, _ = config
        options: dict[str, Any] = {"merge_mode": mode} if wrapper == "Bidirectional" else {}
        if wrapper == "TimeDistributed":
            inputs = [TensorSpec((spec.shape[0], 5, *spec.shape[1:]), spec.dtype) for spec in inputs]
        mine = ours(wrapper, ({"layer": Inner(LAYERS[name], arguments), **options}, inputs, False))
        try:
            inner = getattr(keras.layers, name)(**arguments)
        except ValueError:
            return
        keras_says = theirs(keras, wrapper, ({"layer": inner, **options}, inputs, False))
        if isinstance(mine, str):
            assert isinstance(keras_says, str), f"we refuse ({mine}), Keras gives {keras_says}"
        elif all(spec.shape is not None for spec in listed(mine.outputs)):
            counts = [mine.count, *(count for _, count in mine.parts)]
            total = [sum(getattr(one, which) for one in counts) for which in ("trainable", "non_trainable")]
            assert (listed(mine.outputs), *total) == keras_says

    agree()
