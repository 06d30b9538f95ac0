"""Run in a process of its own: loads saved models, and says what they predict.

Reads one JSON list of jobs a line, each `{program, model, samples}`, and answers with a line of as many results:
`{predictions, said}` or `{failed}`. TensorFlow is imported once, and nothing is kept from one job to the next.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
import warnings
from pathlib import Path
from typing import Any, TextIO

# Keras itself says this of its variables; it is about NumPy 2.
EXPECTED = "__array__ implementation"

HERE = Path(__file__).resolve().parent

# The name of samples for a model with one input.
ONLY = "*"


def predictions(model: Any, inputs: Any) -> dict[str, str]:
    """For each output of a model, its shape and a hash of what it gives for the inputs.

    A layer that draws random numbers outside of training draws those of one fixed seed.
    """
    import tensorflow as tf

    for variable in model.variables:
        if variable.path.endswith("seed_generator_state"):
            variable.assign([7, 11])
    results = model(tf.nest.map_structure(tf.constant, inputs), training=False)
    named = results if isinstance(results, dict) else {"output": results}
    return {name: _digest(value.numpy()) for name, value in named.items()}


def _digest(array: Any) -> str:
    return f"{array.dtype}{list(array.shape)} {hashlib.sha256(array.tobytes()).hexdigest()[:16]}"


def read_inputs(path: str | Path) -> Any:
    """The samples of an .npz file: an array, or a dict of them by input name."""
    import numpy as np

    with np.load(path) as data:
        arrays = {name: data[name] for name in data}
    return arrays.get(ONLY, arrays)


def reloaded(job: dict[str, str]) -> dict[str, Any]:
    """What a saved model predicts once its program is imported, and what Keras warned of while loading it."""
    import tensorflow as tf

    program = Path(job["program"])
    sys.path.insert(0, str(program.parent))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        importlib.import_module(program.stem)
        model = tf.keras.models.load_model(job["model"])
    said = [str(warning.message) for warning in caught if EXPECTED not in str(warning.message)]
    return {"predictions": predictions(model, read_inputs(job["samples"])), "said": said}


def forget(job: dict[str, str]) -> None:
    """Leave no class, layer name or module of a job to the next."""
    import tensorflow as tf

    folder = str(Path(job["program"]).parent)
    sys.path.remove(folder)
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith((f"{folder}/", f"{HERE}/")) and name != "__main__":
            del sys.modules[name]
    tf.keras.utils.get_custom_objects().clear()
    tf.keras.utils.clear_session(free_memory=False)


def answer(job: dict[str, str]) -> dict[str, Any]:
    """The result of one job."""
    try:
        return reloaded(job)
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {str(error)[:2000]}"}
    finally:
        forget(job)


def main(answers: TextIO) -> None:
    for line in sys.stdin:
        print(json.dumps([answer(job) for job in json.loads(line)]), file=answers, flush=True)


if __name__ == "__main__":
    kept, sys.stdout = sys.stdout, sys.stderr  # what Keras prints is no answer
    main(kept)
