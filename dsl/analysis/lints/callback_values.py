"""Arguments of callbacks with which Keras stops, or with which they do not do what they are there for."""

from __future__ import annotations

import string

from dsl.analysis.lints.objects import KerasUse, use_of
from dsl.analysis.problems import Problems
from dsl.analysis.resolve.guesses import closest
from dsl.analysis.training.settings import folded
from dsl.catalog import Catalog, Category, Entry
from dsl.diagnostics import Fix
from dsl.ir import values
from dsl.ir.training import Training
from dsl.ir.values import Expr

MODES = ("auto", "min", "max")
_RISING = ("accuracy", "acc", "precision", "recall", "auc", "iou", "f1_score")


def check_values_of(
    callback: KerasUse, training: Training, logged: list[str] | None, catalog: Catalog, problems: Problems
) -> None:
    """Report what one callback cannot work with; `logged` are the names of the figures of an epoch, where known."""
    match callback.name:
        case "LearningRateScheduler":
            _check_scheduler(callback, problems)
        case "ModelCheckpoint":
            _check_path(callback, logged, problems)
            _check_mode(callback, problems)
        case "EarlyStopping" | "ReduceLROnPlateau":
            _check_mode(callback, problems)
            _check_numbers(callback, training, catalog, problems)
        case "CSVLogger":
            _check_separator(callback, problems)
        case "TensorBoard":
            _check_frequency(callback, problems)
        case "SwapEMAWeights":
            _check_averages(callback, training, catalog, problems)


def _check_scheduler(callback: KerasUse, problems: Problems) -> None:
    schedule = callback.arguments.get("schedule")
    if schedule is None:
        return
    message = "`schedule` of `LearningRateScheduler`: expected a function of the epoch"
    if isinstance(schedule, values.Construct) and isinstance(schedule.target, Entry):
        if schedule.target.category is Category.SCHEDULES:
            words = f"give it to the optimizer: `Adam({schedule.span.text})`" if len(schedule.span.text) < 40 else ""
            problems.report("E515", f"{message}, received `{schedule.target.name}`", schedule.span, words)
    elif folded(schedule) is not None:
        words = "import one: `from my_schedules import halve`"
        problems.report("E515", f"{message}, received {schedule.span.text}", schedule.span, words)


# --- files -------------------------------------------------------------------------------------------


def _check_path(callback: KerasUse, logged: list[str] | None, problems: Problems) -> None:
    path = callback.arguments.get("filepath")
    literal = None if path is None else folded(path)
    if path is None or literal is None or not isinstance(literal.value, str):
        return
    only_weights = (
        folded(callback.arguments["save_weights_only"]) if "save_weights_only" in callback.arguments else None
    )
    if "save_weights_only" not in callback.arguments or only_weights is not None:
        endings = (".weights.h5",) if only_weights is not None and only_weights.value else (".keras", ".h5")
        if not literal.value.endswith(endings):
            what = "weights alone" if endings == (".weights.h5",) else "a model"
            message = f"`ModelCheckpoint` saves {what} in a file that ends with `{endings[0]}`"
            problems.report("E515", message, path.span, fix=_with_ending(path, literal.value, endings[0]))
            return
    if logged is not None:
        _check_fields(callback, path, literal.value, logged, problems)


def _with_ending(path: Expr, text: str, ending: str) -> Fix | None:
    stem = text
    for other in (".weights.h5", ".h5", ".hdf5", ".keras", ".ckpt", ".tf", ".pb"):
        stem = stem.removesuffix(other)
    written = f'"{stem}{ending}"'
    return Fix(path.span, written, f"write `{written}`", False) if path.span.text == f'"{text}"' else None


def _check_fields(callback: KerasUse, path: Expr, text: str, logged: list[str], problems: Problems) -> None:
    """The names in braces, which Keras fills in when it saves."""
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name]
    except ValueError:
        return
    save_freq = callback.arguments.get("save_freq")
    if save_freq is not None and getattr(folded(save_freq), "value", None) != "epoch":
        return  # within an epoch less is known
    known = ["epoch", *logged, "learning_rate"]
    for name in names:
        if name not in known:
            near = closest(name, known)
            words = f"did you mean `{{{near}}}`?" if near else f"known: {', '.join(f'`{one}`' for one in known[:-1])}"
            problems.report("E515", f"nothing that `ModelCheckpoint` knows is called `{name}`", path.span, words)
            return


def _check_separator(callback: KerasUse, problems: Problems) -> None:
    separator = callback.arguments.get("separator")
    literal = None if separator is None else folded(separator)
    if (
        separator is not None
        and literal is not None
        and not (isinstance(literal.value, str) and len(literal.value) == 1)
    ):
        message = f"`separator` of `CSVLogger`: expected one character, received {separator.span.text}"
        problems.report("E515", message, separator.span)


def _check_frequency(callback: KerasUse, problems: Problems) -> None:
    given = callback.arguments.get("update_freq")
    literal = None if given is None else folded(given)
    if given is None or literal is None or not isinstance(literal.value, str) or literal.value in ("batch", "epoch"):
        return
    near = closest(literal.value, ("batch", "epoch"))
    message = f'`update_freq` of `TensorBoard`: expected "batch", "epoch" or a number, received {given.span.text}'
    problems.misspelled("E515", message, given.span, None if near is None else f'"{near}"')


# --- what they watch ---------------------------------------------------------------------------------


def _check_mode(callback: KerasUse, problems: Problems) -> None:
    given = callback.arguments.get("mode")
    literal = None if given is None else folded(given)
    if given is None or literal is None:
        return
    if literal.value not in MODES:
        near = next((mode for mode in MODES if str(literal.value).lower().startswith(mode)), None)
        message = f"`{callback.name}` knows no mode {given.span.text}, and would go by the name of what it watches"
        words = f'did you mean `"{near}"`?' if near else '"auto", "min" or "max"'
        fix = Fix(given.span, f'"{near}"', words, False) if near else None
        problems.report("W509", message, given.span, words, fix=fix)
        return
    watched = callback.arguments.get("monitor")
    monitor = "val_loss" if watched is None else getattr(folded(watched), "value", None)
    if not isinstance(monitor, str):
        return
    wanted = "min" if monitor.endswith("loss") else "max" if monitor.endswith(_RISING) else None
    if wanted is not None and literal.value == ("max" if wanted == "min" else "min"):
        message = f"`{monitor}` is better where it is {'lower' if wanted == 'min' else 'higher'}"
        words = f'write `"{wanted}"`'
        problems.report("W509", message, given.span, words, fix=Fix(given.span, f'"{wanted}"', words, False))


def _check_numbers(callback: KerasUse, training: Training, catalog: Catalog, problems: Problems) -> None:
    for name in ("patience", "cooldown", "baseline", "min_delta", "factor", "min_lr"):
        given = callback.arguments.get(name)
        literal = None if given is None else folded(given)
        if given is None or literal is None or literal.value is None:
            continue
        number, shown = literal.value, f"`{name}` of `{callback.name}`"
        if not isinstance(number, int | float):
            problems.report("E515", f"{shown}: expected a number, received {given.span.text}", given.span)
        elif name == "patience" and number < 0:
            message = f"{shown}: expected a number of epochs from 0, received {literal.text}"
            problems.report("W509", message, given.span, "it would act as with 0")
        elif name == "factor" and number <= 0:
            message = f"{shown}: expected a number above 0 and below 1, received {literal.text}"
            problems.report("W509", message, given.span, "nothing would be learned any more")
        elif name == "min_lr" and number > 0:
            _check_least_rate(given, number, training, catalog, problems)


def _check_least_rate(given: Expr, least: float, training: Training, catalog: Catalog, problems: Problems) -> None:
    """A limit that the learning rate is at or below from the beginning."""
    optimizer = _optimizer(training, catalog)
    rate = None if optimizer is None else optimizer.arguments.get("learning_rate")
    number = None if rate is None else getattr(folded(rate), "value", None)
    if isinstance(number, int | float) and least >= number:
        message = f"`min_lr` of `ReduceLROnPlateau`: expected a number below the learning rate of {number}"
        problems.report("W509", message, given.span, "it would never act")


def _check_averages(callback: KerasUse, training: Training, catalog: Catalog, problems: Problems) -> None:
    optimizer = _optimizer(training, catalog)
    if training.value("optimizer") is not None and optimizer is None:
        return
    averages = None if optimizer is None else optimizer.arguments.get("use_ema")
    literal = None if averages is None else folded(averages)
    if averages is None or (literal is not None and not literal.value):
        message = "`SwapEMAWeights` puts averages in the place of weights, and the optimizer keeps none"
        problems.report("E515", message, callback.span, "give the optimizer `use_ema=True`")


def _optimizer(training: Training, catalog: Catalog) -> KerasUse | None:
    value = training.value("optimizer")
    return None if value is None else use_of(value, Category.OPTIMIZERS, catalog)
