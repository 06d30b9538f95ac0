"""Parameters stay parameters in the generated program: other values give other networks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cases import discover
from tests.run import programs

pytestmark = pytest.mark.tensorflow

CASES = {case.name: case.without_training() for case in discover.valid_cases()}

CHANGED: list[tuple[str, dict[str, Any]]] = [
    ("chain", {"depth": 5, "rate": 0.5}),
    ("chain", {"depth": 0, "units": 2}),
    ("loops", {"depth": 5, "sizes": [3, 2, 1], "rates": [0.1, 0.0, 0.2], "wide": False}),
    ("loops", {"depth": 0, "sizes": []}),
    ("repeats", {"depth": 5}),
    ("repeats", {"depth": 1}),
    ("residual", {"widths": [2, 3, 4], "depth": 1}),
    ("unet", {"filters": (2, 3, 4)}),
    ("unet_zip", {"filters": [1]}),
    ("choices", {"kind": "gru", "deep": True, "units": 5}),
    ("attention", {"layers": 3, "heads": 1}),
    ("own_layer", {"units": 8}),
    ("training_layers", {"depth": 5}),
    ("model_twice", {"depth": 5}),
    ("ternaries", {"depth": 5, "pool": "mean", "deep": False, "skip": True}),
    ("compile_time", {"stop": 6}),
    ("parameter_kinds", {"items": [2, 3, 4], "empty": [5], "none": "relu", "table": {"rate": 0.0}}),
]


def shapes(model: Any) -> list[tuple[int, ...]]:
    return [tuple(weight.shape) for weight in model.weights]


@pytest.mark.parametrize(("name", "parameters"), CHANGED, ids=lambda value: str(value))
def test_other_values_give_the_same_other_network_in_each_style(
    name: str, parameters: dict[str, Any], tmp_path: Path
) -> None:
    case = CASES[name]
    first, *others = programs.styles_of(case)
    unchanged = programs.build(case, first, tmp_path)
    model = programs.build(case, first, tmp_path, **parameters)
    assert shapes(model) != shapes(unchanged)
    inputs = programs.inputs_for(model)
    outputs = programs.outputs_of(model, inputs)
    for style in others:
        other = programs.build(case, style, tmp_path, **parameters)
        assert shapes(other) == shapes(model), style
        for output, value in programs.outputs_of(other, inputs).items():
            assert (value == outputs[output]).all(), style


def test_a_deeper_network_has_more_weights(tmp_path: Path) -> None:
    for style in programs.styles_of(CASES["chain"]):
        depths = [len(programs.build(CASES["chain"], style, tmp_path, depth=depth).weights) for depth in (1, 2, 5)]
        assert [count - depths[0] for count in depths] == [0, 2, 8]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("relu", "relu"), ("3", 3), ("0.5", 0.5), ("None", None), ("[3, 4]", [3, 4]), ("'3'", "3"), ("a b", "a b")],
)
def test_a_flag_without_a_default_takes_any_value(given: str, expected: object, tmp_path: Path) -> None:
    text = "model Any(value=None) {\n    input x: float32[2]\n    output y = x -> Dense(2, activation=value)\n}\n"
    case = discover.Case("any", text, Path(), discover.STYLES, ())
    module = programs.load(discover.code(case, "functional"), tmp_path)
    found: dict[str, object] = {}

    class Model:
        def summary(self) -> None:
            """What `main` asks for in the end."""

    def build_model(**parameters: object) -> Model:
        found.update(parameters)
        return Model()

    vars(module)["build_model"] = build_model
    vars(module)["main"](["--value", given])
    assert found == {"value": expected}
