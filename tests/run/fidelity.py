"""The fidelity matrix: a row is a model and its training, a column is a style and a loop.

A cell is one run of the generated program: the weights that it starts with, the history that it comes to, and the
model that it saves, with what that predicts. All cells of a row have to agree.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import os
import re
import types
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.cases import discover
from tests.cases.discover import LOOPS, STYLES, Case
from tests.run import programs
from tests.run.modules.reload import predictions, read_inputs
from tests.run.reloading import Saved

CASES = discover.HERE / "fidelity"

Column = tuple[str, str]
"""A style and a loop."""

COLUMNS: tuple[Column, ...] = tuple((style, loop) for style in STYLES for loop in LOOPS)

FEATURES = {
    "accumulation": r"gradient_accumulation_steps=",
    "adapted": r"\bNormalization\(\)|TextVectorization\((?!vocabulary)|Lookup\((?!vocabulary)|Discretization\(num_bins",
    "add_loss": r"add_loss ",
    "augmentation": r"Random(Flip|Rotation|Zoom|Contrast|Translation|Crop)\(",
    "batch normalization": r"BatchNormalization\(",
    "bfloat16": r"mixed_bfloat16",
    "callbacks": r"callbacks = \[",
    "class weights": r"class_weight = ",
    "clipping": r"clipnorm=|clipvalue=",
    "constraint": r"_constraint=",
    "drawn in build": r"MultiHeadAttention\(|SpectralNormalization\(",
    "dropout": r"Dropout\(|dropout=",
    "early stopping": r"EarlyStopping\(",
    "ema": r"use_ema=True",
    "ema overwritten": r"ema_overwrite_frequency=",
    "float16": r"mixed_float16",
    "frozen": r"trainable=False",
    "imports": r"^from .* import",
    "loops": r"^ +for .* in ",
    "masks": r"mask_zero=True|Masking\(|mask=",
    "not shuffled": r"shuffle = False",
    "own layer": r"^layer ",
    "own loss": r"^function .*\(y_true, y_pred",
    "plateau": r"ReduceLROnPlateau\(",
    "random": r"random\.\w+\(",
    "regularizer": r"_regularizer=",
    "rnn state": r"return_state=True|initial_state=",
    "sample weights": r"sample_weight=",
    "schedule": r"Decay\(|Restarts\(",
    "several inputs": r"^    input \w+: [^\n]*\n?[^\n]*(, \w+:|\n    input )",
    "several outputs": r"^    output \w+ = [^\n]*(, \w+ = |\n(.*\n)*?    output )",
    "shared layer": r"# .*\bshared\b",
    "several steps a call": r"steps_per_execution = ",
    "test data": r"test_data = ",
    "validation": r"validation_(split|data) = ",
    "variable sizes": r"\[\?",
    "weight decay": r"weight_decay=|AdamW\(",
}
"""What is looked for in the text of a row, to say what the row is about."""


# A run takes a fraction of a second, and to build and trace the network of a cell takes the rest: what repeats in an
# example is cut down, as three blocks are traced in the same way as two.
SETTINGS: dict[str, dict[str, Any]] = {
    "attention": {"blocks": 1, "size": 8, "heads": 2},
    "gru_classifier": {"units": 4},
    "lstm_classifier": {"units": 4},
    "residual": {"filters": (4, 8), "depth": 1},
    "seq2seq": {"units": 4},
    "series": {"filters": 4, "rates": (1, 2)},
    "transfer": {"pretrained": None},  # nothing is fetched
}
"""Parameters of examples."""

LEFT_OUT = {"inception": "        -> Inception(2 * filters)\n"}
"""Lines of examples that repeat others, where no parameter says how often."""

# The 154 layers of MobileNetV2 take 5 seconds a cell. The row of features "frozen" has what is particular about such a
# network, in every style.
ONLY_STYLES = {"transfer": ("functional", "subclass")}


@dataclass(frozen=True)
class Row:
    """A model and its training. `train` names one of several `train` blocks."""

    name: str
    case: Case
    train: str | None = None
    epochs: int | None = None

    @property
    def features(self) -> list[str]:
        """What the text of the row has of `FEATURES`."""
        return [name for name, pattern in FEATURES.items() if re.search(pattern, self.case.text, re.MULTILINE)]


@dataclass(frozen=True)
class Cell:
    """What came of one program. Weights are told by their name, shape and a hash."""

    weights: tuple[str, ...]
    results: dict[str, Any]
    predictions: dict[str, str]
    saved: Saved

    @property
    def digest(self) -> str:
        """All of it in a few characters."""
        told = json.dumps([sorted(self.weights), self.results, self.predictions], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:8]


def example_rows() -> list[Row]:
    """The examples, each `train` block a row; two epochs show what two hundred would."""
    cases = [_thinned(case) for case in discover.example_cases()]
    return [Row(name, case, train, epochs=2) for case in cases for name, train in _blocks(case)]


def _thinned(case: Case) -> Case:
    """An example without what `LEFT_OUT` says of it."""
    if case.name not in LEFT_OUT:
        return case
    assert case.text.count(LEFT_OUT[case.name]) == 1, "the example has changed: look at LEFT_OUT"
    return replace(case, text=case.text.replace(LEFT_OUT[case.name], ""))


def feature_rows() -> list[Row]:
    """The .model files of `tests/cases/fidelity`."""
    files = sorted(CASES.glob("*.model"))
    cases = [Case(path.stem, path.read_text(encoding="utf-8"), Path(), STYLES, LOOPS, CASES) for path in files]
    return [Row(name, case, train) for case in cases for name, train in _blocks(case)]


def _blocks(case: Case) -> list[tuple[str, str | None]]:
    """The name of a row for each `train` block, and that of the block where there are several."""
    found = [own or model for model, own in re.findall(r"^train (\w+)(?: as (\w+))?", case.text, re.MULTILINE)]
    return [(f"{case.name}: {name}", name) for name in found] if len(found) > 1 else [(case.name, None)]


def write_data(folder: Path) -> None:
    """What the rows of features read: 44 samples of all that their models take and give."""
    import numpy as np

    rng = np.random.default_rng(0)
    lengths = rng.integers(1, 7, (44, 1))
    np.savez(
        folder / "fidelity.npz",
        numbers=rng.standard_normal((44, 4)).astype("float32"),
        sequence=rng.standard_normal((44, 3, 4)).astype("float32"),
        tokens=np.where(np.arange(6) < lengths, rng.integers(1, 9, (44, 6)), 0).astype("int32"),
        age=rng.uniform(20, 60, (44, 1)).astype("float32"),
        words=rng.choice(np.array(["one two", "three", "two two one"]), (44, 1)),
        colour=rng.choice(np.array(["red", "green", "blue"]), (44, 1)),
        code=rng.integers(10, 14, (44, 1)).astype("int32"),
        label=rng.integers(0, 3, 44),
        answer=rng.standard_normal((44, 2)).astype("float32"),
        weight=rng.uniform(0.5, 2, 44).astype("float32"),
    )


def columns(row: Row) -> list[Column]:
    """The styles that the model can be written in, the one that all are compared with first, and the loops."""
    styles = programs.styles_of(row.case)
    return [(style, loop) for style in ONLY_STYLES.get(row.name, styles) for loop in LOOPS]


def run(row: Row, column: Column, folder: Path) -> Cell:
    """Train one program of a row in `folder`, where its data are; the first one leaves samples for all."""
    import tensorflow as tf

    style, loop = column
    link = os.path.relpath(discover.EXAMPLES, folder) if row.case.folder == discover.EXAMPLES else ""
    module = programs.load(discover.code(row.case, style, loop, link, train=row.train), folder, f"{style}_{loop}")
    settings: dict[str, Any] = {**SETTINGS.get(row.name, {}), **_start(module, folder / f"{style}_{loop}_start.keras")}
    weights = _note_weights(module)
    _shorten(module)
    run_dir = folder / f"{style}_{loop}"
    if row.epochs is not None:
        settings["epochs"] = row.epochs
    model = module.train(run_dir=str(run_dir), **settings).model
    samples = folder / "samples.npz"
    if not samples.exists():
        programs.save_inputs(samples, programs.inputs_for(model))
    cell = Cell(
        tuple(weights),
        {
            path.name: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(run_dir.glob("*.json"))
            if path.name != "run.json"
        },
        predictions(model, read_inputs(samples)),
        Saved(Path(str(module.__file__)), run_dir / "model.keras", samples),
    )
    tf.keras.config.set_dtype_policy("float32")
    tf.keras.utils.clear_session(free_memory=False)
    return cell


def _start(module: types.ModuleType, path: Path) -> dict[str, str]:
    """The setting `start` of a training that goes on from a saved model, and such a model."""
    import tensorflow as tf

    if "start" not in inspect.signature(module.train).parameters:
        return {}
    tf.keras.utils.set_random_seed(1)
    module.build_model().save(path)
    tf.keras.utils.clear_session(free_memory=False)
    return {"start": str(path)}


def _note_weights(module: types.ModuleType) -> list[str]:
    """The weights of the models that the module builds from now on, as they are before anything is learnt."""
    noted: list[str] = []
    build = module.build_model

    def build_model(**parameters: Any) -> Any:
        model = build(**parameters)
        noted.extend(programs.identities(model))
        return model

    vars(module)["build_model"] = build_model
    return noted


def _shorten(module: types.ModuleType) -> None:
    """Make the module train on the first samples of its data: two batches and a smaller one, where there are more."""
    import tensorflow as tf

    load, count = module.load_data, 2 * module.BATCH_SIZE + module.BATCH_SIZE // 2 + 1

    def shortened(samples: Any) -> Any:
        if isinstance(samples, tf.data.Dataset):
            return samples.take(count)
        return tf.nest.map_structure(lambda array: array[:count], samples)

    vars(module)["load_data"] = lambda: tuple(part if part is None else shortened(part) for part in load())


def line(row: Row, cells: dict[Column, Cell]) -> str:
    """A row of the table: for each column whether its cell is that of the first, then what the row is about."""
    first = next(iter(cells.values())).digest
    marks = ["·" if column not in cells else "=" if cells[column].digest == first else "≠" for column in COLUMNS]
    pairs = "  ".join(f"{fit} {custom}".center(10) for fit, custom in zip(marks[::2], marks[1::2], strict=True))
    return f"{row.name:<24} {first}  {pairs}  {', '.join(row.features)}"


def heading() -> str:
    """What stands over the columns of the table."""
    return f"{'row':<24} {'digest':<8}  {'  '.join(style.center(10) for style in STYLES)}  about"
