"""What a program imports for its data."""

from __future__ import annotations

from dsl.codegen.literals import MODULE_NAMES, identifier
from dsl.ir import values
from dsl.ir.training import DataSource, Training

# The variables of `load_data`.
LOCAL_NAMES = frozenset({"training", "validation", "test", "samples", "rng", "path", "features"})


def python_imports(training: Training) -> tuple[str, ...]:
    """The import lines of the Python functions that give data."""
    pairs = [python_function(source) for source in training.sources if source.name == "python"]
    return tuple(dict.fromkeys(import_line(module, name, function_name(name)) for module, name in pairs))


def import_line(module: str, name: str, given: str) -> str:
    """`from module import name`, under another name where the program needs that one itself."""
    return f"from {module} import {name}" + ("" if given == name else f" as {given}")


def function_name(name: str) -> str:
    """What a function that gives data is called in the program."""
    return identifier(name, MODULE_NAMES | LOCAL_NAMES)


def python_function(source: DataSource) -> tuple[str, str]:
    """The module and the name of the function that gives data."""
    value = source.option("function")
    assert isinstance(value, values.Literal)
    module, _, name = str(value.value).partition(":")
    return module, name
