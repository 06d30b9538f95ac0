"""What a program imports from Python modules of the user's: parts of its model and training, and its data."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.codegen.literals import MODULE_NAMES, identifier
from dsl.ir import values
from dsl.ir.training import DataSource, Training

# The variables of `load_data`.
LOCAL_NAMES = frozenset({"training", "validation", "test", "samples", "rng", "path", "features"})


Import = tuple[str, str, str]
"""A module, a name of it, and what this is called in the program."""


def python_imports(training: Training) -> tuple[Import, ...]:
    """The Python functions that give data."""
    pairs = [python_function(source) for source in training.sources if source.name == "python"]
    return tuple((module, name, function_name(name)) for module, name in pairs)


def import_lines(imports: Iterable[Import]) -> tuple[str, ...]:
    """`from module import name, other`, in the order in which isort has them; a name with another has its own line."""
    found = sorted(set(imports), key=lambda one: (one[0], one[1] != one[2], _by_type(one[1])))
    lines: dict[tuple[str, str], list[str]] = {}
    for module, name, given in found:
        renamed = name if given == name else f"{name} as {given}"
        lines.setdefault((module, renamed if given != name else ""), []).append(renamed)
    return tuple(f"from {module} import {', '.join(names)}" for (module, _), names in lines.items())


def _by_type(name: str) -> tuple[int, str, str]:
    """Constants come first, then classes, then functions."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, name.casefold(), name


def function_name(name: str) -> str:
    """What a function that gives data is called in the program."""
    return identifier(name, MODULE_NAMES | LOCAL_NAMES)


def python_function(source: DataSource) -> tuple[str, str]:
    """The module and the name of the function that gives data."""
    value = source.option("function")
    assert isinstance(value, values.Literal)
    module, _, name = str(value.value).partition(":")
    return module, name
