"""Run in a process of its own: loads saved models and says which of them give other predictions than before.

Reads a list of `{name, program, model, samples}` from the file named on the command line and prints a list of
`[name, complaint]`.
"""

from __future__ import annotations

import json
import runpy
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf


def complaint(job: dict[str, str]) -> str:
    """What is wrong with one model; empty where nothing is."""
    module = runpy.run_path(job["program"], run_name="loaded")
    assert "build_model" in module
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = tf.keras.models.load_model(job["model"])
    with np.load(job["samples"]) as data:
        inputs = {key[3:]: data[key] for key in data if key.startswith("in_")}
        expected = {key[4:]: data[key] for key in data if key.startswith("out_")}
    given: Any = next(iter(inputs.values())) if len(inputs) == 1 else inputs
    results = model(tf.nest.map_structure(tf.constant, given), training=False)
    if not isinstance(results, dict):
        results = {"output": results}
    wrong = [name for name, value in expected.items() if not np.array_equal(results[name].numpy(), value)]
    said = [str(w.message) for w in caught if "__array__" not in str(w.message)]
    return "; ".join([*(f"{name} differs" for name in wrong), *said])


def main() -> None:
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = []
    for job in jobs:
        try:
            found.append([job["name"], complaint(job)])
        except Exception as error:
            found.append([job["name"], f"{type(error).__name__}: {str(error)[:2000]}"])
    print(json.dumps(found))


if __name__ == "__main__":
    main()
