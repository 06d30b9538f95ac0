"""Whether what is written for an argument of a Keras class is something that the class takes."""

from __future__ import annotations

from dsl.analysis.dtypes import POLICIES, closest_dtype, is_dtype, is_policy
from dsl.analysis.elaborate.describe import show
from dsl.analysis.elaborate.session import Session
from dsl.analysis.resolve.guesses import check_identifier, unknown_identifier
from dsl.analysis.resolve.names import THINGS
from dsl.analysis.resolve.scope import Context
from dsl.analysis.shapes.rule import WRONG_ARGUMENT, is_plain
from dsl.analysis.training.settings import folded
from dsl.catalog import CLASS_CATEGORIES, Category, Entry, suggest
from dsl.catalog.domains import domain_of
from dsl.diagnostics import Fix, Label
from dsl.ir import values
from dsl.ir.values import Argument
from dsl.records import dataclass

EXPECTED_BY_ARGUMENT = {
    "activation": Category.ACTIVATIONS,
    "initializer": Category.INITIALIZERS,
    "regularizer": Category.REGULARIZERS,
    "constraint": Category.CONSTRAINTS,
    "learning_rate": Category.SCHEDULES,
    "layer": Category.LAYERS,
    "cell": Category.LAYERS,
    "cells": Category.LAYERS,
    "layers": Category.LAYERS,
    "optimizer": Category.OPTIMIZERS,
    "loss": Category.LOSSES,
}

# What a number was probably meant to be an argument of.
_OF_NUMBER = {Category.REGULARIZERS: "L2", Category.INITIALIZERS: "Constant", Category.CONSTRAINTS: "MaxNorm"}


def expected_category(argument: str) -> Category | None:
    """The namespace in which the value of an argument is looked for, by the argument's name."""
    return EXPECTED_BY_ARGUMENT.get(argument.rpartition("_")[2]) or EXPECTED_BY_ARGUMENT.get(argument)


ONE_OF = ("clipnorm", "clipvalue", "global_clipnorm")
"""Arguments of optimizers of which one can be given."""

SEVERAL_LAYERS = ("cell", "cells", "layers")
"""Arguments that take a list of layers, or one that does."""


def misfit(entry: Entry, name: str, value: object) -> str | None:
    """What an argument of a Keras class takes, where that is known not to be this value."""
    category = expected_category(name)
    if name == "dtype":
        return None if _is_dtype(entry, value) else "a dtype"
    if name == "name" and entry.category is Category.LAYERS and is_plain(value):
        return None if value is None or (isinstance(value, str) and "/" not in value) else "a string without `/`"
    if name == "trainable" and entry.category is Category.LAYERS and is_plain(value):
        return None if isinstance(value, bool) else "True or False"
    if category is Category.LAYERS:
        several = value if isinstance(value, list | tuple) else ()
        given_list = isinstance(value, list | tuple) and name not in SEVERAL_LAYERS
        if any(one is None or isinstance(one, str | list | tuple) or _is_no_object(one) for one in several):
            return "layers"
        missing = value is None and not _is_optional(entry, name)
        return "a layer" if given_list or missing or isinstance(value, str) or _is_no_object(value) else None
    if category in (None, Category.SCHEDULES):
        domain = domain_of(entry, name)
        return None if domain is None or domain.takes(value) else domain.expected
    if category in (Category.ACTIVATIONS, *_OF_NUMBER):
        return THINGS[category] if isinstance(value, list | tuple) or _is_no_object(value) else None
    return None


def _is_dtype(entry: Entry, value: object) -> bool:
    """False for what is known not to be the dtype of a layer, or of what a function gives."""
    if isinstance(value, str):
        return (is_policy if entry.category in CLASS_CATEGORIES else is_dtype)(value)
    return not isinstance(value, int | float | list | tuple)


def _is_none(value: values.Expr) -> bool:
    return isinstance(value, values.Literal) and value.value is None


def _is_no_object(value: object) -> bool:
    """Whether a value is neither a Keras object nor what Keras makes one of: a name, or a saved configuration."""
    return isinstance(value, int | float) or (isinstance(value, dict) and "class_name" not in value)


def _is_optional(entry: Entry, name: str) -> bool:
    parameter = entry.parameter(name)
    return parameter is None or parameter.default == "None"


def report_made(
    session: Session, entry: Entry, names: list[str], arguments: tuple[Argument, ...], given: list[object]
) -> bool:
    """Report the values that Keras refuses where they are known only when a model is run; whether there are any."""
    found = False
    for name, argument, value in zip(names, arguments, given, strict=True):
        if isinstance(value, str) and (code_and_message := unknown_identifier(value, expected_category(name))):
            session.report(*code_and_message, argument.value.span)
            found = True
        expected = misfit(entry, name, value)
        if expected is not None:
            message = f"`{name}` of `{entry.name}`: expected {expected}, received {show(value)}"
            session.report(WRONG_ARGUMENT, message, argument.value.span)
            found = True
    return found


def check_values(context: Context, entry: Entry, arguments: tuple[Argument, ...], called: str = "") -> None:
    """Report the values that are written out and that Keras refuses, or names nothing by.

    `called` is what the file calls the entry, where that is not its name.
    """
    for position, argument in enumerate(arguments):
        name = argument.name or _name_at(entry, position)
        category = expected_category(name)
        if category in _OF_NUMBER and _is_number(argument.value):
            _report_number(context, called or entry.name, name, argument, _OF_NUMBER[category], category)
            continue
        if category is not None and category is not Category.LAYERS:
            check_identifier(context, argument.value, category)
        written = _written(argument.value)
        expected = None if written is None else misfit(entry, name, written.value)
        if written is not None and expected is not None:
            message = f"`{name}` of `{called or entry.name}`: expected {expected}, received {argument.value.span.text}"
            near = _closest(entry, name, written.value) if isinstance(written.value, str) else None
            near = None if near is None else f'"{near}"'
            context.problems.misspelled(WRONG_ARGUMENT, message, argument.value.span, near)


def check_together(context: Context, entry: Entry, arguments: tuple[Argument, ...]) -> None:
    """Report an argument that Keras takes only without others."""
    if entry.category is Category.OPTIMIZERS:
        given = [one for one in arguments if one.name in ONE_OF and not _is_none(one.value)]
        for argument in given[1:]:
            message = f"`{entry.name}` takes only one of {', '.join(f'`{name}`' for name in ONE_OF)}"
            labels = (Label(given[0].span, "given here"),)
            context.problems.report(WRONG_ARGUMENT, message, argument.span, labels=labels)
        _check_averaging(context, arguments)
    elif entry.name == "PiecewiseConstantDecay":
        _check_pieces(context, {one.name or _name_at(entry, place): one.value for place, one in enumerate(arguments)})


def _check_averaging(context: Context, arguments: tuple[Argument, ...]) -> None:
    """`ema_momentum` is looked at only where `use_ema` is switched on."""
    given = {one.name: folded(one.value) for one in arguments}
    switch, share = given.get("use_ema"), given.get("ema_momentum")
    if switch is None or not switch.value or share is None or not isinstance(share.value, int | float):
        return
    if not 0 <= share.value <= 1:
        message = f"`ema_momentum`: expected a number of at least 0 and of at most 1, received {share.text}"
        context.problems.report(WRONG_ARGUMENT, message, share.span)


def _check_pieces(context: Context, given: dict[str, values.Expr]) -> None:
    """A learning rate between each two boundaries, one before the first, and one behind the last."""
    boundaries, rates = given.get("boundaries"), given.get("values")
    for name, value in (("boundaries", boundaries), ("values", rates)):
        if isinstance(value, values.Literal) and value.value is not None:
            message = f"`{name}` of `PiecewiseConstantDecay`: expected a list, received {value.text}"
            context.problems.report(WRONG_ARGUMENT, message, value.span)
    if isinstance(boundaries, values.Sequence) and isinstance(rates, values.Sequence):
        wanted = len(boundaries.items) + 1
        if len(rates.items) != wanted:
            message = f"`values` of `PiecewiseConstantDecay`: expected {wanted}, one more than there are boundaries"
            labels = (Label(boundaries.span, f"{wanted - 1} of them"),)
            context.problems.report(WRONG_ARGUMENT, f"{message}, received {len(rates.items)}", rates.span, "", labels)


def _name_at(entry: Entry, position: int) -> str:
    return entry.names[position] if position < len(entry.names) else ""


def _is_number(value: values.Expr) -> bool:
    literal = folded(value)
    return literal is not None and isinstance(literal.value, int | float)


@dataclass(frozen=True)
class _Written:
    """A value that the file writes out."""

    value: object


def _written(value: values.Expr) -> _Written | None:
    """The value of a literal, or of a list or tuple of them."""
    if isinstance(value, values.Sequence):
        items = [folded(item) for item in value.items]
        plain = [item.value for item in items if item is not None]
        if len(plain) < len(items):
            return None
        return _Written(tuple(plain) if value.is_tuple else plain)
    literal = folded(value)
    return None if literal is None else _Written(literal.value)


def _report_number(
    context: Context, called: str, name: str, argument: Argument, wrapper: str, category: Category
) -> None:
    text = argument.value.span.text
    message = f"`{name}` of `{called}`: expected {THINGS[category]}, received {text}"
    fix = Fix(argument.value.span, f"{wrapper}({text})", f"make it `{wrapper}({text})`", False)
    context.problems.report(WRONG_ARGUMENT, message, argument.value.span, f"write `{wrapper}({text})`", fix=fix)


def _closest(entry: Entry, name: str, value: str) -> str | None:
    """The word that was probably meant."""
    if name == "dtype":
        return closest_dtype(value, POLICIES if entry.category in CLASS_CATEGORIES else ())
    domain = domain_of(entry, name)
    return None if domain is None else suggest.suggest(value, domain.words)
