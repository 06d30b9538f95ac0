"""Numbers that Keras takes for an optimizer and with which it cannot learn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dsl.analysis.elaborate.keras_calls import bind
from dsl.analysis.lints.objects import use_of
from dsl.analysis.problems import Problems
from dsl.analysis.training.settings import folded
from dsl.catalog import Catalog, Category, Entry
from dsl.ir import traverse, values
from dsl.ir.training import Training
from dsl.ir.values import Expr
from dsl.records import dataclass


@dataclass(frozen=True)
class _Range:
    """What an argument has to be, in words, and what comes of another number."""

    expected: str
    holds: Callable[[float], bool]
    outcome: str


_RATE = _Range("a number above 0", lambda value: value > 0, "the loss would never be lowered")
_NOT_NEGATIVE = _Range("0 or a number above", lambda value: value >= 0, "the loss would be raised")
_ADDED = _Range("0 or a number above", lambda value: value >= 0, "it is added to what is divided by, against 0")
_DECAY = _Range("0 or a number above", lambda value: value >= 0, "the weights would be driven up")
_LIMIT = _Range("a number above 0", lambda value: value >= 0, "nothing would be clipped")
_SHARE = _Range("a number from 0 to 1", lambda value: 0 <= value <= 1, "it is the share that is kept of the past")
_PART = _Range(
    "a number from 0 and below 1", lambda value: 0 <= value < 1, "it is the share that is kept of the past, not all"
)

_REST = _Range(
    "a number from 0 to 1", lambda value: 0 <= value <= 1, "it is the share that is left of the learning rate"
)
_FACTOR = _Range("a number above 0", lambda value: value > 0, "the learning rate would be 0, or no number")
_SCALE = _Range("a number above 0", lambda value: value > 0, "the gradients are divided by it")

_RANGES = {
    "learning_rate": _RATE, "initial_learning_rate": _NOT_NEGATIVE,
    "epsilon": _ADDED, "epsilon_1": _ADDED, "epsilon_2": _ADDED,
    "beta_1": _PART, "beta_2": _PART, "rho": _PART, "adam_beta_1": _PART, "adam_beta_2": _PART, "momentum": _SHARE,
    "weight_decay": _DECAY, "adam_weight_decay": _DECAY,
    "clipnorm": _LIMIT, "global_clipnorm": _LIMIT, "clipvalue": _LIMIT,
    "alpha": _REST, "decay_rate": _FACTOR, "t_mul": _FACTOR, "m_mul": _FACTOR, "loss_scale_factor": _SCALE,
}  # fmt: skip

_WHOLE_SHARE = ("Adamax", "Lion", "Nadam")
"""Optimizers that learn with a share of 1, too: they divide by none of what is left."""

_GOES_DOWN = ("CosineDecayRestarts", "ExponentialDecay", "InverseTimeDecay")
"""Schedules that only multiply what they start with, so that it may not be 0."""


def warn_of_optimizers(training: Training, catalog: Catalog, problems: Problems) -> None:
    """Report numbers that are outside of what the optimizer can use."""
    value = training.value("optimizer")
    is_set = _sets_the_rate(training, catalog)
    if value is not None:
        _check_warm_up(value, problems)
        _check_switch(value, problems)
        _check_boundaries(value, problems)
    for entry, name, given in () if value is None else _arguments(value):
        literal, allowed = folded(given), _range(entry, name)
        if literal is None or allowed is None or (is_set and name == "learning_rate"):
            continue
        number = literal.value
        if isinstance(number, int | float) and not allowed.holds(number):
            message = f"`{name}` of `{entry.name}`: expected {allowed.expected}, received {literal.text}"
            problems.report("W507", message, given.span, allowed.outcome)


def _check_warm_up(value: Expr, problems: Problems) -> None:
    """Report steps of warming up that say not to which learning rate: Keras leaves them out."""
    for part in traverse.walk(value):
        if isinstance(part, values.Construct) and isinstance(part.target, Entry) and part.target.name == "CosineDecay":
            given = {argument.name: argument.value for argument in part.arguments}
            steps = given.get("warmup_steps")
            if steps is not None and "warmup_target" not in given and getattr(folded(steps), "value", 0) != 0:
                message = "`warmup_steps` of `CosineDecay` are left out without `warmup_target`"
                problems.report("W507", message, steps.span, "say which learning rate they lead to")


def _check_boundaries(value: Expr, problems: Problems) -> None:
    """Report steps that lie before those that stand before them: their learning rate is never used."""
    for _, name, given in _arguments(value):
        if name == "boundaries" and isinstance(given, values.Sequence):
            steps = [getattr(folded(item), "value", None) for item in given.items]
            plain = [step for step in steps if isinstance(step, int | float)]
            if plain != sorted(plain):
                problems.report("W507", "`boundaries` of `PiecewiseConstantDecay` go back", given.span, "sort them")


def _check_switch(value: Expr, problems: Problems) -> None:
    """Report a way of using the momentum where there is none, as it is without an argument."""
    given = {name: one for entry, name, one in _arguments(value) if entry.name in ("SGD", "RMSprop")}
    switch, momentum = given.get("nesterov"), given.get("momentum")
    is_on = switch is not None and getattr(folded(switch), "value", None) is True
    if switch is not None and is_on and (momentum is None or getattr(folded(momentum), "value", None) == 0):
        problems.report("W507", "`nesterov` of `SGD` does nothing without `momentum`", switch.span, "`momentum=0.9`")


def _range(entry: Entry, name: str) -> _Range | None:
    found = _RANGES.get(name)
    if found is _PART and entry.name in _WHOLE_SHARE:
        return _SHARE
    if name == "initial_learning_rate" and entry.name in _GOES_DOWN:
        return _RATE
    return found


def _arguments(value: Expr) -> Iterator[tuple[Entry, str, Expr]]:
    """The arguments of optimizers and schedules that are made in a value, those inside of others too."""
    match value:
        case values.Construct(Entry(category=Category.OPTIMIZERS | Category.SCHEDULES) as entry, arguments):
            positional: list[object] = [one.value for one in arguments if one.name is None]
            named = {one.name: one.value for one in arguments if one.name is not None}
            for name, given in bind(entry, positional, named).items():
                yield entry, name, given  # type: ignore[misc]
                yield from _arguments(given)  # type: ignore[arg-type]
        case values.Sequence(items=items):
            for item in items:
                yield from _arguments(item)
        case values.Mapping(entries=entries):
            for _, item in entries:
                yield from _arguments(item)


def _sets_the_rate(training: Training, catalog: Catalog) -> bool:
    """Whether a callback gives the learning rate another value before it is used, or may do so."""
    callbacks = training.value("callbacks")
    if callbacks is None:
        return False
    if not isinstance(callbacks, values.Sequence):
        return True
    uses = [use_of(item, Category.CALLBACKS, catalog) for item in callbacks.items]
    return any(use is None or use.name in ("LearningRateScheduler", "LambdaCallback") for use in uses)
