"""Numbers that Keras takes for losses and with which nothing is learned."""

from __future__ import annotations

from collections.abc import Callable

from dsl.analysis.lints.losses import LossOfOutput
from dsl.analysis.problems import Problems
from dsl.analysis.training.settings import folded
from dsl.ir import values
from dsl.ir.training import Training
from dsl.ir.values import Expr

_RANGES: dict[str, tuple[str, Callable[[float], bool], str]] = {
    "label_smoothing": ("a number from 0 and below 1", lambda value: 0 <= value < 1, "no label would be told apart"),
    "delta": ("a number above 0", lambda value: value > 0, "being wrong would cost nothing, or less than that"),
    "gamma": ("0 or a number above", lambda value: value >= 0, "what is hard would count less"),
}


def warn_of_loss_numbers(losses: list[LossOfOutput], training: Training, problems: Problems) -> None:
    """Report numbers that are outside of what a loss can use, and weights that turn one around."""
    for one in losses:
        for name, given in one.loss.arguments.items():
            literal = folded(given)
            if literal is None or name not in _RANGES or not isinstance(literal.value, int | float):
                continue
            expected, holds, outcome = _RANGES[name]
            if not holds(literal.value):
                message = f"`{name}` of `{one.loss.name}`: expected {expected}, received {literal.text}"
                problems.report("W507", message, given.span, outcome)
    for weight in _weights(training.value("loss_weights")):
        literal = folded(weight)
        if literal is not None and isinstance(literal.value, int | float) and literal.value < 0:
            message = f"a weight of {literal.text} turns a loss around: expected 0 or a number above"
            problems.report("W507", message, weight.span, "the loss would be raised")


def _weights(value: Expr | None) -> tuple[Expr, ...]:
    match value:
        case values.Mapping(entries=entries):
            return tuple(item for _, item in entries)
        case values.Sequence(items=items):
            return items
        case _:
            return ()
