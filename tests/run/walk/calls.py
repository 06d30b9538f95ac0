"""Calls of Keras's classes as text."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.catalog import Entry, ParameterKind, load

CATALOG = load()

Arguments = Mapping[str, str]
"""The text of each argument by its name, in the order of the signature."""

_BY_POSITION = (ParameterKind.POSITIONAL_ONLY, ParameterKind.POSITIONAL_OR_KEYWORD)


def short(name: str, arguments: Arguments) -> str:
    """The bare name, and every argument by its name."""
    return f"{name}({', '.join(f'{key}={text}' for key, text in arguments.items())})"


def full(entry: Entry, name: str, arguments: Arguments) -> str:
    """The name with its namespace, and arguments by position as long as none is left out."""
    rest = dict(arguments)
    placed = []
    for parameter in entry.parameters:
        if parameter.kind not in _BY_POSITION or parameter.name not in rest:
            break
        placed.append(rest.pop(parameter.name))
    named = [f"{key}={text}" for key, text in rest.items()]
    return f"{entry.category.value}.{name}({', '.join([*placed, *named])})"
