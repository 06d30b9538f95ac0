"""Saved models load in a new process that has run nothing but the program, and predict what they did before."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases import discover
from tests.cases.discover import Case
from tests.run import programs
from tests.run.modules.reload import EXPECTED, predictions
from tests.run.reloading import Reloader, Saved

pytestmark = [pytest.mark.tensorflow, pytest.mark.slow]

# The first four give nothing before they have seen data; the last two draw other numbers in every call.
EXCLUDED = ("adapted", "adapted_behind", "learned_bins", "data_series", "sampling", "random_functions")
CASES = [c.without_training() for c in discover.valid_cases() if c.name not in EXCLUDED]


def save(case: Case, style: str, inputs: Any, folder: Path) -> tuple[Saved, dict[str, str]]:
    """A saved model with weights that no initializer gives, and what it predicts."""
    folder.mkdir()
    module = programs.load(discover.code(case, style), folder, "saved")
    model = module.build_model()
    rng = np.random.default_rng(1)
    for weight in model.weights:
        if weight.dtype == "float32":
            weight.assign(weight.numpy() + rng.uniform(0.01, 0.1, weight.shape).astype("float32"))
    saved = Saved(Path(str(module.__file__)), folder / "model.keras", folder / "samples.npz")
    programs.save_inputs(saved.samples, inputs)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message=EXPECTED)
        model.save(saved.model)
    return saved, predictions(model, inputs)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_saved_models_load_in_a_new_process(case: Case, tmp_path: Path, reloader: Reloader) -> None:
    inputs = programs.inputs_for(programs.build(case, "functional", tmp_path))
    found = {style: save(case, style, inputs, tmp_path / style) for style in programs.styles_of(case)}
    again = reloader.reload([saved for saved, _ in found.values()])
    for (style, (_, expected)), loaded in zip(found.items(), again, strict=True):
        assert not loaded.failed and not loaded.said, f"{style}: {loaded.failed} {loaded.said}"
        assert loaded.predictions == expected, style


@pytest.mark.parametrize("name", ["W304-nested", "sound-nested"])
def test_models_do_not_load_where_the_warning_says_so(name: str, tmp_path: Path, reloader: Reloader) -> None:
    text = (discover.HERE / "warned" / name / "input.model").read_text(encoding="utf-8")
    case = Case(name, text, tmp_path, discover.STYLES, ())
    inputs = programs.inputs_for(programs.build(case, "functional", tmp_path))
    found = [save(case, style, inputs, tmp_path / style) for style in ("functional", "subclass")]
    functional, subclass = reloader.reload([saved for saved, _ in found])
    assert bool(functional.failed) is (name == "W304-nested")
    assert subclass.predictions == found[1][1]
