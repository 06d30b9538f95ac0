"""Losses, metrics and callbacks from Python stand wherever those of Keras do, in both loops."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from dsl.compiler import Options, compile_source
from dsl.source import Source
from tests.run import programs

pytestmark = pytest.mark.tensorflow

FILE = """from own_training import Distance, Named, Noting, Scaled, Two, absolute

model M {{
    input x: float32[3]
    output a = x -> Dense(2)
    output b = x -> Dense(2)
}}

train M {{
    data = synthetic(8)
    epochs = 2
    batch_size = 4
    {settings}
}}
"""

PLACES = {
    "one_loss": ("loss = Scaled(2.0)", set()),
    "losses_by_output": ("loss = {a: Scaled(scale=2.0), b: absolute}", set()),
    "metrics": ("loss = MeanSquaredError()\n    metrics = [Distance()]", {"a_distance", "b_distance"}),
    "metrics_by_output": (
        'loss = Scaled()\n    metrics = {a: [Distance(), MeanAbsoluteError(name="e")], b: Distance(name="d")}',
        {"a_distance", "a_e", "b_d"},
    ),
    "weighted_metrics": ("loss = Scaled()\n    weighted_metrics = [Distance()]", {"a_distance", "b_distance"}),
    "inside_of_a_metric": (
        'loss = Scaled()\n    metrics = {a: [MeanMetricWrapper(absolute, name="w")]}',
        {"a_w"},
    ),
    "several_numbers_by_name": ("loss = Scaled()\n    metrics = {a: [Named()]}", {"near", "far"}),
    "callbacks": ('loss = Scaled()\n    callbacks = [Noting("one"), Noting(word="two")]', set()),
}


def trained(settings: str, style: str, loop: str, folder: Path) -> dict[str, list[float]]:
    compilation = compile_source(Source("m.model", FILE.format(settings=settings)), Options(style=style, loop=loop))
    assert compilation.code is not None, compilation.problems
    return programs.history(programs.load(compilation.code, folder), folder / loop)


@pytest.mark.parametrize("place", PLACES)
def test_both_loops_take_what_comes_from_python(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(programs.MODULES))
    own_training = importlib.import_module("own_training")
    settings, names = PLACES[place]
    monkeypatch.setattr(own_training.Noting, "noted", [])
    fitted = trained(settings, "functional", "fit", tmp_path)
    noted = list(own_training.Noting.noted)
    looped = trained(settings, "subclass", "custom", tmp_path)
    assert fitted.keys() == looped.keys() == {"loss", "a_loss", "b_loss"} | names
    for name, numbers in fitted.items():
        assert looped[name] == pytest.approx(numbers, rel=1e-5)
    assert noted == ([("one", 0), ("two", 0), ("one", 1), ("two", 1)] if place == "callbacks" else [])
    assert own_training.Noting.noted == 2 * noted


@pytest.mark.parametrize(("style", "loop"), [("functional", "fit"), ("subclass", "custom")])
def test_a_vector_is_refused_by_name(style: str, loop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(programs.MODULES))
    settings = "loss = MeanSquaredError()\n    metrics = {a: [Two(name='pair')]}"
    with pytest.raises(SystemExit, match="The metric `a_pair` comes to 2 numbers, and has to come to one"):
        trained(settings, style, loop, tmp_path)
