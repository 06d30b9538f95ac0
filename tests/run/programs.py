"""Generated programs as modules, and samples that fit their models."""

from __future__ import annotations

import ast
import itertools
import json
import os
import re
import sys
import types
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from tests.cases import discover
from tests.cases.discover import Case
from tests.run.modules import reload

VARYING = 5
MODULES = Path(__file__).resolve().parent / "modules"

# The `train` block that every case is trained with here; `write_samples` makes the data.
TRAINING = """train {model} {{
    data = npz("training.npz")
    validation_data = npz("validation.npz")
    loss = MeanSquaredError()
    optimizer = SGD(0.01, momentum=0.9)
    batch_size = 4
    epochs = 2
    seed = 5
    terminate_on_nan = False
}}"""

_counter = itertools.count()


def load(text: str, folder: Path, name: str = "program") -> types.ModuleType:
    """The module of a program, which is written into `folder`."""
    path = folder / f"{name}_{next(_counter)}.py"
    path.write_text(text, encoding="utf-8")
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[path.stem] = module  # Keras looks a class up by its module.
    spec.loader.exec_module(module)
    return module


def main_model(case: Case) -> str:
    """The name of the model that a case is about."""
    found = re.match(r'"""(\w+), generated from', discover.code(case, "functional"))
    assert found
    return found[1]


def trainable(case: Case) -> Case:
    """The case with the `train` block of these tests in the place of its own."""
    return case.with_training(TRAINING.format(model=main_model(case)))


def styles_of(case: Case) -> tuple[str, ...]:
    """The styles that a case can be written in, the one that all are compared with first."""
    styles = [style for style in discover.STYLES if not discover.is_refused(case, style)]
    return tuple(sorted(styles, key=lambda style: style != "functional"))


def build(case: Case, style: str, folder: Path, seed: int = 3, **parameters: object) -> Any:
    """The model of a program in one style, with freshly drawn weights."""
    import tensorflow as tf

    module = load(discover.code(case, style, "fit"), folder, f"{case.name}_{style}")
    tf.keras.utils.set_random_seed(seed)
    return module.build_model(**parameters)


def inputs_for(model: Any, count: int = 6, seed: int = 0) -> Any:
    """Random samples for a functional model: an array, or a dict of them by input name."""
    import numpy as np

    rng = np.random.default_rng(seed)

    def array(tensor: Any) -> Any:
        shape = (count, *(VARYING if size is None else size for size in tensor.shape[1:]))
        if tensor.dtype == "string":
            return rng.choice(np.array(["red", "green", "a word more"]), size=shape)
        if tensor.dtype.startswith("int"):
            return rng.integers(0, 3, size=shape).astype(tensor.dtype)
        return rng.standard_normal(shape).astype(tensor.dtype)

    if len(model.inputs) == 1:
        return array(model.inputs[0])
    return {tensor.name: array(tensor) for tensor in model.inputs}


def outputs_of(model: Any, inputs: Any) -> dict[str, Any]:
    """The outputs of a model without training, each as an array, by name."""
    import tensorflow as tf

    results = model(tf.nest.map_structure(tf.constant, inputs), training=False)
    if not isinstance(results, dict):
        results = {"output": results}
    return {name: value.numpy() for name, value in results.items()}


def save_inputs(path: Path, inputs: Any) -> None:
    """Write samples for a model to an .npz file, for `reload.read_inputs`."""
    import numpy as np

    np.savez(path, **(inputs if isinstance(inputs, dict) else {reload.ONLY: inputs}))


def identities(model: Any) -> list[str]:
    """For each weight its name, its shape and a hash of what is in it."""
    return [
        f"{weight.name} {tuple(weight.shape)} {sha256(weight.numpy().tobytes()).hexdigest()[:12]}"
        for weight in model.weights
    ]


def write_samples(case: Case, folder: Path) -> None:
    """The data files of `TRAINING`: random samples that fit the model of a case."""
    import numpy as np

    model, fields = build(case, "functional", folder), _fields(case)
    for part, count, seed in (("training", 10, 1), ("validation", 6, 2)):
        inputs = inputs_for(model, count, seed)
        rng = np.random.default_rng(seed)
        answers = {
            name: rng.standard_normal(value.shape).astype("float32")
            for name, value in outputs_of(model, inputs).items()
        }
        arrays = dict(inputs) if isinstance(inputs, dict) else {fields[0]: inputs}
        arrays |= answers if len(answers) > 1 else {fields[-1]: answers["output"]}
        np.savez(folder / f"{part}.npz", **arrays)


def _fields(case: Case) -> list[str]:
    """What a program reads from a data file: the names of its inputs, then those of its outputs."""
    tree = ast.parse(discover.code(trainable(case), "functional", "fit"))
    called = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "read_npz"
    )
    return [ast.literal_eval(field) for field in called.args[1:]]


def history(module: types.ModuleType, folder: Path, **settings: object) -> dict[str, list[float]]:
    """Train a program in `folder`; gives what its `history.json` holds."""
    module.train(run_dir=str(folder), **settings)
    found: dict[str, list[float]] = json.loads((folder / "history.json").read_text(encoding="utf-8"))
    return found


def environment(**more: str) -> dict[str, str]:
    """The environment of a program that a test starts."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (MODULES, discover.EXAMPLES))), **more}
