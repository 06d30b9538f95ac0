"""The rules of `ops`, of operators and of indices say what Keras says."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.analysis.evaluate import EvaluationError
from dsl.analysis.shapes import arithmetic, indexing
from dsl.analysis.shapes.defaults import defaults_of
from dsl.analysis.shapes.library import OP_RULES, call_op
from dsl.analysis.shapes.rule import Call, NotKnown
from dsl.catalog import Category, load
from dsl.ir.graph import UNKNOWN_SPEC, TensorSpec

pytestmark = pytest.mark.tensorflow

CATALOG = load()
SEVERAL = settings(
    max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
MANY = settings(SEVERAL, max_examples=300)

Arguments = dict[str, Any]


@pytest.fixture(scope="module")
def keras() -> Any:
    return pytest.importorskip("tensorflow").keras


# --- what can stand where ------------------------------------------------------------------------

DTYPES = st.sampled_from(["float32", "float32", "int32", "float16", "bfloat16", "bool", "int64", "uint8"])
SIZE = st.one_of(st.integers(1, 4), st.integers(1, 4), st.none())
SHAPES = st.lists(SIZE, min_size=1, max_size=3).map(lambda sizes: (None, *sizes))
TENSORS = st.builds(TensorSpec, SHAPES, DTYPES)
FLOATS = st.builds(TensorSpec, SHAPES, st.sampled_from(["float32", "float16"]))
AXIS = st.integers(-5, 4)
NUMBERS = st.sampled_from([2, 2.5, True])


def arguments(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Arguments]:
    return st.fixed_dictionaries(parts)


@st.composite
def similar(draw: Any, count: int = 2) -> list[TensorSpec]:
    """Tensors whose shapes fit each other more often than not."""
    first = draw(TENSORS)
    found = [first]
    for _ in range(count - 1):
        sizes = [draw(st.sampled_from([size, size, size, 1, None, 2])) for size in first.shape]
        found.append(TensorSpec(tuple(sizes[draw(st.sampled_from([0, 0, 0, 1])) :]), draw(DTYPES)))
    return found


def several(name: str) -> st.SearchStrategy[Arguments]:
    return arguments(**{name: st.integers(1, 3).flatmap(similar), "axis": AXIS})


two = similar().map(lambda pair: {"x1": pair[0], "x2": pair[1]})
with_number = arguments(x1=TENSORS, x2=NUMBERS)
reduction = arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS, st.lists(AXIS, max_size=2)), keepdims=st.booleans())
one_axis = arguments(x=TENSORS, axis=AXIS)

EINSUMS = st.sampled_from(["abc,cd->abd", "abc,abd->acd", "bij,bjk->bik", "ab,bc->ac", "abc,abc->a", "abcd,a->b"])

STRATEGIES: dict[str, st.SearchStrategy[Arguments]] = {
    "matmul": st.one_of(
        two,
        arguments(x1=FLOATS, x2=st.builds(TensorSpec, st.just((2, 3)), st.just("float32"))),
        similar().map(
            lambda pair: {
                "x1": pair[0],
                "x2": TensorSpec((*pair[1].shape[:-2], pair[0].shape[-1], 3), "float32"),
            }
        ),
    ),
    "cast": arguments(x=TENSORS, dtype=st.sampled_from(["float16", "int32"])),
    "clip": arguments(x=TENSORS, x_min=st.just(0.0), x_max=st.just(1.0)),
    "where": similar(3).map(
        lambda parts: {"condition": TensorSpec(parts[0].shape, "bool"), "x1": parts[1], "x2": parts[2]}
    ),
    "concatenate": several("xs"),
    "stack": several("x"),
    "expand_dims": one_axis,
    "squeeze": arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS)),
    "transpose": arguments(
        x=TENSORS, axes=st.one_of(st.none(), st.permutations(range(3)), st.permutations([0, -1, 1]))
    ),
    "swapaxes": arguments(x=TENSORS, axis1=AXIS, axis2=AXIS),
    "reshape": arguments(
        x=st.builds(TensorSpec, st.sampled_from([(None, 6), (2, 6), (3, 4), (None, 2, 2)]), DTYPES),
        newshape=st.sampled_from([(-1, 6), (12,), -1, (3, -1), (5, -1), (None, 3, 2), (-1, -1), (None, -1), (-2, 3)]),
    ),
    "split": arguments(x=TENSORS, indices_or_sections=st.integers(1, 3), axis=AXIS),
    "repeat": arguments(x=TENSORS, repeats=st.integers(1, 3), axis=AXIS),
    "one_hot": arguments(
        x=st.builds(TensorSpec, SHAPES, st.just("int32")),
        num_classes=st.integers(1, 3),
        axis=st.sampled_from([-1, 0]),
    ),
    "top_k": arguments(x=FLOATS, k=st.integers(1, 3)),
    "einsum": arguments(subscripts=EINSUMS, operands=similar()),
    "ones_like": arguments(x=TENSORS, dtype=st.sampled_from([None, "int32"])),
    "zeros_like": arguments(x=TENSORS, dtype=st.sampled_from([None, "int32"])),
    "softmax": one_axis,
    "log_softmax": one_axis,
    "activations.softmax": arguments(x=FLOATS, axis=st.just(-1)),
    "activations.log_softmax": arguments(x=FLOATS, axis=st.just(-1)),
    "activations.threshold": arguments(x=TENSORS, threshold=st.just(0.5), default_value=st.just(0.0)),
    "flip": one_axis,
    "sort": one_axis,
    "cumsum": one_axis,
    "cumprod": one_axis,
    "argmax": arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS), keepdims=st.booleans()),
    "argmin": arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS), keepdims=st.booleans()),
    "stop_gradient": arguments(variable=TENSORS),
}

REDUCTIONS = (
    "all",
    "amax",
    "amin",
    "any",
    "logsumexp",
    "max",
    "mean",
    "median",
    "min",
    "prod",
    "std",
    "sum",
    "var",
)
MADE = ("ones", "random.normal", "random.truncated_normal", "random.uniform", "zeros")


def entry_of(name: str) -> Any:
    category, _, short = name.rpartition(".")
    return CATALOG.category(Category(category) if category else Category.OPS)[short]


def strategy_of(name: str) -> st.SearchStrategy[Arguments]:
    if name in STRATEGIES:
        return STRATEGIES[name]
    if name in REDUCTIONS:
        return reduction
    if name in MADE:
        return arguments(shape=st.lists(st.integers(0, 3), max_size=3), dtype=st.sampled_from([None, "float16"]))
    names = [parameter.name for parameter in entry_of(name).parameters]
    return st.one_of(two, with_number) if names[:2] == ["x1", "x2"] else arguments(x=TENSORS)


# --- the comparison ------------------------------------------------------------------------------


def ours(make: Callable[[], Any]) -> list[TensorSpec] | str:
    try:
        outputs = make()
    except NotKnown:
        return [UNKNOWN_SPEC]
    except EvaluationError as error:
        return error.message
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
    if isinstance(value, list):
        return [symbolic(keras, item) for item in value]
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


@pytest.mark.parametrize("name", sorted(OP_RULES))
def test_function_agrees_with_keras(keras: Any, name: str) -> None:
    entry = entry_of(name)
    function = operator.attrgetter(entry.python.removeprefix("tf.keras."))(keras)
    known = []

    @SEVERAL
    @given(strategy_of(name))
    def agree(given_arguments: Arguments) -> None:
        mine = ours(lambda: call_op(Call(name, {**defaults_of(entry), **given_arguments})).outputs)
        tensors = {key: symbolic(keras, value) for key, value in given_arguments.items()}
        operands = tensors.pop("operands", None)
        call = (lambda: function(tensors["subscripts"], *operands)) if operands else lambda: function(**tensors)
        known.append(compare(mine, theirs(call)))

    agree()
    assert any(known)


OPERATORS = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod, "**": operator.pow, "@": operator.matmul,
}  # fmt: skip


@pytest.mark.parametrize("sign", OPERATORS)
def test_operator_agrees_with_keras(keras: Any, sign: str) -> None:
    @SEVERAL
    @given(st.one_of(two, two, with_number, with_number.map(lambda pair: {"x1": pair["x2"], "x2": pair["x1"]})))
    def agree(pair: Arguments) -> None:
        first, second = pair["x1"], pair["x2"]
        mine = ours(lambda: arithmetic.binary(sign, first, second))
        compare(mine, theirs(lambda: OPERATORS[sign](symbolic(keras, first), symbolic(keras, second))))

    agree()


def test_comparison_and_sign_agree_with_keras(keras: Any) -> None:
    @SEVERAL
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
    @MANY
    @given(TENSORS, ITEMS)
    def agree(tensor: TensorSpec, items: list[Any]) -> None:
        mine = ours(lambda: indexing.index(tensor, items))
        compare(mine, theirs(lambda: symbolic(keras, tensor)[tuple(items)]))

    agree()
