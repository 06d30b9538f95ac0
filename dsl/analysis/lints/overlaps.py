"""Metrics that count how far regions overlap, told wrongly where classes stand as numbers and where as one-hot rows."""

from __future__ import annotations

from dsl.analysis.lints.losses import LossOfOutput
from dsl.analysis.lints.objects import KerasUse, NotWritten
from dsl.analysis.problems import Problems, into_call
from dsl.diagnostics import Label

_OF_NUMBERS = ("IoU", "MeanIoU")
_OF_ROWS = ("OneHotIoU", "OneHotMeanIoU")
OVERLAPS = (*_OF_NUMBERS, *_OF_ROWS)


def check_overlap(metric: KerasUse, one: LossOfOutput, problems: Problems) -> None:
    """Report a metric that takes rows for numbers of classes, or the other way; the output of a loss has rows."""
    try:
        labels_are_numbers = metric.name in _OF_NUMBERS and bool(metric.literal("sparse_y_true", True))
        output_is_numbers = bool(metric.literal("sparse_y_pred", metric.name in _OF_NUMBERS))
        classes = metric.literal("num_classes")
    except NotWritten:
        return
    labels = (Label(one.loss.span, "the loss says so"),)
    if one.labels == "binary":
        message = f"`{metric.name}` compares numbers of classes, and this output says yes or no"
        problems.report("W504", message, metric.span, "take `BinaryIoU`", labels)
    elif labels_are_numbers is not (one.labels == "sparse"):
        read, are = ("numbers of classes", "one-hot rows") if labels_are_numbers else ("one-hot rows", "numbers")
        counterpart = metric.name.removeprefix("OneHot") if one.labels == "sparse" else f"OneHot{metric.name}"
        words = f"take `{counterpart}`" + (" with `sparse_y_pred=False`" if one.labels == "sparse" else "")
        message = f"`{metric.name}` reads labels as {read}, and here they are {are}"
        problems.report("W504", message, metric.span, words, labels)
    elif output_is_numbers:
        message = f"`{metric.name}` reads the output as numbers of classes, and it has a number for each class"
        fix = None if "sparse_y_pred" in metric.arguments else into_call(metric.span, "sparse_y_pred=False")
        problems.report("W504", message, metric.span, "write `sparse_y_pred=False`", labels, fix=fix)
    elif one.ending is not None and isinstance(classes, int) and one.ending.units not in (None, classes):
        message = f"`{metric.name}` counts {classes} classes, and this output has {one.ending.units}"
        labels = (Label(one.ending.span, "this is the last layer"),)
        problems.report("W504", message, metric.arguments["num_classes"].span, "", labels)
