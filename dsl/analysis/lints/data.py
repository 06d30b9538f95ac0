"""Training that has no data, or is held against what it was trained on."""

from __future__ import annotations

from dsl.analysis.problems import Problems
from dsl.diagnostics import Label
from dsl.ir.training import DATA, Training

HELD_OUT = DATA[1:]
MADE = ("python", "synthetic")
"""Sources that may give something else each time."""


def warn_of_data(training: Training, problems: Problems) -> None:
    """Report a `train` block that trains nothing, and data that stand in for others and are the same."""
    data = training.source("data")
    if data is None:
        words = 'give it `data`, for example `data = npz("data.npz")`'
        message = f"`{training.name}` is not trained, as there is no `data`: the program shows a summary of the model"
        problems.report("W508", message, training.span, words)
        return
    for name in HELD_OUT:
        other = training.source(name)
        if other == data and data.name not in MADE:
            assert other is not None
            message = f"`{name}` is what the model is trained on"
            labels = (Label(data.span, "the same data"),)
            words = "keep a part of `data` from training: `validation_split = 0.2`" if name == HELD_OUT[0] else ""
            problems.report("W508", message, other.span, words, labels)
