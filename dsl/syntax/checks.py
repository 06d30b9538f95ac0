"""Rules that are simpler to say here than in the grammar: the order of arguments and of parameters."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.diagnostics.diagnostic import Diagnostic, Label
from dsl.syntax import tree


class SyntaxFault(Exception):
    """A part that the grammar allows but the language does not; the statement around it is dropped."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def check_arguments(arguments: Sequence[tree.Argument]) -> None:
    """Positional arguments come before named ones."""
    named: tree.Argument | None = None
    for argument in arguments:
        if argument.name is not None:
            named = argument
        elif named is not None:
            label = Label(named.span, "a named argument stands before it")
            message = "a positional argument can't follow a named one"
            raise SyntaxFault(Diagnostic("E114", message, argument.span, labels=(label,)))


def check_parameters(parameters: Sequence[tree.Parameter]) -> None:
    """Parameters without a default come before those with one."""
    optional: tree.Parameter | None = None
    for parameter in parameters:
        if parameter.default is not None:
            optional = parameter
        elif optional is not None:
            label = Label(optional.span, "a default is given here")
            message = f"the parameter `{parameter.name.text}` needs a default, as one before it has one"
            raise SyntaxFault(Diagnostic("E115", message, parameter.span, labels=(label,)))
