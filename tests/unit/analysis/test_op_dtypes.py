"""Functions and operators on dtypes: what we refuse ends in an error in Keras, and the other way round."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dsl.analysis.elaborate.evaluate import EvaluationError
from dsl.analysis.shapes import arithmetic
from dsl.analysis.shapes.defaults import defaults_of
from dsl.analysis.shapes.functions import OP_RULES, call_op
from dsl.analysis.shapes.library import call_layer
from dsl.analysis.shapes.op_dtypes import OPERATORS, check_operator
from dsl.analysis.shapes.rule import WRONG_DTYPE, Call, NotKnown
from dsl.catalog.op_dtypes import PAIRED, TRIED
from dsl.catalog.op_probes import entry_of, results, runs
from dsl.catalog.op_samples import NOT_MEASURED, Operand
from dsl.ir.graph import TensorSpec
from tests.unit.analysis.shape_functions import strategy_of
from tests.unit.analysis.shape_values import examples

Arguments = dict[str, Any]

NUMBERS = ("int", "float")
TENSORS = tuple(dtype for dtype in PAIRED if dtype not in NUMBERS)


@pytest.fixture(scope="module", autouse=True)
def keras(request: pytest.FixtureRequest) -> Any:
    return pytest.importorskip("tensorflow").keras


def refused(make: Callable[[], Any]) -> str | None:
    """The code of the error that we report."""
    try:
        make()
    except NotKnown:
        return None
    except EvaluationError as error:
        return error.code
    return None


def is_known(value: object) -> bool:
    """Whether the arguments hold tensors, of which all is known, and no function or the like."""
    return any(isinstance(one, TensorSpec) for one in flat(value))


def flat(value: object) -> Iterator[object]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from flat(item)
    elif isinstance(value, dict):
        yield from flat(list(value.values()))
    else:
        yield value


def with_dtypes(value: Any, dtypes: Iterator[str]) -> Any:
    """The same arguments, each tensor of the next dtype and with no size that varies."""
    match value:
        case TensorSpec(shape):
            return TensorSpec(tuple(2 if size is None else size for size in shape or ()), next(dtypes))
        case list() | tuple():
            return type(value)(with_dtypes(item, dtypes) for item in value)
        case dict():
            return {key: with_dtypes(item, dtypes) for key, item in value.items()}
    return value


def listed(outputs: TensorSpec | list[TensorSpec]) -> list[TensorSpec]:
    return outputs if isinstance(outputs, list) else [outputs]


def in_keras(name: str, arguments: Arguments) -> list[str] | None:
    """The dtypes of what a call gives in Keras; None where it does not run."""
    return results(name, {key: operand(value) for key, value in arguments.items()}, [])


def keras_runs(name: str, arguments: Arguments) -> bool:
    return runs(name, {key: operand(value) for key, value in arguments.items()}, [])


def operand(value: Any) -> Any:
    if isinstance(value, TensorSpec):
        return Operand(value.shape or (), value.dtype)
    return type(value)(operand(item) for item in value) if isinstance(value, list | tuple) else value


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", sorted(set(OP_RULES) - NOT_MEASURED))
def test_function_refuses_the_dtypes_that_keras_refuses(name: str) -> None:
    entry = entry_of(name)

    @settings(examples(12), phases=[Phase.generate])
    @given(strategy_of(name), st.data())
    def agree(arguments: Arguments, data: st.DataObject) -> None:
        tensors = [one for one in flat(arguments) if isinstance(one, TensorSpec)]
        alike = data.draw(st.sampled_from([True, True, False]))
        one, other = (data.draw(st.sampled_from(TRIED if alike else TENSORS)) for _ in range(2))
        dtypes = [one] * len(tensors) if alike else [one, *[other] * len(tensors)]
        tried = with_dtypes(arguments, iter(dtypes))
        found: list[TensorSpec] = []
        ours = refused(lambda: found.extend(listed(call_op(Call(name, {**defaults_of(entry), **tried})).outputs)))
        if ours == WRONG_DTYPE:
            assert not keras_runs(name, tried), f"we refuse {name} of {tried}, Keras runs it"
        elif ours is None and tensors and (theirs := in_keras(name, tried)) is None:
            sound = with_dtypes(arguments, iter(one.dtype or "float32" for one in tensors))
            assert in_keras(name, sound) is None, f"Keras refuses {name} of {tried}, and we do not"
        elif ours is None and tensors and len(found) == len(theirs):
            wrong = [
                (mine.dtype, other)
                for mine, other in zip(found, theirs, strict=True)
                if mine.dtype not in (None, other)
            ]
            assert wrong == [], f"{name} of {tried}"

    agree()


@pytest.mark.tensorflow
@pytest.mark.parametrize("sign", OPERATORS)
def test_operator_refuses_the_dtypes_that_keras_refuses(sign: str) -> None:
    pairs = [(one, other) for one in PAIRED for other in PAIRED if not {one, other} <= set(NUMBERS)]

    @settings(examples(60), phases=[Phase.generate])
    @given(st.sampled_from(pairs))
    def agree(pair: tuple[str, str]) -> None:
        if sign == "@" and set(pair) & set(NUMBERS):
            return
        shape = (3, 3) if sign == "@" else (3,)
        given = [{"int": 1, "float": 1.5}.get(one, TensorSpec(shape, one)) for one in pair]
        compute = arithmetic.compare if sign in ("<", "<=", ">", ">=", "==", "!=") else None
        ours = refused(lambda: check_operator(sign, given))
        assert refused(lambda: compute(*given) if compute else arithmetic.binary(sign, *given)) is None
        theirs = runs(OPERATORS[sign], {"x1": Operand(shape), "x2": Operand(shape)}, list(pair))
        assert (ours == WRONG_DTYPE) != theirs, pair

    agree()


@pytest.mark.tensorflow
@pytest.mark.parametrize("dtype", TRIED)
def test_minus_refuses_the_dtypes_that_tensorflow_refuses(dtype: str) -> None:
    tf = pytest.importorskip("tensorflow")
    tensor = tf.fill((2,), "1") if dtype == "string" else tf.cast(tf.ones((2,)), dtype)
    ours = refused(lambda: check_operator("-", [TensorSpec((2,), dtype)]))
    try:
        operator.neg(tensor)
    except Exception:
        assert ours == WRONG_DTYPE
    else:
        assert ours is None


ACTIVATIONS = ("elu", "gelu", "hard_sigmoid", "linear", "mish", "relu", "sigmoid", "softmax", "softplus", "tanh")


@pytest.mark.tensorflow
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_layer_of_an_activation_takes_what_that_takes(activation: str) -> None:
    tf = pytest.importorskip("tensorflow")
    for dtype in TRIED:
        tensor = tf.fill((2, 2), "1") if dtype == "string" else tf.cast(tf.ones((2, 2)), dtype)
        call = Call("Activation", {"activation": activation}, (TensorSpec((2, 2), dtype),))
        ours = refused(lambda call=call: call_layer(call))  # type: ignore[misc]
        try:
            tf.keras.layers.Activation(activation)(tensor)
        except Exception:
            assert ours == WRONG_DTYPE, dtype
        else:
            assert ours is None, dtype


@pytest.mark.parametrize("operands", [["float32", None], [None, "string"], ["int16", "string16"]])
def test_of_dtypes_that_are_not_known_nothing_is_said(operands: list[str | None]) -> None:
    tensors = [TensorSpec((2,), dtype) for dtype in operands]
    assert refused(lambda: check_operator("+", tensors)) is None
    arguments = dict(zip(("x1", "x2"), tensors, strict=True))
    assert refused(lambda: call_op(Call("add", arguments))) is None


@pytest.mark.tensorflow
@pytest.mark.parametrize("channels", [1, 3])
def test_pictures_of_one_channel_are_grey_already(channels: int) -> None:
    arguments = {"images": Operand((2, 4, 4, channels))}
    call = Call("image.rgb_to_grayscale", {"images": TensorSpec((2, 4, 4, channels), "string")})
    assert (refused(lambda: call_op(call)) is None) == runs("image.rgb_to_grayscale", arguments, ["string"])
    assert (refused(lambda: call_op(call)) is None) == (channels == 1)


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    ("name", "arguments", "dtype"),
    [
        ("gcd", {"x1": Operand((2,)), "x2": 2}, "bfloat16"),
        ("gcd", {"x1": Operand((2,)), "x2": 2}, "uint64"),
        ("ldexp", {"x1": Operand((2,)), "x2": 2}, "bfloat16"),
        ("diff", {"a": Operand((2, 2)), "n": 0}, "string"),
        ("nanmedian", {"x": Operand((2, 2)), "axis": []}, "string"),
        ("nanmax", {"x": Operand((2, 2)), "axis": []}, "string"),
        ("nanmean", {"x": Operand((2, 2)), "axis": []}, "string"),
        ("nanmean", {"x": Operand((2, 2)), "axis": []}, "complex64"),
        ("logical_or", {"x1": Operand((2,)), "x2": 1}, "string"),
        ("logical_or", {"x1": Operand((2,)), "x2": True}, "string"),
        ("gcd", {"x1": Operand((2,)), "x2": True}, "bfloat16"),
        ("tile", {"x": Operand((2, 2)), "repeats": [3, 0, 1]}, "uint16"),
        ("tile", {"x": Operand((2, 2)), "repeats": [1, 1, 1]}, "uint16"),
        ("tile", {"x": Operand((2, 2)), "repeats": 1}, "uint16"),
        ("tile", {"x": Operand((2, 2)), "repeats": 2}, "uint16"),
        ("tile", {"x": Operand((2, 2)), "repeats": []}, "uint16"),
    ],
)
def test_what_was_once_said_otherwise(name: str, arguments: Arguments, dtype: str) -> None:
    given = {key: TensorSpec(one.shape, dtype) if isinstance(one, Operand) else one for key, one in arguments.items()}
    call = Call(name, {**defaults_of(entry_of(name)), **given})
    assert (refused(lambda: call_op(call)) is None) == runs(name, arguments, [dtype])


BOOLEANS = ("add", "subtract", "minimum", "power", "hypot", "multiply", "greater_equal", "logical_or", "gcd", "lcm")


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", BOOLEANS)
def test_true_is_a_boolean(name: str) -> None:
    for dtype in TRIED:
        call = Call(name, {"x1": TensorSpec((2,), dtype), "x2": True})
        found = runs(name, {"x1": Operand((2,)), "x2": True}, [dtype])
        assert (refused(lambda call=call: call_op(call)) is None) == found, dtype  # type: ignore[misc]


@pytest.mark.tensorflow
@pytest.mark.parametrize("default", [0, 1.5, True])
def test_the_default_of_select_counts_where_it_is_wider(default: object) -> None:
    for dtype in sorted(set(TRIED) - {"string", "complex64", "uint64"}):
        chosen = {"condlist": [TensorSpec((2,), "bool")], "choicelist": [TensorSpec((2,), dtype)], "default": default}
        outputs = listed(call_op(Call("select", chosen)).outputs)
        assert [one.dtype for one in outputs] == in_keras("select", chosen), dtype


def normalization(x: str, mean: str, variance: str) -> Arguments:
    statistics = {"mean": TensorSpec((3,), mean), "variance": TensorSpec((3,), variance)}
    return {"x": TensorSpec((2, 3), x), "axis": -1, **statistics}


def scaling(x: str, offset: str, scale: str) -> Arguments:
    return normalization(x, x, x) | {"offset": TensorSpec((3,), offset), "scale": TensorSpec((3,), scale)}


def attention(*dtypes: str) -> Arguments:
    return {name: TensorSpec((2, 2, 2, 4), one) for name, one in zip(("query", "key", "value"), dtypes, strict=True)}


def grid(*dtypes: str) -> Arguments:
    return {"x": [TensorSpec((3,), one) for one in dtypes], "indexing": "ij"}


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("batch_normalization", normalization),
        ("batch_normalization", scaling),
        ("dot_product_attention", attention),
        ("meshgrid", grid),
    ],
)
def test_three_tensors_of_different_dtypes(name: str, of: Callable[..., Arguments]) -> None:
    for dtypes in product(("bool", "int32", "uint8", "float16", "float32", "complex64"), repeat=3):
        arguments = of(*dtypes)
        call = Call(name, {**defaults_of(entry_of(name)), **arguments})
        found = keras_runs(name, arguments)
        assert (refused(lambda call=call: call_op(call)) is None) == found, dtypes  # type: ignore[misc]


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("matmul", {"x1": TensorSpec((2, 2), "int8"), "x2": TensorSpec((2, 3), "int8")}),
        ("fmod", {"x1": TensorSpec((2, 4, 2), "uint64"), "x2": TensorSpec((2, 4, 2), "uint64")}),
        ("einsum", {"subscripts": "ab,bc->ac", "operands": [TensorSpec((2, 2), "int8"), TensorSpec((2, 3), "int8")]}),
        ("einsum", {"subscripts": "ab->a", "operands": [TensorSpec((2, 2), "int8")]}),
        ("meshgrid", {"x": [TensorSpec((5,), "bool"), TensorSpec((2,), "int64")], "indexing": "ij"}),
    ],
)
def test_dtypes_that_were_once_others(name: str, arguments: Arguments) -> None:
    outputs = listed(call_op(Call(name, {**defaults_of(entry_of(name)), **arguments})).outputs)
    theirs = in_keras(name, arguments)
    assert theirs is not None
    assert all(mine.dtype in (None, other) for mine, other in zip(outputs, theirs, strict=True))
