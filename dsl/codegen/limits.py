"""What a program asks for that cannot be written; each is refused at its place."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.codegen.beside import unkept
from dsl.codegen.early import hanging_on_tensors
from dsl.codegen.fixed import unfixable
from dsl.codegen.keras_names import keras_names
from dsl.codegen.seeds import drawing_functions
from dsl.codegen.sizes import SizesWrittenOut
from dsl.codegen.steps import Body
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.program import Program
from dsl.records import dataclass
from dsl.source import Span

# The way out of what only a functional model cannot do.
IN_A_LAYER = "put the call in a `layer`, or choose the style `subclass`"


@dataclass(frozen=True)
class Limit:
    """One refusal: what cannot be, where, and the way round it."""

    message: str
    span: Span
    help: str
    code: str


def drawn_values(program: Program) -> Iterator[Limit]:
    """Functions that draw and are handed on by name: Keras would call them without a seed generator."""
    drawing = drawing_functions(program)
    found = [part for definition in program.definitions for part in definition.parts]
    found += [part for training in program.trainings for part in training.parts]
    for part in found:
        match part:
            case values.FunctionValue(values.Declared(name), span) if name in drawing:
                message = f"`{span.text}` draws random numbers, so it cannot be handed on as a value"
                help = f"call it, `x -> {span.text}`, where the layer around it has a seed generator for it"
                yield Limit(message, span, help, "E317")


def unclear_sizes(sizes: SizesWrittenOut) -> Iterator[Limit]:
    """What would have to be computed in a layer of its own, which cannot be told which size it is computed with."""
    for span in sizes.unclear:
        message = f"`{span.text}` is now one size and now another, and this has to be computed in a layer of its own"
        yield Limit(message, span, IN_A_LAYER, "E603")


def limits(definition: Definition, body: Body, style: str) -> Iterator[Limit]:
    """Everything in a definition that cannot be written in a style."""
    in_class = style in ("subclass", "layer")
    for obstacle in body.obstacles:
        yield Limit(obstacle.message, obstacle.span, obstacle.help, obstacle.code)
    if definition.what == "model" and not in_class:
        for span, reason in unfixable(body):
            message = f"a functional model cannot fix `training` in a call {reason}"
            yield Limit(message, span, IN_A_LAYER, "E603")
    if style == "functional":
        for span in unkept(definition, body):
            message = (
                "a functional model leaves out a layer that is called on several values, and on no input, as this is"
            )
            yield Limit(message, span, IN_A_LAYER, "E603")
    if definition.what == "model" and len(definition.inputs) > 1 and not in_class:
        yield from _input_names(definition)


def made_by_tensors(definition: Definition, body: Body) -> Iterator[Limit]:
    """Layers that cannot be made before the first of them is called."""
    for span, is_loop in hanging_on_tensors(body):
        message = "which layers there are cannot hang on tensors here: all are made before there are any"
        words = "count the rounds by a parameter, `for i in range(n)`" if is_loop else "decide by a parameter"
        styles = "" if definition.what == "layer" else ", or choose the style `functional`"
        yield Limit(message, span, words + styles, "E605")


def _input_names(definition: Definition) -> Iterator[Limit]:
    taken = keras_names(definition)
    for port in definition.inputs:
        if port.symbol.name in taken:
            message = (
                f"no input of a functional model can be called `{port.symbol.name}`, as Keras calls one of its layers"
            )
            yield Limit(message, port.symbol.span, "choose another name, or the style `subclass`", "E604")
