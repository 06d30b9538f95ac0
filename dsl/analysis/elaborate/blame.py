"""Where the file writes the argument that a shape rule blames."""

from __future__ import annotations

from dsl.analysis.elaborate.evaluate import EvaluationError
from dsl.analysis.elaborate.live import Layer
from dsl.analysis.shapes.rule import ShapeError
from dsl.catalog import Entry, ParameterKind
from dsl.diagnostics import Label
from dsl.ir.values import Argument
from dsl.source import Span


def argument_of_layer(error: EvaluationError) -> Span | None:
    """The argument of a layer, or of one inside of it, where an error blames one that the file writes."""
    if not isinstance(error, ShapeError) or not isinstance(error.layer, Layer):
        return None
    layer = error.layer
    return _place(error, layer.target, layer.written) if isinstance(layer.target, Entry) else None


def argument_of_function(error: EvaluationError, entry: Entry, written: tuple[Argument, ...]) -> Span | None:
    """The argument of a call of a function, where an error blames one that the file writes."""
    return _place(error, entry, written) if isinstance(error, ShapeError) else None


def labels_for(place: Span | None, call: Span) -> tuple[Label, ...]:
    """A word at the call of a layer that was made elsewhere."""
    if place is None or (place.source == call.source and call.start <= place.start and place.end <= call.end):
        return ()
    return (Label(call, "called here"),)


def _place(error: ShapeError, entry: Entry, written: tuple[Argument, ...]) -> Span | None:
    parameters = iter(entry.parameters)
    for argument in written:
        name = argument.name
        if name is None:
            parameter = next(parameters, None)
            # A tuple before an arrow is as many arguments as it has items, which are not written one by one.
            if argument.spread or parameter is None or parameter.kind is ParameterKind.VAR_POSITIONAL:
                parameters = iter(())
                continue
            name = parameter.name
        if name == error.argument:
            return argument.value.span
    return None
