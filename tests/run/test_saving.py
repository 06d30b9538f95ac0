"""Saved models load in a new process that has run nothing but the program, and predict what they did before."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

from tests.cases import discover
from tests.cases.discover import Case
from tests.run import programs

pytestmark = [pytest.mark.tensorflow, pytest.mark.slow]

# The first two give nothing before they have seen data; `sampling` draws other numbers in every call.
CASES = [c.without_training() for c in discover.valid_cases() if c.name not in ("adapted", "data_series", "sampling")]

# Keras cannot load a functional model that holds a model on its own and inside of another one.
KNOWN = {"nested_chain functional"}

# Keras itself says this about every array; it is about NumPy 2.
EXPECTED = "__array__ implementation"


def save(case: Case, style: str, folder: Path) -> dict[str, str]:
    """Build a model with weights that no initializer gives, save it, and keep what it predicts."""
    text = discover.code(case, style)
    program = folder / "program.py"
    module = programs.load(text, folder, "saved")
    program.write_text(text, encoding="utf-8")
    inputs = programs.inputs_for(programs.build(case, "functional", folder))
    model = module.build_model()
    rng = np.random.default_rng(1)
    for weight in model.weights:
        if weight.dtype == "float32":
            weight.assign(weight.numpy() + rng.uniform(0.01, 0.1, weight.shape).astype("float32"))
    outputs = programs.outputs_of(model, inputs)
    path = folder / "model.keras"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message=EXPECTED)
        model.save(path)
    given = inputs if isinstance(inputs, dict) else {"only": inputs}
    np.savez(
        folder / "samples.npz",
        **{f"in_{name}": value for name, value in given.items()},
        **{f"out_{name}": value for name, value in outputs.items()},
    )
    return {
        "name": f"{case.name} {style}",
        "program": str(program),
        "model": str(path),
        "samples": str(folder / "samples.npz"),
    }


def reload(jobs: list[dict[str, str]], folder: Path) -> list[tuple[str, str]]:
    """What a new process has to say about the saved models."""
    listed = folder / "jobs.json"
    listed.write_text(json.dumps(jobs), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(programs.MODULES / "reload.py"), str(listed)],
        env=programs.environment(),
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [(name, complaint) for name, complaint in json.loads(done.stdout.splitlines()[-1])]


@pytest.mark.parametrize("half", [0, 1])
def test_saved_models_load_in_a_new_process(half: int, tmp_path: Path) -> None:
    jobs, unsaved = [], []
    for case in CASES[half::2]:
        for style in programs.styles_of(case):
            folder = tmp_path / f"{case.name}_{style}"
            folder.mkdir()
            try:
                jobs.append(save(case, style, folder))
            except Exception as error:
                unsaved.append(f"{case.name} {style}: {type(error).__name__}: {str(error)[:400]}")
    complaints = {name: text for name, text in reload(jobs, tmp_path) if text}
    failed = unsaved + [f"{name}: {text}" for name, text in complaints.items() if name not in KNOWN]
    assert not failed, "\n".join(failed)
    saved = {job["name"] for job in jobs}
    assert KNOWN & saved <= set(complaints), "these load by now: take them out of KNOWN"
