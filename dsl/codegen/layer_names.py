"""Names of layers: no two layers of a functional or sequential model may have the same."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.catalog import Entry
from dsl.codegen.literals import snake_case
from dsl.codegen.steps import Body, Make, Slot, walk
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.graph import Graph
from dsl.records import dataclass
from dsl.source import Span


@dataclass(frozen=True)
class Clash:
    """A name at the place of the second layer that has it, and the place of what had it before."""

    name: str
    span: Span
    before: Span
    holder: str


def clashes(definition: Definition, body: Body, graph: Graph) -> Iterator[Clash]:
    """The names that Keras would refuse as there is another layer or input of that name."""
    taken = {port.symbol.name: (port.symbol.span, "an input") for port in definition.inputs}
    taken |= {name: (slot.value.span, "a layer that Keras gives this name") for name, slot in _given(body, graph)}
    for slot in (step.slot for step in walk(body.steps) if isinstance(step, Make)):
        name = _name(slot)
        if name is None or not _made(slot, graph):
            continue
        text = str(name.value)
        if text in taken:
            yield Clash(text, name.span, *taken[text])
        elif slot.loops and _made(slot, graph) > 1:
            yield Clash(text, name.span, slot.value.span, "the same layer in another round of the loop")
        taken.setdefault(text, (name.span, "another layer"))


def _name(slot: Slot) -> values.Literal | None:
    """The name that the file gives to a layer; one by which a program finds what has to learn is none of the file."""
    if not isinstance(slot.value, values.Construct):
        return None
    found = (argument.value for argument in slot.value.arguments if argument.name == "name")
    name = next(found, None)
    if not isinstance(name, values.Literal) or not isinstance(name.value, str) or name.span == slot.value.span:
        return None
    return name if name.value else None


def _given(body: Body, graph: Graph) -> Iterator[tuple[str, Slot]]:
    """The layers of a model that Keras calls like their class, as they are the first of it."""
    first: dict[str, Span] = {}
    for layer in graph.layers:
        if not layer.arguments.get("name"):
            first.setdefault(layer.name, layer.span)
    for slot in (step.slot for step in walk(body.steps) if isinstance(step, Make)):
        match slot.value:
            case values.Construct(Entry(name=name)) if _name(slot) is None and first.get(name) == slot.value.span:
                yield snake_case(name), slot


def _made(slot: Slot, graph: Graph) -> int:
    return sum(layer.span == slot.value.span for layer in graph.layers)
