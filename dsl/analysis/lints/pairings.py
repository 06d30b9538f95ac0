"""Losses beside activations whose outputs mean something else than the loss takes them for."""

from __future__ import annotations

from dsl.analysis.lints.endings import Ending
from dsl.analysis.lints.losses import LossOfOutput
from dsl.analysis.problems import Problems
from dsl.diagnostics import Fix, Label

ONE_OF_ALL = ("sparse", "one-hot")
_SIGNED = ("Hinge", "SquaredHinge")
_OF_SEVERAL = ("CategoricalHinge", "CosineSimilarity")


def warn_of_pairings(losses: list[LossOfOutput], problems: Problems) -> None:
    """Report outputs that a loss reads as a choice of another kind."""
    for one in losses:
        if one.ending is not None:
            _check(one, one.ending, problems)


def _check(one: LossOfOutput, ending: Ending, problems: Problems) -> None:
    name, several = one.loss.name, ending.units is not None and ending.units > 1
    if one.labels in ONE_OF_ALL and several and ending.activation == "sigmoid" and one.takes_logits is False:
        message = "sigmoid gives each class a probability of its own, and this loss chooses one of all"
        _report(message, "softmax", one, ending, problems)
    elif one.labels == "binary" and several and ending.activation == "softmax" and one.takes_logits is False:
        message = "softmax chooses one class of all, and this loss asks yes or no of each"
        words = "take `CategoricalCrossentropy` or `SparseCategoricalCrossentropy`, or end in sigmoid"
        problems.report("W510", message, one.loss.span, words, (Label(ending.span, "this is the last layer"),))
    elif name in _SIGNED and ending.gives_probabilities:
        message = f"`{name}` wants numbers below 0 for no, and {ending.activation} gives none"
        _report(message, "tanh", one, ending, problems)
    elif name == "KLDivergence" and not ending.gives_probabilities:
        message = f"`KLDivergence` compares probabilities, and this output gives what `{ending.activation}` gives"
        problems.report(
            "W510", message, one.loss.span, "end in softmax", (Label(ending.span, "this is the last layer"),)
        )
    elif name == "Poisson" and ending.activation in ("linear", "tanh", "leaky_relu", "elu"):
        message = "`Poisson` takes the logarithm of the output, which may be below 0 here"
        words = 'end in `activation="softplus"` or `"exponential"`'
        problems.report("W510", message, one.loss.span, words, (Label(ending.span, "this is the last layer"),))
    elif name in _OF_SEVERAL and ending.units == 1:
        message = f"`{name}` compares several numbers with each other, and this output has only one"
        labels = (Label(ending.span, "the last dimension of its output is 1"),)
        problems.report("W503", message, one.loss.span, "", labels)


def _report(message: str, activation: str, one: LossOfOutput, ending: Ending, problems: Problems) -> None:
    words = f'take `activation="{activation}"`'
    written = f'"{ending.activation}"'
    fix = None
    if ending.span.text.count(written) == 1:
        fix = Fix(ending.span, ending.span.text.replace(written, f'"{activation}"'), words, False)
    labels = (Label(one.loss.span, "the loss"),)
    problems.report("W510", message, ending.span, words, labels, fix=fix)
