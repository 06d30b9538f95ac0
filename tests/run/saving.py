"""Models that are saved for another process to load."""

from __future__ import annotations

import hashlib
import re
import warnings
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from tests.cases.discover import Case
from tests.run import programs
from tests.run.modules.reload import EXPECTED, predictions
from tests.run.reloading import Saved


def build(case: Case, style: str, folder: Path) -> Any:
    """The model of a program that is alone in a new folder."""
    folder.mkdir()
    return programs.build(case, style, folder)


def save(model: Any, inputs: Any, folder: Path) -> tuple[Saved, dict[str, str]]:
    """A model saved beside its program, with weights that no initializer gives, and what it predicts with them.

    The model itself has its own weights again in the end.
    """
    own = model.get_weights()
    rng = np.random.default_rng(1)
    for weight in model.weights:
        if weight.dtype == "float32":
            weight.assign(weight.numpy() + rng.uniform(0.01, 0.1, weight.shape).astype("float32"))
    (program,) = folder.glob("*.py")
    saved = Saved(program, folder / "model.keras", folder / "samples.npz")
    programs.save_inputs(saved.samples, inputs)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message=EXPECTED)
        model.save(saved.model)
    expected = predictions(model, inputs)
    model.set_weights(own)
    return saved, expected


def content(saved: Saved) -> tuple[str, str]:
    """What a saved file holds: its configuration, without the program's name and the numbers of a process; its weights.

    Two programs that save the same are loaded as the same.
    """
    with zipfile.ZipFile(saved.model) as parts:
        text = parts.read("config.json").decode().replace(f'"{saved.program.stem}', '"')
        weights = hashlib.sha256(parts.read("model.weights.h5")).hexdigest()
    numbers: dict[str, str] = {}
    return re.sub(r'(?<="shared_object_id": )\d+', lambda m: numbers.setdefault(m[0], str(len(numbers))), text), weights
