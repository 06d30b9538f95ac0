"""The rules of `ops`, of operators and of indices say what Keras says."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.analysis.elaborate.evaluate import EvaluationError
from dsl.analysis.shapes import arithmetic, indexing
from dsl.analysis.shapes.defaults import defaults_of
from dsl.analysis.shapes.functions import OP_RULES, call_op
from dsl.analysis.shapes.rule import WRONG_DTYPE, Call, NotKnown
from dsl.ir.graph import UNKNOWN_SPEC, TensorSpec
from tests.unit.analysis.shape_functions import entry_of, strategy_of
from tests.unit.analysis.shape_operands import TENSORS, Arguments, two, with_number
from tests.unit.analysis.shape_values import examples

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def keras() -> Any:
    return pytest.importorskip("tensorflow").keras


def ours(make: Callable[[], Any]) -> list[TensorSpec] | str:
    try:
        outputs = make()
    except NotKnown:
        return [UNKNOWN_SPEC]
    except EvaluationError as error:
        # Symbols have no numbers: which dtypes a run refuses is compared in test_op_dtypes.
        return [UNKNOWN_SPEC] if error.code == WRONG_DTYPE else error.message
    return outputs if isinstance(outputs, list) else [outputs]


def theirs(make: Callable[[], Any]) -> list[TensorSpec] | str:
    try:
        outputs = make()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    listed = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    return [TensorSpec(tuple(one.shape), one.dtype if isinstance(one.dtype, str) else one.dtype.name) for one in listed]


def symbolic(keras: Any, value: Any) -> Any:
    if isinstance(value, TensorSpec):
        return keras.KerasTensor(value.shape, value.dtype)
    if isinstance(value, list | tuple):
        return type(value)(symbolic(keras, item) for item in value)
    return value


def compare(mine: list[TensorSpec] | str, keras_says: list[TensorSpec] | str) -> bool:
    """Whether both say the same; false where we do not know."""
    if isinstance(mine, str):
        assert isinstance(keras_says, str), f"we refuse ({mine}), Keras gives {keras_says}"
        return True
    if any(spec.shape is None for spec in mine):
        return False
    assert not isinstance(keras_says, str), f"Keras refuses ({keras_says}), we give {mine}"
    assert [spec.shape for spec in mine] == [spec.shape for spec in keras_says]
    for spec, other in zip(mine, keras_says, strict=True):
        assert spec.dtype in (None, other.dtype)
    return True


TRACED = {
    "activations.hard_silu", "activations.mish", "activations.sparse_plus", "activations.sparse_sigmoid",
    "activations.sparsemax", "adaptive_average_pool", "adaptive_max_pool", "random.categorical", "random.dropout",
    "random.shuffle", "rearrange", "slogdet",
}  # fmt: skip
"""Functions that Keras runs in a layer only: outside of one they take no symbolic tensor."""


LATE = {"stft"}
"""Functions that look at their arguments only when they run."""


def ones(keras: Any, value: Any) -> Any:
    """A tensor of that shape, where a size that varies is 20; what is no tensor, as it is."""
    if isinstance(value, TensorSpec):
        return keras.ops.ones([20 if size is None else size for size in value.shape or ()], value.dtype)
    return value


def in_layer(keras: Any, function: Callable[..., Any], tensors: Arguments) -> Any:
    """What a layer gives that calls the function."""
    given = {name: value for name, value in tensors.items() if hasattr(value, "shape")}
    others = {name: value for name, value in tensors.items() if name not in given}
    call = {"call": lambda self, *values: function(**dict(zip(given, values, strict=True)), **others)}
    return type("Caller", (keras.layers.Layer,), call)(dtype=next(iter(given.values())).dtype)(*given.values())


def agree_on(keras: Any, name: str, given_arguments: Arguments) -> bool:
    """Whether both say the same of a call; false where we do not know."""
    entry = entry_of(name)
    function = operator.attrgetter(entry.python.removeprefix("tf.keras."))(keras)
    mine = ours(lambda: call_op(Call(name, {**defaults_of(entry), **given_arguments})).outputs)
    tensors = {key: symbolic(keras, value) for key, value in given_arguments.items()}
    if name in TRACED:
        return compare(mine, theirs(lambda: in_layer(keras, function, tensors)))
    # What a signature has as `*args` is not given by name.
    several = tensors.pop("operands", None) or (tensors.pop("x") if name == "meshgrid" else [])
    first = [tensors.pop("subscripts")] if "subscripts" in tensors else []
    keras_says = theirs(lambda: function(*first, *several, **tensors))
    if isinstance(mine, str) and name in LATE and not isinstance(keras_says, str):
        keras_says = theirs(lambda: function(**{key: ones(keras, value) for key, value in given_arguments.items()}))
    return compare(mine, keras_says)


@pytest.mark.parametrize("name", sorted(OP_RULES))
def test_function_agrees_with_keras(keras: Any, name: str) -> None:
    known = []

    @examples(20)
    @given(strategy_of(name))
    def agree(given_arguments: Arguments) -> None:
        known.append(agree_on(keras, name, given_arguments))

    agree()
    assert any(known)


ROWS = TensorSpec((None, None), "float32")
CUBE = TensorSpec((None, None, None), "float32")
FOUND: list[tuple[str, Arguments]] = [
    ("arctan2", {"x1": TensorSpec((None, 2), "float16"), "x2": 2.5}),
    ("broadcast_to", {"x": TensorSpec((1, 3), "float32"), "shape": (3,)}),
    ("concatenate", {"xs": [CUBE, TensorSpec((2, 3), "float32")], "axis": 0}),
    ("concatenate", {"xs": [ROWS, TensorSpec((2, None), "float32"), TensorSpec((1, 4), "float32")], "axis": 1}),
    ("rearrange", {"tensor": TensorSpec((None, 0, 1), "float32"), "pattern": "b s d -> (b s) d"}),
    ("stack", {"x": [ROWS, TensorSpec((2, None), "float32"), TensorSpec((1, 4), "float32")], "axis": 0}),
    ("dot", {"x1": ROWS, "x2": TensorSpec((3,), "float32")}),
    ("einsum", {"subscripts": "abc,abd->acd", "operands": [CUBE, TensorSpec((1, None, None), "float32")]}),
    ("ldexp", {"x1": TensorSpec((None, 2), "float16"), "x2": 2.5}),
    ("nancumsum", {"x": ROWS, "axis": 2}),
    ("stft", {"x": ROWS, "sequence_length": 4, "sequence_stride": 2, "fft_length": 8, "window": "kaiser"}),
    ("tensordot", {"x1": TensorSpec((None, 1), "float32"), "x2": TensorSpec((3, 2), "float32"), "axes": 1}),
]
"""Calls of which a rule once said something else than Keras."""


@pytest.mark.parametrize(("name", "given_arguments"), FOUND)
def test_function_agrees_where_it_once_did_not(keras: Any, name: str, given_arguments: Arguments) -> None:
    agree_on(keras, name, given_arguments)


OPERATORS = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod, "**": operator.pow, "@": operator.matmul,
}  # fmt: skip


@pytest.mark.parametrize("sign", OPERATORS)
def test_operator_agrees_with_keras(keras: Any, sign: str) -> None:
    @examples(30)
    @given(st.one_of(two, two, with_number, with_number.map(lambda pair: {"x1": pair["x2"], "x2": pair["x1"]})))
    def agree(pair: Arguments) -> None:
        first, second = pair["x1"], pair["x2"]
        mine = ours(lambda: arithmetic.binary(sign, first, second))
        compare(mine, theirs(lambda: OPERATORS[sign](symbolic(keras, first), symbolic(keras, second))))

    agree()


def test_comparison_and_sign_agree_with_keras(keras: Any) -> None:
    @examples(30)
    @given(two)
    def agree(pair: Arguments) -> None:
        first, second = symbolic(keras, pair["x1"]), symbolic(keras, pair["x2"])
        compare(ours(lambda: arithmetic.compare(pair["x1"], pair["x2"])), theirs(lambda: first < second))
        compare(ours(lambda: arithmetic.unary("-", pair["x1"])), theirs(lambda: -first))

    agree()


BOUND = st.one_of(st.none(), st.integers(-5, 5))
ITEMS = st.lists(
    st.one_of(
        st.integers(-3, 3),
        st.builds(slice, BOUND, BOUND, st.one_of(st.none(), st.sampled_from([1, 2, -1, 3]))),
        st.just(...),
        st.none(),
    ),
    min_size=1,
    max_size=5,
)


def test_index_agrees_with_keras(keras: Any) -> None:
    @examples(300)
    @given(TENSORS, ITEMS)
    def agree(tensor: TensorSpec, items: list[Any]) -> None:
        mine = ours(lambda: indexing.index(tensor, items))
        compare(mine, theirs(lambda: symbolic(keras, tensor)[tuple(items)]))

    agree()
