"""Names of layers: no two layers of a functional or sequential model may have the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from dsl.codegen.keras_names import KerasNames, layer_names, operation_names
from dsl.codegen.steps import Body, Make, Slot, walk
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.graph import Graph
from dsl.records import dataclass
from dsl.source import Span


@dataclass(frozen=True)
class Clash:
    """A name at the place of the second layer that has it, the place of what had it before, and what that is."""

    name: str
    span: Span
    before: Span
    reason: str


def clashes(definition: Definition, body: Body, graph: Graph) -> Iterator[Clash]:
    """The names that Keras would refuse as there is another layer or input of that name."""
    taken = {port.symbol.name: (port.symbol.span, "is the name of an input already") for port in definition.inputs}
    chosen = _by_keras(definition, body)
    for slot in (step.slot for step in walk(body.steps) if isinstance(step, Make)):
        name = _name(slot)
        if name is None or not _made(slot, graph):
            continue
        text = str(name.value)
        place = chosen.place(text)
        if text in taken:
            yield Clash(text, name.span, *taken[text])
        elif place is not None:
            yield Clash(text, name.span, place, "is a name that Keras gives to what has none")
        elif slot.loops and _made(slot, graph) > 1:
            words = "is the name of the same layer in another round of the loop already"
            yield Clash(text, name.span, slot.value.span, words)
        taken.setdefault(text, (name.span, "is the name of another layer already"))


def _name(slot: Slot) -> values.Literal | None:
    """The name that the file gives to a layer; one by which a program finds what has to learn is none of the file."""
    if not isinstance(slot.value, values.Construct):
        return None
    found = (argument.value for argument in slot.value.arguments if argument.name == "name")
    name = next(found, None)
    if not isinstance(name, values.Literal) or not isinstance(name.value, str) or name.span == slot.value.span:
        return None
    return name if name.value else None


def _by_keras(definition: Definition, body: Body) -> KerasNames:
    """The names of the layers of a model itself, those inside of others left out, and of what it computes."""
    slots = [step.slot.value for step in walk(body.steps) if isinstance(step, Make)]
    made = ((name, value.span) for value in slots for name in layer_names(value))
    computed = (
        (name, part.span)
        for part in definition.parts
        if not isinstance(part, values.Range | values.Rest)
        for name in operation_names(part)
    )
    return KerasNames(chain(made, computed))


def _made(slot: Slot, graph: Graph) -> int:
    return sum(layer.span == slot.value.span for layer in graph.layers)
