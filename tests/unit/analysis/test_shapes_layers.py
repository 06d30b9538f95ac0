"""The shape rules say what Keras says, for random configurations of every layer that has one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.analysis.shapes.library import LAYER_RULES
from dsl.catalog.samples import sample_of
from dsl.ir.graph import TensorSpec
from tests.unit.analysis.shape_comparison import check, listed, made, ours, runs, theirs, total
from tests.unit.analysis.shape_strategies import strategy_of
from tests.unit.analysis.shape_values import LAYERS, Config, Inner, examples, inner, tensor

pytestmark = pytest.mark.tensorflow

WRAPPERS = ("Bidirectional", "TimeDistributed")
NESTED = ("LSTMCell", "StackedRNNCells")
"""Layers that give lists in lists: only their weights are known."""
RULES = sorted(set(LAYER_RULES) - set(WRAPPERS) - set(NESTED))


@pytest.fixture(scope="module")
def keras() -> Any:
    return pytest.importorskip("tensorflow").keras


@pytest.mark.parametrize("name", RULES)
def test_rule_agrees_with_keras(keras: Any, name: str) -> None:
    @examples(40)
    @given(strategy_of(name))
    def agree(config: Config) -> None:
        check(keras, name, config)

    agree()


FOUND: list[tuple[str, Config]] = [
    (
        "Conv3DTranspose",
        (
            {"filters": 1, "kernel_size": 1, "strides": (1, 1, 2), "dilation_rate": (1, 2, 1)},
            [TensorSpec((None, None, None, None, 1), "float32")],
            False,
        ),
    ),
    ("IntegerLookup", ({"mask_token": 5, "vocabulary": [5, 6, 7]}, [TensorSpec((None,), "int64")], False)),
    (
        "ConvLSTM1D",
        ({"filters": 1, "kernel_size": 1, "stateful": True}, [TensorSpec((2, 1, 1, 1), "float32")], False),
    ),
    (
        "EinsumDense",
        ({"equation": "ab...,bc->ac...", "output_shape": ()}, [TensorSpec((None, 1, 1), "float32")], False),
    ),
    (
        "IntegerLookup",
        ({"mask_token": 5, "vocabulary": [5], "num_oov_indices": 0}, [TensorSpec((None,), "int64")], False),
    ),
    ("LSTM", ({"units": 1, "stateful": True}, [TensorSpec((2, 1, 1), "float32")], False)),
    ("TextVectorization", ({"standardize": "upper"}, [TensorSpec((None,), "string")], False)),
    ("RNN", ({"cell": inner("GRUCell", units=1), "unroll": True}, [TensorSpec((None, None, 1), "float32")], False)),
]
"""Configurations in which a rule once said something else than Keras."""


@pytest.mark.parametrize(("name", "config"), FOUND)
def test_rule_agrees_where_it_once_did_not(keras: Any, name: str, config: Config) -> None:
    check(keras, name, config, strict=False)


POLICIES = {"float16": "float16", "float64": "float64", "mixed_bfloat16": "bfloat16"}
"""What can be given as `dtype`, and what the layer computes in."""

NO_DTYPE = {"IntegerLookup", "Pipeline", "StringLookup", "TextVectorization"}
"""Layers that take no dtype, or look past it."""


@pytest.mark.parametrize("name", sorted(set(RULES) - NO_DTYPE))
def test_rule_agrees_with_a_dtype_of_the_layer(keras: Any, name: str) -> None:
    @examples(5)
    @given(strategy_of(name), st.sampled_from(sorted(POLICIES)))
    def agree(config: Config, policy: str) -> None:
        arguments, inputs, as_list = config
        config = ({**arguments, "dtype": policy}, inputs, as_list)
        check(keras, name, config, strict=False, dtype=POLICIES[policy])

    agree()


OPTIONS = [
    ("AdditiveAttention", "return_attention_scores"),
    ("Attention", "return_attention_scores"),
    ("GroupQueryAttention", "return_attention_scores"),
    ("MultiHeadAttention", "return_attention_scores"),
    ("ReversibleEmbedding", "reverse"),
    ("BatchNormalization", "training"),
    ("Dropout", "training"),
    ("LSTM", "training"),
]


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_rule_agrees_with_an_option_of_the_call(keras: Any, name: str, option: str) -> None:
    @examples(20)
    @given(strategy_of(name), st.booleans())
    def agree(config: Config, wanted: bool) -> None:
        check(keras, name, config, strict=False, options={option: wanted})

    agree()


def small_arguments(keras: Any, name: str) -> dict[str, Any]:
    sample = sample_of(name)
    assert sample is not None
    return sample.arguments(keras)


@pytest.mark.parametrize("name", RULES)
def test_rule_agrees_on_tensors_of_any_rank(keras: Any, name: str) -> None:
    """One tensor, or a list of some, of whatever shape: we refuse only what Keras refuses."""
    small = small_arguments(keras, name)

    @examples(7)
    @given(st.lists(st.integers(1, 6).flatmap(tensor), min_size=1, max_size=3), st.booleans())
    def agree(inputs: list[TensorSpec], as_list: bool) -> None:
        check(keras, name, (small, inputs if as_list else inputs[:1], as_list), strict=False)

    agree()


SCRAMBLED = {"MultiHeadAttention"}
"""Layers whose kernels Keras cuts into rows of another length, so that more or fewer samples come out than went in."""


@pytest.mark.parametrize("name", sorted(set(RULES) - {"CategoryEncoding"}))
def test_second_call_agrees_with_keras(keras: Any, name: str) -> None:
    """A layer that was called before refuses other sizes where its rule says that it keeps them."""

    @examples(8)
    @given(strategy_of(name), st.integers(1, 9))
    def agree(config: Config, size: int) -> None:
        arguments, inputs, as_list = config
        others = [TensorSpec((*spec.shape[:-1], size), spec.dtype) for spec in inputs]
        first, second = ours(name, config), ours(name, (arguments, others, as_list))
        if isinstance(first, str) or isinstance(second, str) or not first.built or None in first.built:
            return
        if first.built == second.built:
            return
        layer = getattr(keras.layers, name)(**made(keras, arguments))
        layer(*[keras.KerasTensor(spec.shape, spec.dtype) for spec in inputs])
        given_now = [keras.ops.zeros([size or 8 for size in spec.shape]) for spec in others]
        try:
            output = layer(*given_now)
        except Exception:  # of whatever sort: it refuses them
            return
        assert name in SCRAMBLED and output.shape[0] != given_now[0].shape[0]

    agree()


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("name", ["LSTM", "GRU", "SimpleRNN", "Dense", "Conv2D", "BatchNormalization", "Dropout"])
def test_wrapper_agrees_with_keras(keras: Any, wrapper: str, name: str) -> None:
    @examples(10)
    @given(strategy_of(name), st.sampled_from(["concat", "sum", "mul", "ave", None]))
    def agree(config: Config, mode: str | None) -> None:
        arguments, inputs, _ = config
        options: dict[str, Any] = {"merge_mode": mode} if wrapper == "Bidirectional" else {}
        if wrapper == "TimeDistributed":
            # With a batch of known size Keras builds even an LSTM of one step, which then fails when it runs.
            inputs = [TensorSpec((None, 5, *spec.shape[1:]), spec.dtype) for spec in inputs]
        wrapped: Config = ({"layer": Inner(LAYERS[name], arguments), **options}, inputs, False)
        mine = ours(wrapper, wrapped)
        try:
            inner = getattr(keras.layers, name)(**arguments)
        except ValueError:
            return
        keras_says = theirs(keras, wrapper, ({"layer": inner, **options}, inputs, False))
        if isinstance(mine, str):
            refused = isinstance(keras_says, str) or not runs(keras, wrapper, wrapped)
            assert refused, f"we refuse ({mine}), Keras gives {keras_says}"
        elif all(spec.shape is not None for spec in listed(mine.outputs)):
            count = total(mine)
            assert count is not None
            assert (listed(mine.outputs), count.trainable, count.non_trainable) == keras_says

    agree()


@pytest.mark.parametrize("count", [1, 2])
def test_cells_with_nested_states_count_as_keras_does(keras: Any, count: int) -> None:
    states = [TensorSpec((2, 3), "float32"), TensorSpec((2, 3), "float32")]
    cells = [inner("LSTMCell", units=3) for _ in range(count)]
    layer, given_states = made(keras, inner("StackedRNNCells", cells=cells)), [states] * count
    x = TensorSpec((2, 5), "float32")
    layer(keras.ops.zeros(x.shape), [[keras.ops.zeros(one.shape) for one in some] for some in given_states])
    mine = ours("StackedRNNCells", ({"cells": cells}, [x], False))
    assert not isinstance(mine, str)
    assert getattr(total(mine), "trainable", None) == layer.count_params()
    one = ours("LSTMCell", ({"units": 3}, [x], False))
    assert not isinstance(one, str)
    assert getattr(total(one), "trainable", None) == layer.cells[0].count_params()


@pytest.mark.parametrize("alias", sorted(name for name in LAYERS if LAYERS[name].name != name))
def test_an_alias_is_the_layer_it_stands_for(keras: Any, alias: str) -> None:
    assert getattr(keras.layers, alias) is getattr(keras.layers, LAYERS[alias].name)
