"""Names that TensorFlow gets to see: those of layers, models, weights, and of a model's inputs and outputs.

It takes only ASCII for the scopes of a graph and for the arguments of an exported model, and no outermost scope that
starts with an underscore.
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.analysis.problems import Problems
from dsl.ir import definitions
from dsl.ir.definitions import Definition
from dsl.source import Span


def check_names(definition: Definition, problems: Problems) -> None:
    """Report each name of a layer or model that TensorFlow would refuse."""
    if definition.what == "function":
        return
    for what, name, span in _seen(definition):
        if not name.isascii():
            message = f"the {what} `{name}` has letters that TensorFlow does not take in a name"
            problems.report("E237", message, span, "use the letters a to z, digits and `_`")
        elif name.startswith("_") and what in ("layer", "model"):
            message = f"the {what} `{name}` starts with `_`, and TensorFlow does not take such a name"
            problems.report("E237", message, span, "let the name start with a letter")


def _seen(definition: Definition) -> Iterator[tuple[str, str, Span]]:
    yield definition.what, definition.name, definition.span
    if definition.what == "model":
        yield from (("input", port.symbol.name, port.symbol.span) for port in definition.inputs)
        yield from (("output", symbol.name, symbol.span) for symbol in definition.outputs)
    for statement in definitions.statements(definition.body):
        if isinstance(statement, definitions.MakeWeight):
            yield "weight", statement.symbol.name, statement.symbol.span
