"""Which values the constructors of Keras refuse, measured by giving them some of every sort. Needs TensorFlow.

A layer is called on a small input too, since some of them look at their arguments only then; of words some do only when
it runs. A sort counts as refused where every value of it is, in a call whose other arguments are sound.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import itertools
import json
import os
import re
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

from dsl.catalog.catalog import load
from dsl.catalog.domains import HOLDING, INTS, LENGTHS, Domain, sort_of, sorts_of
from dsl.catalog.entry import Category
from dsl.catalog.input_probes import runs
from dsl.catalog.measure import build
from dsl.catalog.samples import Sample, sample_of

_WORD = re.compile(r"[A-Za-z][\w-]{1,39}")

FILE = Path(__file__).with_name("domains.json")

PROBES: dict[str, tuple[object, ...]] = {
    "none": (None,),
    "bool": (True,),
    "negative int": (-1, -3),
    "zero int": (0,),
    "one int": (1,),
    "larger int": (2, 3, 8),
    "negative float": (-0.25, -1.0, -2.5),
    "zero float": (0.0,),
    "fraction": (0.25, 0.5, 0.75),
    "one float": (1.0,),
    "larger whole float": (2.0, 3.0, 8.0),
    "larger float": (1.5, 2.25, 7.75),
    "string": ("no such word", "smae"),
}
"""Values of each sort that `dsl.catalog.domains` tells apart."""

_ITEMS: tuple[tuple[object, ...], ...] = (
    (1, 1, 1, 1), (2, 2, 2, 2), (1, 2, 3, 4), (0, 1, 2, 3), (0, 0, 0, 0), (1, 0, 1, 0), (2, 1, 4, 3), (2, 1, 3, 4),
    (-1, 1, 1, 1),
    (1, -1, 2, 2), (-1, 0, 1, 2), (-1, -2, -3, -4), (-1.0, 1.0, 2.0, 3.0), (0.0, 1.0, 2.0, 3.0), (0.1, 0.2, 0.3, 0.4),
    (0.5, 0.5, 0.5, 0.5), (-0.5, 0.5, 0.75, 1.5), (0.5, -0.5, 0.5, -0.5), (1.5, 2.5, 3.5, 4.5),
    (0, 255, 256, 257), ("a", "b", "c", "d"),
    (None, 1, 1, 1), (1, None, 1, 1), (None, None, None, None), (1, 2, None, 3),
    ((0, 1), (1, 1), (0, 0), (1, 0)), ((0.1, 0.2), (0.3, 0.4), (0.5, 0.6), (0.7, 0.8)),
    (("a",), ("b",), ("c",), ("d",)),
)  # fmt: skip
_LISTS = tuple(make(items[:length]) for items in _ITEMS for length in range(5) for make in (tuple, list))
LISTS: dict[str, tuple[object, ...]] = {
    sort: tuple(value for value in _LISTS if sort in sorts_of(value)) for sort in ("empty list", *LENGTHS, *HOLDING)
}
"""Lists of each sort. Which lists and whole numbers fit an input is left to the rules: constructors alone are asked."""

DICTS: dict[str, tuple[object, ...]] = {"dict": ({}, {"a": 1}, {0: 0.5})}

SKIPPED = (
    "name", "dtype", "weights", "kwargs", "boundaries", "values", "equation", "mask_token", "output_padding",
    "frame_length", "layer", "backward_layer", "layers", "cell", "cells",
)  # fmt: skip
"""What every class takes, what only saved configurations hold, layers, and what depends on other arguments."""

SKIPPED_OF = {
    "Hashing": ("mask_value",), "MelSpectrogram": ("window",), "Normalization": ("mean", "variance"),
    "STFTSpectrogram": ("window",),
}  # fmt: skip
"""What depends on other arguments of one class, or on what is in its inputs."""

_NAMED = ("activation", "initializer", "regularizer", "constraint")
"""Ends of arguments that take a Keras object by its name; the names are in the catalogue."""

CATEGORIES = (
    Category.LAYERS,
    Category.OPTIMIZERS,
    Category.SCHEDULES,
    Category.LOSSES,
    Category.METRICS,
    Category.INITIALIZERS,
    Category.REGULARIZERS,
    Category.CONSTRAINTS,
    Category.CALLBACKS,
)

# What a sound call of these needs.
_START: dict[str, object] = {"initial_learning_rate": 0.1, "decay_steps": 10}
SOUND: dict[Category, dict[str, dict[str, object]]] = {
    Category.SCHEDULES: {
        "CosineDecay": _START,
        "CosineDecayRestarts": {"initial_learning_rate": 0.1, "first_decay_steps": 10},
        "ExponentialDecay": {**_START, "decay_rate": 0.9},
        "InverseTimeDecay": {**_START, "decay_rate": 0.9},
        "PiecewiseConstantDecay": {"boundaries": [1, 2], "values": [0.1, 0.01, 0.001]},
        "PolynomialDecay": _START,
    },
    Category.METRICS: {
        "IoU": {"num_classes": 2, "target_class_ids": [0]},
        "MeanIoU": {"num_classes": 2},
        "OneHotIoU": {"num_classes": 3, "target_class_ids": [0]},
        "OneHotMeanIoU": {"num_classes": 3},
        "PrecisionAtRecall": {"recall": 0.5},
        "RecallAtPrecision": {"precision": 0.5},
        "SensitivityAtSpecificity": {"specificity": 0.5},
        "SpecificityAtSensitivity": {"sensitivity": 0.5},
    },
    Category.CALLBACKS: {
        "BackupAndRestore": {"backup_dir": "backup"},
        "CSVLogger": {"filename": "log.csv"},
        "ModelCheckpoint": {"filepath": "best.keras"},
    },
}


def domains(keras: Any, step: int = 1) -> dict[str, dict[str, dict[str, Any]]]:
    """What is refused: by category, class and argument the sorts, and the strings that are taken instead.

    `step` leaves out classes: of each category every so-manieth is tried.
    """
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for category in CATEGORIES:
        names = load().category(category).canonical_names[::step]
        rows = {name: row for name in names if (row := _of_class(keras, category, name))}
        keras.backend.clear_session()
        if rows:
            found[category.value] = rows
    return found


def _of_class(keras: Any, category: Category, name: str) -> dict[str, Any]:
    namespace = keras.optimizers.schedules if category is Category.SCHEDULES else getattr(keras, category.value)
    cls = getattr(namespace, name)
    sound = _sound(keras, category, name)
    sample = sample_of(name) if category is Category.LAYERS else None
    if sound is None or not _takes(cls, sound, sample):
        return {}
    row = {}
    for parameter in inspect.signature(cls).parameters.values():
        by_name = parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
        if by_name and not _is_skipped(name, parameter.name):
            found = _of_argument(cls, sound, parameter, sample)
            if found is not None:
                row[parameter.name] = found
    return row


def _is_skipped(name: str, argument: str) -> bool:
    return argument in SKIPPED or argument in SKIPPED_OF.get(name, ()) or argument.endswith(_NAMED)


def _of_argument(
    cls: Any, sound: dict[str, Any], parameter: inspect.Parameter, sample: Sample | None
) -> dict[str, Any] | None:
    """The row of one argument; None where all of what was tried is taken, or so little that it says nothing.

    A default that is no word is sound in itself, even where other arguments of the call forbid it.
    """
    name = parameter.name
    tried = {sort: given for sort, given in PROBES.items() if sort == "string" or sort != sort_of(parameter.default)}
    plain = {**tried, **DICTS}
    whole = {sort: given for sort, given in plain.items() if sort in (*INTS, "bool")}
    numbers = tuple(itertools.chain(*whole.values()))
    refused = []
    for sorts, fitting in ((whole, numbers), (LISTS, _LISTS)):
        asked = sample if _refuses(cls, sound, name, fitting, sample) else None
        refused += [sort for sort, given in sorts.items() if _refuses(cls, sound, name, given, asked)]
    refused += [
        sort for sort, given in plain.items() if sort not in whole and _refuses(cls, sound, name, given, sample)
    ]
    if sample is not None and "string" not in refused and _runs(cls, sound, sample):
        refused += [] if _any_runs(cls, sound, name, PROBES["string"], sample) else ["string"]
    words = _words_taken(cls, sound, name, sample) if "string" in refused else {}
    if words and sample is not None and not _refuses(cls, sound, name, PROBES["string"], sample):
        # Nobody looks at it before it runs.
        refused = [sort for sort, given in {**plain, **LISTS}.items() if not _any_runs(cls, sound, name, given, sample)]
    if not refused or not Domain(frozenset(refused), tuple(words.get("words", ()))).says_much:
        return None
    return {"refused": refused, **words}


def _words_taken(cls: Any, sound: dict[str, Any], name: str, sample: Sample | None) -> dict[str, Any]:
    """The words that an argument takes, and whether it takes them in capitals, too; nothing where there are none.

    Where the constructor looks at words, those that don't fit the small input are words all the same.
    """
    asked = None if _refuses(cls, sound, name, PROBES["string"], None) else sample
    is_late = asked is not None and not _refuses(cls, sound, name, PROBES["string"], asked)

    def takes(word: str) -> bool:
        given = {**sound, name: word}
        return _takes(cls, given, asked) and (asked is None or not is_late or _runs(cls, given, asked))

    words = [word for word in _words(cls) if takes(word)]
    if words and all(takes(word.upper()) for word in words):
        return {"words": sorted({word.lower() for word in words}), "any_case": True}
    return {"words": words} if words else {}


def _sound(keras: Any, category: Category, name: str) -> dict[str, Any] | None:
    if category is Category.LAYERS:
        sample = sample_of(name)
        return None if sample is None else sample.arguments(keras)
    return dict(SOUND.get(category, {}).get(name, {}))


def _refuses(cls: Any, sound: dict[str, Any], argument: str, given: tuple[object, ...], sample: Sample | None) -> bool:
    return not any(_takes(cls, {**sound, argument: value}, sample) for value in given)


def _takes(cls: Any, arguments: dict[str, Any], sample: Sample | None) -> bool:
    """Whether the class takes them, and where there is a sample, the layer its inputs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            made = cls(**arguments)
            if sample is not None:
                build(made, sample)
        except Exception:  # of whatever sort: it was not taken
            return False
    return True


def _runs(cls: Any, arguments: dict[str, Any], sample: Sample) -> bool:
    """Whether the layer runs, made with them."""
    return runs(cls.__name__, replace(sample, arguments=lambda keras: arguments))


def _any_runs(cls: Any, sound: dict[str, Any], argument: str, given: tuple[object, ...], sample: Sample) -> bool:
    return any(_runs(cls, {**sound, argument: value}, sample) for value in given)


def _words(cls: Any) -> list[str]:
    """The short strings in the source of a class, of its bases, and of what Keras uses to check arguments."""
    modules = {base.__module__ for base in cls.__mro__ if base.__module__.startswith("keras")}
    modules |= {
        "keras.src.backend.config", "keras.src.utils.argument_validation", "keras.src.losses.loss",
        "keras.src.metrics.metrics_utils", "keras.src.backend.tensorflow.image",
    }  # fmt: skip
    found: dict[str, None] = {}
    for module in sorted(modules):
        for node in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _WORD.fullmatch(node.value):
                found[node.value] = None
    return sorted(found)


def text() -> str:
    """The file for the Keras that is installed: one class a line."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    keras = importlib.import_module("tensorflow").keras
    blocks = []
    for category, rows in domains(keras).items():
        lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(row)}" for name, row in rows.items())
        blocks.append(f"  {json.dumps(category)}: {{\n{lines}\n  }}")
    return f'{{\n"keras": {json.dumps(keras.version())},\n"domains": {{\n' + ",\n".join(blocks) + "\n}\n}\n"


def main() -> None:
    """Write the file anew, which takes some minutes."""
    argparse.ArgumentParser(prog="python -m dsl.catalog.probes", description=__doc__).parse_args()
    FILE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
