"""Metrics that come to several numbers, as they are given: one for each class, output or threshold.

A history, a progress bar and a stopping rule each take one number for each epoch.
"""

from __future__ import annotations

from collections.abc import Mapping

from dsl.catalog import Entry
from dsl.ir import values
from dsl.ir.values import Expr
from dsl.records import dataclass


@dataclass(frozen=True)
class _Whole:
    """The argument that makes one number of several: what it is left at by default, and what it might be."""

    argument: str
    by_default: object
    one_number: str
    each: str


_AVERAGE = _Whole("average", None, '"macro"', "class")
_AVERAGED: Mapping[str, _Whole] = {
    "F1Score": _AVERAGE,
    "FBetaScore": _AVERAGE,
    "R2Score": _Whole("class_aggregation", "uniform_average", '"uniform_average"', "output"),
}

# Keras finds the classes by these names too.
_BY_NAME: Mapping[str, str] = {
    "f1_score": "F1Score",
    "fbeta_score": "FBetaScore",
    "F1Score": "F1Score",
    "FBetaScore": "FBetaScore",
}

_WITH_THRESHOLDS = frozenset(
    {"Precision", "Recall", "TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives"}
)


def several_numbers(metric: Expr) -> tuple[str, str] | None:
    """What a metric has a number for each of, and the words that help; None for a metric that comes to one number."""
    match metric:
        case values.Literal(value=str() as word) if word in _BY_NAME:
            return _averaged(_BY_NAME[word], None)
        case values.Construct(target=Entry(name=name), arguments=arguments):
            # What counts stands first among the parameters of each.
            first = "thresholds" if name in _WITH_THRESHOLDS else _AVERAGED[name].argument if name in _AVERAGED else ""
            given = next((argument.value for argument in arguments if argument.name in (None, first)), None)
            return _at_thresholds(name, given) if name in _WITH_THRESHOLDS else _averaged(name, given)
        case _:
            return None


def _averaged(name: str, value: Expr | None) -> tuple[str, str] | None:
    whole = _AVERAGED.get(name)
    if whole is None:
        return None
    if value is None:
        is_several = whole.by_default is None
    else:
        is_several = isinstance(value, values.Literal) and value.value is None
    return (whole.each, f"`{name}({whole.argument}={whole.one_number})` is one number") if is_several else None


def _at_thresholds(name: str, thresholds: Expr | None) -> tuple[str, str] | None:
    if not isinstance(thresholds, values.Sequence) or len(thresholds.items) < 2:
        return None
    return "threshold", f"write a `{name}` for each, with a `name` of its own"
