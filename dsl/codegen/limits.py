"""What a definition asks for that cannot be written yet; each is refused at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dsl.codegen.reach import keras_names
from dsl.codegen.steps import Body, Call, Loss, Set, Step, walk
from dsl.ir import traverse, values
from dsl.ir.definitions import Definition
from dsl.ir.traverse import is_random
from dsl.ir.values import Expr, Role
from dsl.source import Span


@dataclass(frozen=True)
class Limit:
    """One refusal: what is not supported yet, where, and the way round it."""

    message: str
    span: Span
    help: str


def limits(
    definition: Definition, body: Body, in_class: bool, is_split: bool, is_main: bool, trains: bool
) -> Iterator[Limit]:
    """Everything in a definition that cannot be written yet.

    `in_class` says that it is written as a class, `is_split` that its layers are made in one place and called in
    another, as they are in a class.
    """
    if is_split and body.obstacle is not None:
        message = "a layer that gets its name in a loop, or again after it was called, is not supported yet"
        yield Limit(message, body.obstacle, "bind the name once, outside of loops")
    if definition.what == "function":
        yield from _random(definition, body)
    if definition.what == "model" and len(definition.inputs) > 1 and not in_class:
        yield from _input_names(definition)
    if trains:
        yield from _learners(body, is_main)


def _input_names(definition: Definition) -> Iterator[Limit]:
    taken = keras_names(definition)
    for port in definition.inputs:
        if port.symbol.name in taken:
            message = f"an input called `{port.symbol.name}`, as Keras calls one of the layers, is not supported yet"
            yield Limit(message, port.symbol.span, "choose another name, or the style `subclass`")


def _random(definition: Definition, body: Body) -> Iterator[Limit]:
    for step in walk(body.steps):
        for value in _tensor_values(step):
            for part in traverse.walk(value):
                if isinstance(part, values.Invoke) and is_random(part):
                    message = f"drawing random numbers in the function `{definition.name}` is not supported yet"
                    yield Limit(message, part.span, "put it into a `layer`, which owns a seed generator")


def _tensor_values(step: Step) -> tuple[Expr, ...]:
    match step:
        case Set(value=value) | Loss(value):
            return (value,)
        case Call(arguments=arguments):
            return tuple(argument.value for argument in arguments)
        case _:
            return ()


def _learners(body: Body, is_main: bool) -> Iterator[Limit]:
    for learner in body.learners:
        value = learner.value
        on_input = isinstance(value, values.Reference) and value.symbol.role is Role.INPUT
        if not on_input or learner.slot.loops or not is_main:
            message = "adapting a layer that is not called on an input of the trained model is not supported yet"
            yield Limit(message, learner.slot.value.span, "give it what it needs to know as arguments")
