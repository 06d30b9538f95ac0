"""Own layers and submodels that are told whether they learn: what is frozen, in every style, and after loading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dsl.compiler import Options, draw_source
from dsl.source import Source
from tests.cases import discover
from tests.cases.discover import Case
from tests.run import programs

pytestmark = pytest.mark.tensorflow

CASE = next(case for case in discover.valid_cases() if case.name == "submodel_options")


def counts(model: Any) -> tuple[int, int]:
    """How many numbers are trained, and how many there are."""
    return tuple(sum(int(np.prod(w.shape)) for w in found) for found in (model.trainable_weights, model.weights))


@pytest.mark.parametrize("learn", [False, True])
def test_what_learns(learn: bool, tmp_path: Path) -> None:
    import tensorflow as tf

    case = CASE.without_training()
    source = Source("submodel_options.model", case.text)
    graph, _ = draw_source(source, Options(settings={"learn": str(learn)}))
    assert graph is not None and graph.count is not None
    expected = (graph.count.trainable, graph.count.total)
    for style in programs.styles_of(case):
        model = programs.build(case, style, tmp_path, learn=learn)
        assert counts(model) == expected, style
        model.save(tmp_path / "model.keras")
        assert counts(tf.keras.models.load_model(tmp_path / "model.keras")) == expected, f"{style}, loaded"


def test_layers_with_layers_inside_learn_as_keras_has_it(tmp_path: Path) -> None:
    folder = discover.HERE / "warned" / "W301-learns-inside"
    text = (folder / "input.model").read_text(encoding="utf-8")
    graph, _ = draw_source(Source("input.model", text))
    assert graph is not None and graph.count is not None
    case = Case("learns", text, folder, discover.STYLES, ())
    for style in programs.styles_of(case):
        assert counts(programs.build(case, style, tmp_path)) == (graph.count.trainable, graph.count.total), style


ATTENTION_INSIDE = """model Sub {
    input x: float32[5, 4]
    output y = (x, x) -> MultiHeadAttention(2, 3)
}

model M {
    input x: float32[5, 4]
    h = x -> Sub(trainable=False)
    output y = h -> Dense(2)
}
"""


def test_what_is_frozen_may_make_layers_when_it_is_built(tmp_path: Path) -> None:
    case = Case("attention", ATTENTION_INSIDE, Path(), discover.STYLES, ())
    for style in ("functional", "subclass", "layer"):
        model = programs.load(discover.code(case, style, "fit", model="M"), tmp_path, style).build_model()
        assert counts(model) == (10, 128), style


def test_frozen_weights_stay(tmp_path: Path) -> None:
    """And batch normalization inside of what is frozen keeps its statistics."""
    for style, loop in (("functional", "custom"), ("subclass", "fit")):
        module = programs.load(discover.code(CASE, style, loop), tmp_path, style)
        before = [weight.numpy() for weight in programs.build(CASE, style, tmp_path, seed=0).weights]
        model = module.train(run_dir=str(tmp_path / style)).model
        changing = {id(weight) for weight in (*model.trainable_weights, *model.get_layer("enc").weights)}
        for weight, start in zip(model.weights, before, strict=True):
            same = np.array_equal(weight.numpy(), start)
            if id(weight) not in changing:
                assert same, f"{style}: {weight.path}"
            elif weight.name != "bias":  # a bias before a normalization has no gradient
                assert not same, f"{style}: {weight.path}"
