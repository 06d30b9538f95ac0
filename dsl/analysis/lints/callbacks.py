"""Callbacks that watch what is not measured, or change a learning rate that is not theirs to change."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.analysis.lints.callback_values import check_values_of
from dsl.analysis.lints.objects import KerasUse, NotWritten, by_output, use_of
from dsl.analysis.problems import Problems
from dsl.analysis.resolve.guesses import closest
from dsl.catalog import Catalog, Category, Entry
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.training import Training

_WATCHING = ("EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau")


def warn_of_callbacks(training: Training, outputs: tuple[str, ...], catalog: Catalog, problems: Problems) -> None:
    """Report callbacks that could never do what they are there for."""
    for callback in _callbacks(training, catalog):
        if callback.name == "ReduceLROnPlateau":
            _check_schedule(callback, training, catalog, problems)
        if callback.name in _WATCHING:
            _check_monitor(callback, training, outputs, catalog, problems)
        check_values_of(callback, training, _logged(training, outputs, catalog), catalog, problems)


def _callbacks(training: Training, catalog: Catalog) -> Iterator[KerasUse]:
    value = training.value("callbacks")
    for item in value.items if isinstance(value, values.Sequence) else ():
        found = use_of(item, Category.CALLBACKS, catalog)
        if found is not None:
            yield found


def _check_schedule(callback: KerasUse, training: Training, catalog: Catalog, problems: Problems) -> None:
    """Keras stops at the first plateau: a learning rate that follows a schedule cannot be set."""
    value = training.value("optimizer")
    optimizer = None if value is None else use_of(value, Category.OPTIMIZERS, catalog)
    rate = None if optimizer is None else optimizer.arguments.get("learning_rate")
    if isinstance(rate, values.Construct) and isinstance(rate.target, Entry):
        message = f"`ReduceLROnPlateau` sets the learning rate, and `{rate.target.name}` sets it already"
        labels = (Label(rate.span, "the learning rate follows this schedule"),)
        problems.report("E511", message, callback.span, "leave out one of them", labels)


def _check_monitor(
    callback: KerasUse, training: Training, outputs: tuple[str, ...], catalog: Catalog, problems: Problems
) -> None:
    try:
        monitor = callback.literal("monitor", "val_loss")
        if callback.name == "ModelCheckpoint" and not callback.literal("save_best_only", False):
            return
    except NotWritten:
        return
    if not isinstance(monitor, str):
        return
    place = callback.arguments["monitor"].span if "monitor" in callback.arguments else callback.span
    if monitor.startswith("val_") and not _validates(training):
        message = f"`{callback.name}` watches `{monitor}`, and there is no validation data"
        problems.report("W506", message, place, 'give `validation_split`, or `monitor="loss"`')
        return
    measured = _measured(training, outputs, catalog)
    if measured is not None and monitor.removeprefix("val_") not in measured:
        near = closest(monitor.removeprefix("val_"), measured)
        prefix = "val_" if monitor.startswith("val_") else ""
        shown = ", ".join(f"`{prefix}{name}`" for name in measured)
        words = f"did you mean `{prefix}{near}`?" if near else f"measured: {shown}"
        problems.report("W506", f"nothing that is measured is called `{monitor}`", place, words)


def _validates(training: Training) -> bool:
    split = training.value("validation_split")
    is_none = isinstance(split, values.Literal) and split.value == 0
    return training.source("validation_data") is not None or (split is not None and not is_none)


def _logged(training: Training, outputs: tuple[str, ...], catalog: Catalog) -> list[str] | None:
    """The names under which figures are logged at the end of an epoch; None where one is not plain to see."""
    measured = _measured(training, outputs, catalog)
    if measured is None:
        return None
    return [*measured, *(f"val_{name}" for name in measured if _validates(training))]


def _measured(training: Training, outputs: tuple[str, ...], catalog: Catalog) -> list[str] | None:
    """The names that Keras gives to losses and metrics; None where one of them is not plain to see."""
    names = ["loss"]
    if len(outputs) > 1:
        names += [f"{output}_loss" for output in outputs]
    for setting in ("metrics", "weighted_metrics"):
        found = list(by_output(training, setting, outputs))
        if training.value(setting) is not None and not found:
            return None
        for output, value in found:
            name = _name(value, catalog)
            if name is None or name in names:
                return None
            names.append(f"{output}_{name}" if len(outputs) > 1 else name)
    return names


def _name(value: values.Expr, catalog: Catalog) -> str | None:
    metric = use_of(value, Category.METRICS, catalog)
    if metric is None:
        return None
    if isinstance(value, values.Literal):
        return str(value.value)
    try:
        given = metric.literal("name")
    except NotWritten:
        return None
    parameter = None if metric.entry is None else metric.entry.parameter("name")
    default = None if parameter is None or parameter.default is None else parameter.default.strip("'\"")
    name = given if given is not None else default
    return name if isinstance(name, str) and name != "None" else None
