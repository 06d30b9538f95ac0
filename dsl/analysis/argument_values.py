"""Whether what is written for an argument of a Keras class is something that the class takes."""

from __future__ import annotations

from dsl.analysis.names import THINGS, check_identifier
from dsl.analysis.scope import Context
from dsl.analysis.settings import folded
from dsl.analysis.shapes.rule import WRONG_ARGUMENT
from dsl.catalog import Category, Entry, Parameter, suggest
from dsl.catalog.domains import Domain, domain_of
from dsl.diagnostics import Fix
from dsl.ir import values
from dsl.ir.values import Argument

EXPECTED_BY_ARGUMENT = {
    "activation": Category.ACTIVATIONS,
    "initializer": Category.INITIALIZERS,
    "regularizer": Category.REGULARIZERS,
    "constraint": Category.CONSTRAINTS,
    "learning_rate": Category.SCHEDULES,
    "layer": Category.LAYERS,
    "cell": Category.LAYERS,
    "cells": Category.LAYERS,
    "optimizer": Category.OPTIMIZERS,
    "loss": Category.LOSSES,
}

# What a number was probably meant to be an argument of.
_OF_NUMBER = {Category.REGULARIZERS: "L2", Category.INITIALIZERS: "Constant", Category.CONSTRAINTS: "MaxNorm"}


def expected_category(argument: str) -> Category | None:
    """The namespace in which the value of an argument is looked for, by the argument's name."""
    return EXPECTED_BY_ARGUMENT.get(argument.rpartition("_")[2]) or EXPECTED_BY_ARGUMENT.get(argument)


def check_values(context: Context, entry: Entry, arguments: tuple[Argument, ...]) -> None:
    """Report the values that are written out and that Keras refuses, or names nothing by."""
    for position, argument in enumerate(arguments):
        name = argument.name or _name_at(entry.parameters, position)
        category = expected_category(name)
        if category in _OF_NUMBER and _is_number(argument.value):
            _report_number(context, entry, name, argument, _OF_NUMBER[category], category)
        elif category is not None and category is not Category.LAYERS:
            check_identifier(context, argument.value, category)
        if category is None or category is Category.SCHEDULES:
            _check_domain(context, entry, name, argument)


def _name_at(parameters: tuple[Parameter, ...], position: int) -> str:
    return parameters[position].name if position < len(parameters) else ""


def _is_number(value: values.Expr) -> bool:
    literal = folded(value)
    return literal is not None and isinstance(literal.value, int | float)


def _report_number(
    context: Context, entry: Entry, name: str, argument: Argument, wrapper: str, category: Category
) -> None:
    text = argument.value.span.text
    message = f"`{name}` of `{entry.name}`: expected {THINGS[category]}, received {text}"
    fix = Fix(argument.value.span, f"{wrapper}({text})", f"make it `{wrapper}({text})`", False)
    context.problems.report(WRONG_ARGUMENT, message, argument.value.span, f"write `{wrapper}({text})`", fix=fix)


def _check_domain(context: Context, entry: Entry, name: str, argument: Argument) -> None:
    literal = folded(argument.value)
    domain = domain_of(entry, name)
    if literal is None or domain is None or domain.takes(literal.value):
        return
    message = f"`{name}` of `{entry.name}`: expected {domain.expected}, received {argument.value.span.text}"
    near = _near(literal, domain)
    context.problems.misspelled(WRONG_ARGUMENT, message, argument.value.span, near)


def _near(literal: values.Literal, domain: Domain) -> str | None:
    near = suggest.suggest(literal.value, domain.words) if isinstance(literal.value, str) else None
    return None if near is None else f'"{near}"'
