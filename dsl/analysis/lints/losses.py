"""Losses that do not go with what the output they are for gives."""

from __future__ import annotations

import re

from dsl.analysis.lints.endings import Ending, ending_of
from dsl.analysis.lints.objects import KerasUse, NotWritten, by_output, use_of
from dsl.analysis.problems import Problems, into_call
from dsl.catalog import Catalog, Category
from dsl.diagnostics import Fix, Label
from dsl.ir import values
from dsl.ir.graph import Graph
from dsl.ir.training import Training
from dsl.records import dataclass
from dsl.source import Span

# What a loss compares: whole numbers of classes, one-hot rows, or yes and no for each number.
LABELS = {
    "SparseCategoricalCrossentropy": "sparse",
    "CategoricalCrossentropy": "one-hot",
    "CategoricalFocalCrossentropy": "one-hot",
    "BinaryCrossentropy": "binary",
    "BinaryFocalCrossentropy": "binary",
}


REGRESSIONS = (
    "Huber", "LogCosh", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredError",
    "MeanSquaredLogarithmicError",
)  # fmt: skip
"""Losses that say how far numbers are from each other."""


@dataclass(frozen=True)
class LossOfOutput:
    """The loss of one output, and how the output comes about where that is known."""

    output: str
    loss: KerasUse
    ending: Ending | None

    @property
    def labels(self) -> str | None:
        """The form of the labels, for the losses that are crossentropies."""
        return LABELS.get(self.loss.name)

    @property
    def takes_logits(self) -> bool | None:
        """Whether the loss is told that the output gives logits; None where that is computed."""
        return takes_logits(self.loss)


def takes_logits(use: KerasUse) -> bool | None:
    """The value of `from_logits`; None where it is computed."""
    try:
        return bool(use.literal("from_logits", False))
    except NotWritten:
        return None


def losses_of(graph: Graph, training: Training, catalog: Catalog) -> list[LossOfOutput]:
    """The loss of each output, as far as it is one of Keras's."""
    outputs = tuple(port.name for port in graph.outputs)
    found = []
    for output, value in by_output(training, "loss", outputs):
        loss = use_of(value, Category.LOSSES, catalog)
        if loss is not None:
            found.append(LossOfOutput(output, loss, ending_of(graph, output)))
    return found


def warn_of_losses(losses: list[LossOfOutput], problems: Problems) -> None:
    """Report losses that read the output as something that it is not."""
    for one in losses:
        if one.labels is not None and one.ending is not None and not _has_one_class(one, one.ending, problems):
            check_logits(one.loss, one.ending, problems)


def check_logits(use: KerasUse, ending: Ending, problems: Problems) -> None:
    """Report a crossentropy, loss or metric, that takes logits for probabilities or the other way."""
    logits = takes_logits(use)
    if logits is False and not ending.gives_probabilities:
        gives = "logits" if ending.activation == "linear" else f"what `{ending.activation}` gives"
        message = f"`{use.name}` expects probabilities, and this output gives {gives}"
        words = (
            f"write `{use.name}(from_logits=True)`" if ending.activation == "linear" else "end in softmax or sigmoid"
        )
        fix = _add_from_logits(use) if ending.activation == "linear" else None
        problems.report("W501", message, use.span, words, (Label(ending.span, "this is the last layer"),), fix=fix)
    elif logits is True and ending.gives_probabilities:
        message = f"`{use.name}` is told to expect logits, and this output has gone through {ending.activation}"
        given = use.arguments["from_logits"]
        words = "leave out `from_logits=True`, or better the activation: logits are exacter"
        labels = (Label(ending.span, "this gives probabilities"),)
        problems.report("W502", message, given.span, words, labels, fix=_leave_out_from_logits(use))


def _add_from_logits(use: KerasUse) -> Fix | None:
    """The argument put in before the closing parenthesis; a string becomes a call."""
    if use.entry is None or "from_logits" in use.arguments:
        return None
    if not isinstance(use.value, values.Construct):
        return Fix(use.span, f"{use.name}(from_logits=True)", "make it a call", False)
    return into_call(use.span, "from_logits=True")


def _leave_out_from_logits(use: KerasUse) -> Fix | None:
    text, count = re.subn(r",\s*from_logits\s*=\s*True|from_logits\s*=\s*True\s*(,\s*)?", "", use.span.text)
    return Fix(use.span, text, "leave out `from_logits=True`", False) if count == 1 else None


def _has_one_class(one: LossOfOutput, ending: Ending, problems: Problems) -> bool:
    """Report a choice between classes of which there is only one; nothing else is to be said of the loss then."""
    labels = (Label(ending.span, "the last dimension of its output is 1"),)
    if ending.units == 1 and one.labels in ("sparse", "one-hot"):
        message = f"`{one.loss.name}` chooses between classes, and this output has only one"
        words = "for yes or no take `BinaryCrossentropy`, or give the output a unit for each class"
        problems.report("W503", message, one.loss.span, words, labels)
        return True
    elif ending.units == 1 and ending.activation == "softmax":
        message = "softmax over a single unit is always 1"
        words = 'for yes or no take `activation="sigmoid"`'
        problems.report("W503", message, ending.span, words, fix=_take_sigmoid(ending.span))
        return True
    return False


def _take_sigmoid(span: Span) -> Fix | None:
    if span.text.count('"softmax"') != 1:
        return None
    return Fix(span, span.text.replace('"softmax"', '"sigmoid"'), 'write "sigmoid" for "softmax"', False)
