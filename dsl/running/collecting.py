"""What a report shows beside the history: how predictions and the truth go together, for each output."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dsl.running.classes import Kind, Meaning, by_output, meanings
from dsl.running.request import Request
from dsl.running.run import Run
from dsl.running.samples import shown

MAX_SAMPLES = 20_000
MAX_CLASSES = 200
MAX_POINTS = 1_500
BINS = 31


def collect(run: Run, request: Request) -> None:
    """Write `{"data": …, "samples": …, "parameters": …, "outputs": {name: …}}`."""
    outputs = request.interface.outputs
    name, batches = shown(run)
    truth, predicted = _predictions(run.model, batches, outputs)
    means = meanings(run.model, outputs)
    found = {
        "data": name,
        "samples": len(next(iter(predicted.values()), ())),
        "parameters": run.model.count_params(),
        "outputs": {each: _compare(truth[each], predicted[each], means[each]) for each in outputs},
    }
    Path(request.result).write_text(json.dumps(found), encoding="utf-8")


def _predictions(model: Any, batches: Any, outputs: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is true and what is predicted, by output, for the first samples."""
    import numpy as np

    true: dict[str, list[Any]] = {name: [] for name in outputs}
    given: dict[str, list[Any]] = {name: [] for name in outputs}
    count = 0
    for inputs, targets, *_ in _batches(batches):
        found = by_output(model.predict_on_batch(inputs), outputs)
        wanted = by_output(targets, outputs)
        for name in outputs:
            true[name].append(np.asarray(wanted[name]))
            given[name].append(np.asarray(found[name], dtype="float32"))
        count += len(given[outputs[0]][-1])
        if count >= MAX_SAMPLES:
            break
    return _joined(true), _joined(given)


def _batches(batches: Any) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        yield tuple(batch)


def _joined(parts: Mapping[str, list[Any]]) -> dict[str, Any]:
    """One array for each output; of batches that were padded differently, all values in a row."""
    import numpy as np

    def join(arrays: list[Any]) -> Any:
        if len({array.shape[1:] for array in arrays}) > 1:
            width = arrays[0].shape[-1]
            flat = [array.reshape(-1, width) if array.ndim > 2 else array.ravel() for array in arrays]
            return np.concatenate(flat)
        return np.concatenate(arrays)

    return {name: join(arrays) for name, arrays in parts.items()}


def _compare(true: Any, predicted: Any, meaning: Meaning) -> dict[str, Any] | None:
    """A confusion matrix, residuals, or None where the two have forms that cannot be compared."""
    if meaning.kind is Kind.CLASSES:
        is_one_hot = true.size == predicted.size and predicted.shape[-1] > 1
        labels = true.reshape(predicted.shape).argmax(axis=-1) if is_one_hot else true
        return _confusion(labels, meaning.classes(predicted), predicted.shape[-1])
    if true.size != predicted.size or true.dtype == object:
        return None
    if meaning.kind is Kind.BINARY:
        labels = (true > meaning.threshold if true.min() < 0 else true > 0.5).astype("int64")
        return _confusion(labels, meaning.classes(predicted), 2)
    return _residuals(true, predicted)


def _confusion(true: Any, predicted: Any, classes: int) -> dict[str, Any] | None:
    """How often each class (a row) was taken for each (a column)."""
    import numpy as np

    true, predicted = true.ravel(), predicted.ravel()
    if true.size != predicted.size or classes > MAX_CLASSES:
        return None
    true = true.astype("int64")
    known = (true >= 0) & (true < classes)  # -1 and the like are not looked at in training either
    matrix = np.zeros((classes, classes), "int64")
    np.add.at(matrix, (true[known], predicted[known]), 1)
    return {"kind": "confusion", "matrix": matrix.tolist()}


def _residuals(true: Any, predicted: Any) -> dict[str, Any] | None:
    """Pairs of true and predicted values, thinned out evenly, and how the differences of all are spread."""
    import numpy as np

    true, predicted = (each.ravel().astype("float64") for each in (true, predicted))
    finite = np.isfinite(true) & np.isfinite(predicted)
    true, predicted = true[finite], predicted[finite]
    if not true.size:
        return None
    residuals = predicted - true
    counts, edges = np.histogram(residuals, bins=BINS)
    some = np.linspace(0, true.size - 1, min(true.size, MAX_POINTS)).astype("int64")
    spread = float(((true - true.mean()) ** 2).sum())
    return {
        "kind": "residuals",
        "values": int(true.size),
        "points": [[float(a), float(b)] for a, b in zip(true[some], predicted[some], strict=True)],
        "counts": counts.tolist(),
        "edges": edges.tolist(),
        "mean_absolute_error": float(np.abs(residuals).mean()),
        "root_mean_squared_error": float(np.sqrt((residuals**2).mean())),
        "r2": 1 - float((residuals**2).sum()) / spread if spread else None,
    }
