"""Strings where a switch stands: `use_bias="False"` switches it on."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.analysis.lints.objects import named_arguments
from dsl.analysis.problems import Problems
from dsl.catalog import Entry
from dsl.diagnostics import Fix
from dsl.ir import values
from dsl.ir.program import Program
from dsl.ir.values import Argument, Literal

SWITCH = ("True", "False")

SAID_OTHERWISE = {
    "true": "True", "yes": "True", "on": "True", "1": "True",
    "false": "False", "no": "False", "off": "False", "0": "False", "none": "False", "": "False",
}  # fmt: skip


def warn_of_flags(program: Program, problems: Problems) -> None:
    """Report the strings that are given for `True` or `False`, where Keras takes them."""
    parts = [part for one in program.definitions if one.name in program.own for part in one.parts]
    parts += [part for training in program.trainings for part in training.parts]
    for part in parts:
        if isinstance(part, values.Construct | values.Invoke) and isinstance(part.target, Entry):
            for name, given in _flags(part.target, part.arguments):
                meant = SAID_OTHERWISE.get(str(given.value).lower())
                fix = Fix(given.span, meant, f"write `{meant}`", False) if meant else None
                message = f"`{name}` of `{part.target.name}` is switched on by any string"
                problems.report("W302", message, given.span, "write `True` or `False`", fix=fix)


def _flags(entry: Entry, arguments: tuple[Argument, ...]) -> Iterator[tuple[str, Literal]]:
    """The arguments whose default is a switch and whose value is a string."""
    for name, value in named_arguments(entry, arguments):
        parameter = entry.parameter(name)
        if parameter is not None and parameter.default in SWITCH:
            match value:
                case Literal(str()):
                    yield name, value
