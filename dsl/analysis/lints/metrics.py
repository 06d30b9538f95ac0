"""Metrics that do not go with the loss of their output."""

from __future__ import annotations

from dsl.analysis.lints.losses import LABELS, REGRESSIONS, LossOfOutput, check_logits
from dsl.analysis.lints.objects import KerasUse, NotWritten, by_output, use_of
from dsl.analysis.lints.overlaps import OVERLAPS, check_overlap
from dsl.analysis.problems import Problems, into_call
from dsl.analysis.training.settings import folded
from dsl.catalog import Catalog, Category
from dsl.diagnostics import Fix, Label
from dsl.ir import values
from dsl.ir.training import Training

_LABELS = LABELS | {
    "SparseCategoricalAccuracy": "sparse", "SparseTopKCategoricalAccuracy": "sparse",
    "CategoricalAccuracy": "one-hot", "TopKCategoricalAccuracy": "one-hot", "BinaryAccuracy": "binary",
}  # fmt: skip

# The metric that says the same about labels of another form.
_COUNTERPARTS = {
    "Accuracy": {"sparse": "SparseCategorical", "one-hot": "Categorical", "binary": "Binary"},
    "TopKCategoricalAccuracy": {"sparse": "SparseTopKCategorical", "one-hot": "TopKCategorical"},
    "Crossentropy": {"sparse": "SparseCategorical", "one-hot": "Categorical", "binary": "Binary"},
}

_READ_AS = {"sparse": "numbers of classes", "one-hot": "one-hot rows", "binary": "yes or no"}

# What compares predictions with a threshold between 0 and 1, by the argument that sets it.
_THRESHOLDS = {
    "BinaryAccuracy": "threshold", "Precision": "thresholds", "Recall": "thresholds", "TruePositives": "thresholds",
    "TrueNegatives": "thresholds", "FalsePositives": "thresholds", "FalseNegatives": "thresholds",
    "BinaryIoU": "threshold",
}  # fmt: skip
_COUNTS = ("MeanAbsoluteError", "MeanSquaredError", "R2Score", "RootMeanSquaredError")
_OF_EACH = ("F1Score", "FBetaScore")
_CURVES = (
    "AUC", "PrecisionAtRecall", "RecallAtPrecision", "SensitivityAtSpecificity", "SpecificityAtSensitivity",
)  # fmt: skip


def warn_of_metrics(losses: list[LossOfOutput], training: Training, catalog: Catalog, problems: Problems) -> None:
    """Report metrics that read labels or outputs in another way than the loss does."""
    by_name = {one.output: one for one in losses}
    outputs = tuple(by_name)
    for setting in ("metrics", "weighted_metrics"):
        for output, value in by_output(training, setting, outputs):
            metric = use_of(value, Category.METRICS, catalog)
            if metric is not None:
                _check(metric, by_name[output], problems)


def _check(metric: KerasUse, one: LossOfOutput, problems: Problems) -> None:
    if one.loss.name in REGRESSIONS:
        _check_regression(metric, one, problems)
    if one.labels is None:
        return
    if metric.name in OVERLAPS:
        check_overlap(metric, one, problems)
    elif metric.name == "Accuracy":
        message = "`Accuracy` asks whether the output equals the label, number by number"
        _report_labels(metric, one, message, one.labels, problems)
    elif metric.name in _LABELS and _LABELS[metric.name] != one.labels:
        message = f"`{metric.name}` reads labels as {_READ_AS[_LABELS[metric.name]]}"
        _report_labels(metric, one, message, one.labels, problems)
    elif one.labels == "sparse" and metric.name in (*_THRESHOLDS, *_CURVES, *_COUNTS, *_OF_EACH):
        message = f"`{metric.name}` wants a label for each number of the output, and here it is the number of a class"
        words = "take `CategoricalCrossentropy` and one-hot labels, or `SparseCategoricalAccuracy`"
        problems.report("W504", message, metric.span, words, (Label(one.loss.span, "the loss says so"),))
    elif metric.name in ("TopKCategoricalAccuracy", "SparseTopKCategoricalAccuracy"):
        _check_top(metric, one, problems)
    else:
        _check_threshold(metric, one, problems)
        if metric.name in LABELS and one.ending is not None:
            check_logits(metric, one.ending, problems)


def _report_labels(metric: KerasUse, one: LossOfOutput, message: str, labels: str, problems: Problems) -> None:
    """Report a metric that reads labels in another form, with the one that reads them as the loss does."""
    counterpart = _counterpart(metric.name, labels)
    on_logits = counterpart == "BinaryAccuracy" and one.takes_logits is True and not metric.arguments
    shown = "BinaryAccuracy(threshold=0)" if on_logits else counterpart
    label = Label(one.loss.span, f"this reads labels as {_READ_AS[labels]}")
    words, fix = (f"take `{shown}`", _take(metric, counterpart, on_logits)) if counterpart else ("", None)
    problems.report("W504", message, metric.span, words, (label,), fix=fix)


def _take(metric: KerasUse, counterpart: str, on_logits: bool) -> Fix | None:
    """The other metric in the place of this one, its arguments kept."""
    call = isinstance(metric.value, values.Construct)
    if call and metric.span.text.count(metric.name) != 1:
        return None
    text = metric.span.text.replace(metric.name, counterpart) if call else f"{counterpart}()"
    if on_logits:
        text = f"{text[: text.rindex('(')]}(threshold=0)"
    return Fix(metric.span, text, f"take `{counterpart}`", False)


def _check_top(metric: KerasUse, one: LossOfOutput, problems: Problems) -> None:
    """Report a metric that asks whether the label is among so many classes that it always is, or never."""
    given = metric.arguments.get("k")
    literal = folded(given) if given is not None else None
    number = 5 if given is None else None if literal is None else literal.value
    classes = None if one.ending is None else one.ending.units
    if isinstance(number, int) and classes is not None and not 0 < number < classes:
        message = f"the label is {'always' if number > 0 else 'never'} among {number} of {classes} classes"
        place = metric.span if given is None else given.span
        words = f"`k` lies between 0 and {classes}" if classes > 2 else ""
        problems.report("W504", message, place, words)


def _check_regression(metric: KerasUse, one: LossOfOutput, problems: Problems) -> None:
    """Report a metric that counts right answers beside a loss that measures how far a number is from another."""
    single = one.ending is not None and one.ending.units == 1
    sort = _LABELS.get(metric.name)
    counts = metric.name in ("Accuracy", "BinaryAccuracy", "accuracy", "acc")
    linear = one.ending is not None and one.ending.activation == "linear"
    if sort == "sparse" or (sort == "one-hot" and single) or (counts and single and linear):
        label = (Label(one.loss.span, "this measures how far numbers are from each other"),)
        message = f"`{metric.name}` counts right answers, and the loss is one for numbers"
        problems.report("W504", message, metric.span, "take `MeanAbsoluteError`", label)


def _counterpart(name: str, labels: str) -> str | None:
    for ending, prefixes in sorted(_COUNTERPARTS.items(), key=lambda item: -len(item[0])):
        if name.endswith(ending) and labels in prefixes:
            return prefixes[labels] + (ending if ending != "TopKCategoricalAccuracy" else "Accuracy")
    return None


def _check_threshold(metric: KerasUse, one: LossOfOutput, problems: Problems) -> None:
    """Report a threshold between 0 and 1 that is held against logits."""
    if one.labels != "binary" or one.takes_logits is not True:
        return
    if one.ending is not None and one.ending.gives_probabilities:
        return  # reported with the loss
    try:
        words = _words_about_logits(metric, one)
    except NotWritten:
        return
    if words is not None:
        labels = (Label(one.loss.span, "so the output is logits, which are at 0 where a probability is at 0.5"),)
        message = f"`{metric.name}` compares with probabilities, and this output gives logits"
        fix = _add_threshold(metric, words)
        problems.report("W505", message, metric.span, words, labels, fix=fix)


def _add_threshold(metric: KerasUse, words: str) -> Fix | None:
    """The argument that `words` says, where they say one."""
    written = words.removeprefix("write ").strip("`")
    if not words.startswith("write "):
        return None
    if not isinstance(metric.value, values.Construct):
        return Fix(metric.span, written, f"write `{written}`", False)
    return into_call(metric.span, written[written.index("(") + 1 : -1])


def _words_about_logits(metric: KerasUse, one: LossOfOutput) -> str | None:
    """What to write instead; None where the metric can stay as it is."""
    threshold = _THRESHOLDS.get(metric.name)
    if threshold is not None:
        return None if threshold in metric.arguments else f"write `{metric.name}({threshold}=0)`"
    if metric.name in _CURVES:
        if metric.name != "AUC":
            return "end in a sigmoid, and leave `from_logits` out of the loss"
        return None if metric.literal("from_logits", False) else "write `AUC(from_logits=True)`"
    if metric.name in ("accuracy", "acc") and one.ending is not None and one.ending.units == 1:
        return "write `BinaryAccuracy(threshold=0)`"
    return None
