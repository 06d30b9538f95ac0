"""What a program asks for that cannot be written; each is refused at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dsl.codegen.reach import definition_values, keras_names, training_values
from dsl.codegen.seeds import drawing_functions
from dsl.codegen.steps import Body
from dsl.ir import traverse, values
from dsl.ir.definitions import Definition
from dsl.ir.program import Program
from dsl.source import Span


@dataclass(frozen=True)
class Limit:
    """One refusal: what cannot be, where, and the way round it."""

    message: str
    span: Span
    help: str
    code: str = "E901"


def drawn_values(program: Program) -> Iterator[Limit]:
    """Functions that draw and are handed on by name: Keras would call them without a seed generator."""
    drawing = drawing_functions(program)
    found = [value for definition in program.definitions for value in definition_values(definition)]
    found += [value for training in program.trainings for value in training_values(training)]
    for value in found:
        for part in traverse.walk(value):
            match part:
                case values.FunctionValue(values.Declared(name), span) if name in drawing:
                    message = f"`{span.text}` draws random numbers, so it cannot be handed on as a value"
                    help = f"call it, `x -> {span.text}`, where the layer around it has a seed generator for it"
                    yield Limit(message, span, help, "E317")


def limits(definition: Definition, body: Body, in_class: bool) -> Iterator[Limit]:
    """Everything in a definition that cannot be written yet.

    `in_class` says that it is written as a class.
    """
    for obstacle in body.obstacles:
        yield Limit(obstacle.message, obstacle.span, obstacle.help, obstacle.code)
    if definition.what == "model" and len(definition.inputs) > 1 and not in_class:
        yield from _input_names(definition)


def _input_names(definition: Definition) -> Iterator[Limit]:
    taken = keras_names(definition)
    for port in definition.inputs:
        if port.symbol.name in taken:
            message = f"an input called `{port.symbol.name}`, as Keras calls one of the layers, is not supported yet"
            yield Limit(message, port.symbol.span, "choose another name, or the style `subclass`")
