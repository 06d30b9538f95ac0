"""`predict`: what a trained model says to new samples, as a table or as arrays."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dsl.running.classes import Kind, Meaning, by_output, meanings
from dsl.running.reading import Samples, read_samples
from dsl.running.request import Refused, Request
from dsl.running.run import Run

MAX_COLUMNS = 10_000
CLASS = "class"


def predict(run: Run, request: Request) -> None:
    """Write the outputs of the model for each sample, and the classes that they stand for."""
    samples = read_samples(request.data, request.interface)
    arrays = samples.arrays
    given = arrays if len(arrays) > 1 else _tensor(next(iter(arrays.values())))
    if isinstance(given, Mapping):
        given = {name: _tensor(array) for name, array in given.items()}
    outputs = request.interface.outputs
    predicted = by_output(run.model.predict(given, batch_size=run.batch_size, verbose=0), outputs)
    found = _with_classes(predicted, meanings(run.model, outputs))
    if request.as_table:
        _write_csv(Path(request.result), found, samples)
    else:
        _write_npz(Path(request.result), found, samples)


def _tensor(array: Any) -> Any:
    """Text has to be a tensor before Keras sees it."""
    import tensorflow as tf

    return tf.constant(array) if array.dtype == object else array


def _with_classes(predicted: Mapping[str, Any], meaning: Mapping[str, Meaning]) -> dict[str, Any]:
    """The outputs, each with its classes behind it where it tells classes apart."""
    found: dict[str, Any] = {}
    for name, array in predicted.items():
        found[name] = array.astype("float32") if array.dtype.name == "bfloat16" else array
        if meaning[name].kind is not Kind.NUMBERS and f"{name}_{CLASS}" not in predicted:
            found[f"{name}_{CLASS}"] = meaning[name].classes(found[name])
    return found


def _write_npz(path: Path, found: Mapping[str, Any], samples: Samples) -> None:
    import numpy as np

    arrays: dict[str, Any] = {"file": np.asarray(samples.files)} if samples.files else {}
    arrays |= found
    with path.open("wb") as file:  # `savez` would put an ending behind the path
        np.savez(file, **arrays)


def _write_csv(path: Path, found: Mapping[str, Any], samples: Samples) -> None:
    header = [column for name, array in found.items() for column in _column_names(name, array.shape[1:])]
    if len(header) > MAX_COLUMNS:
        raise Refused(f"a table of {len(header):,} columns is no use; write arrays: `-o predictions.npz`")
    count = len(next(iter(found.values())))
    flat = [array.reshape(count, -1).tolist() for array in found.values()]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([*(["file"] if samples.files else []), *header])
        for number in range(count):
            row = itertools.chain.from_iterable(part[number] for part in flat)
            table.writerow([*([samples.files[number]] if samples.files else []), *row])


def _column_names(name: str, shape: tuple[int, ...]) -> list[str]:
    """`name` for one value, `name_0`, `name_1`, … for several, `name_0_1` in more dimensions."""
    if all(size == 1 for size in shape):
        return [name]
    places = itertools.product(*(range(size) for size in shape))
    return ["_".join([name, *map(str, place)]) for place in places]
