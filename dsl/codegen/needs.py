"""What a program needs beside its parts: imports, and constants of its module."""

from __future__ import annotations

import re

from dsl.codegen import view
from dsl.codegen.flags import PYTHON_VALUE
from dsl.ir import values
from dsl.ir.training import Training

# What keeping checkpoints takes, and what hearing of Ctrl-C does.
CHECKPOINT = ("contextlib", "difflib", "os", "tempfile", "time", "zipfile", "zlib")
SIGNALS = ("signal", "threading")


def stdlib(training: view.Training | None, flags: tuple[view.Flag, ...], block: Training | None) -> tuple[str, ...]:
    """The lines that import from Python's library."""
    lines = [
        "import argparse",
        *(("import ast",) if reads_values(flags) or any("ast." in flag.options for flag in flags) else ()),
    ]
    if training is not None:
        lines += ["import csv", "import json", "import math", "import os", "import platform", "import time"]
        lines += ["import importlib.util"] if training.leaving.packages else []
        lines += [f"import {name}" for name in CHECKPOINT if training.checkpoints.path]
        lines += [f"import {name}" for name in SIGNALS if training.saves_within_epochs]
        lines += ["from pathlib import Path"]
    return tuple(sorted(dict.fromkeys(lines), key=lambda line: (line.startswith("from"), line)))


def reads_values(flags: tuple[view.Flag, ...]) -> bool:
    """Whether a flag is a Python value of any kind."""
    return any(f"type={PYTHON_VALUE}" in flag.options for flag in flags)


def reads_environment(training: Training, *functions: str) -> bool:
    """Whether a value of the block is read by one of the functions."""
    wanted = [values.Builtin(name) for name in functions]
    return any(isinstance(part, values.Invoke) and part.target in wanted for part in training.parts)


def needs_numpy(training: view.Training | None) -> bool:
    """Whether the program works with arrays itself."""
    if training is None:
        return False
    if training.checkpoints.path:
        return True
    reads = {"npz", "csv"} & set(training.data.readers)
    made = any(isinstance(line, view.Assign) and "np." in line.value for line in training.data.load)
    return bool(reads) or made


def needs_here(training: view.Training) -> bool:
    """Whether the program asks for the folder it is in."""
    texts = [training.save, training.checkpoints.path, *training.callbacks, *training.leaving.exports]
    texts += [line.value for line in training.data.load if isinstance(line, view.Assign)]
    return "tfrecord" in training.data.readers or any(re.search(r"\bHERE / ", text) for text in texts)
