"""Configurations that are often wrong on purpose, and whether Keras and `check` refuse them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dsl.catalog import Parameter, ParameterKind
from dsl.compiler import check_source
from dsl.diagnostics import Severity
from dsl.ir.graph import TensorSpec
from dsl.source import Source
from tests.unit.analysis.shape_strategies import strategy_of
from tests.unit.analysis.shape_values import LAYERS, Config, Inner, tensor

NOT_CHANGED = ("args", "dtype", "kwargs", "name", "quantization_config", "seed", "weights")
BY_NAME = ("initializer", "regularizer", "constraint")
"""Ends of arguments that take a Keras object by its name, which `test_names` looks at."""

WILD: tuple[object, ...] = (
    None, True, -2, -1, 0, 1, 2, 3, 7, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, "smae", "same", "valid", "causal",
    "channels_first", "channels_last", "relu", "sum", "int", "one_hot", "nearest", "bilinear", "ab,bc->ac", (), (1,),
    (0,), (2, 2), (1, 2), (2, 1), (1, 2, 3), (0, 1), (-1, 1), (1.5, 2), (3, 3, 3), ((1, 1), (2, 2)), (-1,), (-1, 2),
    (4, None), (None,), ("a", "b"), [1, 2], [], [0.5], [-0.5, 0.5], [2, 1], [3], {}, "SAME", "CHANNELS_FIRST", "INT",
)  # fmt: skip
"""Values of all sorts, most of them wrong for most arguments."""

OTHER_DTYPES = st.sampled_from(["float32", "int32", "bool", "string", "float16", "uint8"])


def changeable(name: str) -> list[Parameter]:
    """The parameters of a layer that have a domain of their own."""
    return [
        parameter
        for parameter in LAYERS[name].parameters
        if parameter.name not in NOT_CHANGED
        and not parameter.name.endswith(BY_NAME)
        and parameter.kind not in (ParameterKind.VAR_POSITIONAL, ParameterKind.VAR_KEYWORD)
    ]


@st.composite
def wrong(draw: Any, name: str) -> Config:
    """A configuration of the layer's own strategy, with one or two things changed at random."""
    arguments, inputs, as_list = draw(strategy_of(name))
    arguments, inputs = dict(arguments), list(inputs)
    parameters = changeable(name)
    for _ in range(draw(st.sampled_from([1, 1, 1, 2]))):
        if parameters and draw(st.integers(0, 4)) < 3:
            arguments[draw(st.sampled_from(parameters)).name] = draw(st.sampled_from(WILD))
        else:
            inputs, as_list = draw(changed_inputs(inputs, as_list))
    inputs = [TensorSpec(tuple(size if size != 0 else 1 for size in spec.shape or ()), spec.dtype) for spec in inputs]
    return arguments, inputs, as_list


@st.composite
def changed_inputs(draw: Any, inputs: list[TensorSpec], as_list: bool) -> tuple[list[TensorSpec], bool]:
    """The inputs with another rank, size, dtype or number."""
    place = draw(st.integers(0, len(inputs) - 1))
    one = inputs[place]
    match draw(st.sampled_from(["size", "size", "rank", "rank", "dtype", "fewer", "more", "list", "batch"])):
        case "size":
            sizes = list(one.shape or ())
            if len(sizes) > 1:
                sizes[draw(st.integers(1, len(sizes) - 1))] = draw(st.sampled_from([None, 1, 2, 3, 5, 8]))
            inputs[place] = TensorSpec(tuple(sizes), one.dtype)
        case "rank":
            inputs[place] = draw(tensor(draw(st.integers(1, 6)), dtype=st.just(one.dtype)))
        case "dtype":
            inputs[place] = TensorSpec(one.shape, draw(OTHER_DTYPES))
        case "fewer":
            inputs = inputs[:place] + inputs[place + 1 :] if len(inputs) > 1 else inputs
        case "more":
            inputs = [*inputs, one]
        case "list":
            as_list = not as_list
        case _:
            inputs[place] = TensorSpec((draw(st.sampled_from([None, 1, 2, 3])), *(one.shape or ())[1:]), one.dtype)
    return inputs, as_list


def text_of(name: str, config: Config) -> str:
    """The configuration as a .model file."""
    arguments, inputs, as_list = config
    lines = [f"    input {_input(place, spec)}" for place, spec in enumerate(inputs)]
    names = ", ".join(f"x{place}" for place in range(len(inputs)))
    given = f"[{names}]" if as_list else names if len(inputs) == 1 else f"({names})"
    lines += [f"    y = {given} -> {_layer(name, arguments)}", "    output x0"]
    return "model M {\n" + "\n".join(lines) + "\n}\n"


def _input(place: int, spec: TensorSpec) -> str:
    batch, *sizes = spec.shape or ()
    shape = ", ".join("?" if size is None else str(size) for size in sizes)
    return f"x{place}: {spec.dtype}[{shape}]" + ("" if batch is None else f"(batch_size={batch})")


def _layer(name: str, arguments: dict[str, Any]) -> str:
    return f"{name}({', '.join(f'{key}={_literal(value)}' for key, value in arguments.items())})"


def _literal(value: Any) -> str:
    match value:
        case Inner():
            return _layer(value.target.name, value.arguments)
        case list():
            return f"[{', '.join(_literal(item) for item in value)}]"
        case str():
            return '"' + value + '"'
    return repr(value)


def errors_of(text: str) -> list[str]:
    """What `check` says of a file, warnings apart."""
    problems = check_source(Source("wrong.model", text)).problems
    return [f"{one.code} {one.message}" for one in problems if one.severity is Severity.ERROR]
