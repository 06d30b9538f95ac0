"""`evaluate`: how a trained model does on samples that it has not been trained on."""

from __future__ import annotations

import json
from pathlib import Path

from dsl.running.request import Request
from dsl.running.run import Run
from dsl.running.samples import held_out


def evaluate(run: Run, request: Request) -> None:
    """Write `{"data": …, "metrics": {name: value}}`."""
    name, batches = held_out(run)
    metrics = run.model.evaluate(batches, verbose=0, return_dict=True)
    found = {"data": name, "metrics": {key: float(value) for key, value in metrics.items()}}
    Path(request.result).write_text(json.dumps(found), encoding="utf-8")
