"""On which dtypes Keras's layers cannot be called, measured by calling them. Needs TensorFlow."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

from dsl.catalog.catalog import load
from dsl.catalog.entry import Category
from dsl.catalog.input_dtypes import TRIED
from dsl.catalog.samples import Sample, sample_of

FILE = Path(__file__).with_name("input_dtypes.json")

LIKE_WHAT_IS_INSIDE = (
    "Activation", "Bidirectional", "Lambda", "Pipeline", "RNN", "SpectralNormalization", "StackedRNNCells",
    "TimeDistributed",
)  # fmt: skip
"""Layers that take what the function or the layer takes that they are made with."""


def refused(name: str) -> list[str]:
    """The dtypes that a layer refuses, in training or outside of it; none of a layer that has no sample."""
    sample = sample_of(name)
    if sample is None or name in LIKE_WHAT_IS_INSIDE or not runs(name, sample):
        return []
    return [dtype for dtype in TRIED if not runs(name, replace(sample, dtype=dtype))]


def runs(name: str, sample: Sample) -> bool:
    """Whether a layer can be called on ones of the sample's dtype, in training and outside of it."""
    keras = importlib.import_module("tensorflow").keras
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for training in (False, True):
                layer = getattr(keras.layers, name)(**sample.arguments(keras))
                inputs = [_ones(shape, sample.dtype) for shape in sample.shapes]
                if name.endswith("Cell"):  # which is called on its states too
                    inputs[1:] = [layer.get_initial_state(sample.shapes[0][0])]
                options = {"training": training} if layer._call_has_training_arg else {}
                layer(inputs, **options) if sample.as_list else layer(*inputs, **options)
        except Exception:  # of whatever sort: it cannot be called on these
            return False
    return True


def _ones(shape: tuple[int, ...], dtype: str) -> Any:
    tf = importlib.import_module("tensorflow")
    return tf.fill(shape, "1") if dtype == "string" else tf.ones(shape, dtype)


def text() -> str:
    """The file for the Keras that is installed: one layer a line."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    keras = importlib.import_module("tensorflow").keras
    rows = {name: refused(name) for name in load().category(Category.LAYERS).canonical_names}
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in sorted(rows.items()) if row)
    return f'{{\n"keras": {json.dumps(keras.version())},\n"refused": {{\n{lines}\n}}\n}}\n'


def main() -> None:
    """Write the file anew."""
    argparse.ArgumentParser(prog="python -m dsl.catalog.input_probes", description=__doc__).parse_args()
    FILE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
