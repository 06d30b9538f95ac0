"""Public classes of Keras that a .model file has no use for, with what to write instead.

Most are base classes: Python code derives from them, and they do nothing themselves. A name stands here only where
making one is always a mistake.
"""

from __future__ import annotations

from dsl.catalog.entry import Category, Entry
from dsl.records import dataclass


@dataclass(frozen=True)
class Refusal:
    """`reason` goes on after the name (`` `Wrapper` is … ``); `instead` is what to write."""

    reason: str
    instead: str


_STATE = "keeps a single number, and compares no output with its answers"
_FUNCTION = "a {0} of your own is a `function` of `y_true` and `y_pred`, or imported from a Python module"
_IMPORT = "{0} of your own is imported from a Python module: `from my_{1} import Mine`"


def _base(things: str, instead: str) -> Refusal:
    return Refusal(f"is the class that {things} are derived from, and does nothing itself", instead)


REFUSED: dict[Category, dict[str, Refusal]] = {
    Category.LAYERS: {
        "InputLayer": Refusal(
            "is made by Keras itself", "write an `input` statement: `input image: float32[28, 28, 1]`"
        ),
        "Layer": _base("layers", "declare a layer of your own: `layer Name { … }`"),
        "Wrapper": _base("wrappers", "`Bidirectional`, `SpectralNormalization` and `TimeDistributed` wrap a layer"),
    },
    Category.OPTIMIZERS: {
        "Optimizer": _base("optimizers", _IMPORT.format("an optimizer", "optimizers")),
    },
    Category.SCHEDULES: {
        "LearningRateSchedule": _base("schedules", _IMPORT.format("a schedule", "schedules")),
    },
    Category.LOSSES: {"Loss": _base("losses", _FUNCTION.format("loss"))},
    Category.METRICS: {
        "Mean": Refusal(_STATE, _FUNCTION.format("metric")),
        "Metric": _base("metrics", _FUNCTION.format("metric")),
        "Sum": Refusal(_STATE, _FUNCTION.format("metric")),
    },
    Category.INITIALIZERS: {
        "Initializer": _base("initializers", _IMPORT.format("an initializer", "initializers")),
    },
    Category.REGULARIZERS: {
        "Regularizer": _base("regularizers", _IMPORT.format("a regularizer", "regularizers")),
    },
    Category.CONSTRAINTS: {
        "Constraint": _base("constraints", _IMPORT.format("a constraint", "constraints")),
    },
    Category.CALLBACKS: {
        "Callback": _base("callbacks", _IMPORT.format("a callback", "callbacks")),
        "CallbackList": Refusal("is made by Keras itself", "write a list: `callbacks = [EarlyStopping(), …]`"),
    },
}
"""By canonical name."""


def refusal(entry: Entry) -> Refusal | None:
    """Why there is no use for a class, or None where there is one."""
    return REFUSED.get(entry.category, {}).get(entry.name)
