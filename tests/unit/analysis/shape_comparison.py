"""What we say of a layer, what Keras says, and the comparison of the two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dsl.analysis.elaborate.evaluate import EvaluationError
from dsl.analysis.shapes.defaults import defaults_of
from dsl.analysis.shapes.library import call_layer
from dsl.analysis.shapes.rule import Call, ShapeResult
from dsl.ir.graph import ParameterCount, TensorSpec, add_counts
from tests.unit.analysis.shape_strictness import is_meant
from tests.unit.analysis.shape_values import LAYERS, Config, Inner

NONE: Mapping[str, Any] = {}


def ours(name: str, config: Config, options: Mapping[str, Any] = NONE, dtype: str = "float32") -> ShapeResult | str:
    arguments, inputs, as_list = config
    given_inputs = (inputs,) if as_list else tuple(inputs)
    try:
        return call_layer(Call(name, {**defaults_of(LAYERS[name]), **arguments}, given_inputs, options, dtype))
    except EvaluationError as error:
        return error.message


def call_of(keras: Any, name: str, config: Config, options: Mapping[str, Any] = NONE) -> tuple[Any, Any]:
    """The layer, and what it gives for symbolic tensors."""
    arguments, inputs, as_list = config
    tensors = [keras.KerasTensor(spec.shape, spec.dtype) for spec in inputs]
    layer = getattr(keras.layers, name)(**made(keras, arguments))
    return layer, layer(tensors, **options) if as_list else layer(*tensors, **options)


def refuses(keras: Any, name: str, config: Config) -> str | None:
    """What Keras says against a configuration, None where it takes it."""
    try:
        call_of(keras, name, config)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def theirs(
    keras: Any, name: str, config: Config, options: Mapping[str, Any] = NONE
) -> tuple[list[TensorSpec], int, int] | str:
    try:
        layer, output = call_of(keras, name, config, options)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return specs_of(output), *counts_of(layer)


def runs(keras: Any, name: str, config: Config, options: Mapping[str, Any] = NONE) -> bool:
    """Whether a layer that Keras has built runs on zeros, too, in training as well; sizes that vary are 4 then."""
    arguments, inputs, as_list = config
    shapes = [[4 if size is None else size for size in spec.shape or ()] for spec in inputs]
    tensors = [
        keras.ops.convert_to_tensor([["a"]]) if spec.dtype == "string" else keras.ops.zeros(shape, spec.dtype)
        for shape, spec in zip(shapes, inputs, strict=True)
    ]
    for training in (False, True):
        try:
            layer = getattr(keras.layers, name)(**made(keras, arguments))
            run = in_a_graph(layer) if name.startswith("Adaptive") else layer
            mode = {"training": training} if layer._call_has_training_arg else {}
            named = {**mode, **options}
            run(tensors, **named) if as_list else run(*tensors, **named)
        except Exception:
            return False
    return True


def in_a_graph(layer: Any) -> Any:
    """The layer as training calls it: where a window does not fit, it is refused there, or ends the process here."""
    import tensorflow as tf

    return tf.function(layer)


def made(keras: Any, value: Any) -> Any:
    """An argument with each layer in it as Keras's."""
    match value:
        case Inner():
            return getattr(keras.layers, value.target.name)(**made(keras, value.arguments))
        case list():
            return [made(keras, item) for item in value]
        case dict():
            return {name: made(keras, item) for name, item in value.items()}
    return value


def total(result: ShapeResult) -> ParameterCount | None:
    """All weights, those of the layers inside of it too."""
    return add_counts([result.count, *(count for _, count in result.parts)])


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


def check(
    keras: Any,
    name: str,
    config: Config,
    strict: bool = True,
    options: Mapping[str, Any] = NONE,
    dtype: str = "float32",
) -> None:
    """Both give the same or refuse; with `strict`, no result that Keras gives is unknown to us."""
    mine, keras_says = ours(name, config, options, dtype), theirs(keras, name, config, options)
    if isinstance(mine, str):
        # What Keras builds and then cannot run counts as refused by it.
        if not isinstance(keras_says, str) and not is_meant(mine):
            assert not runs(keras, name, config, options), f"we refuse ({mine}), Keras gives {keras_says}"
        return
    unknown = any(spec.shape is None for spec in listed(mine.outputs))
    if isinstance(keras_says, str):
        assert unknown, f"Keras refuses ({keras_says}), we give {mine}"
        return
    assert not (unknown and strict), f"unknown to us, Keras gives {keras_says}"
    if unknown:
        return
    count = total(mine)
    assert count is not None
    outputs, trainable, non_trainable = keras_says
    assert [spec.shape for spec in listed(mine.outputs)] == [spec.shape for spec in outputs]
    for spec, other in zip(listed(mine.outputs), outputs, strict=True):
        assert spec.dtype == other.dtype or (spec.dtype is None and not strict)
    assert (count.trainable, count.non_trainable) == (trainable, non_trainable)
