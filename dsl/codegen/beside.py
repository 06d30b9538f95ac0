"""Layers that a functional model calls on what no input has a part in, such as positions made by `ops.arange`.

Keras makes such a call at once, while the model is built, and leaves the layer out of the model. A layer around it
is called on an input of the model as well, and so becomes a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dsl.codegen.around import around, has_name, made_around
from dsl.codegen.steps import Body, Branch, Call, Loop, Make, Set, Slot, Step, walk
from dsl.ir import traverse, values
from dsl.ir.definitions import Definition
from dsl.ir.values import Argument, Kind, Symbol
from dsl.source import Span

# The class that templates/beside_inputs.py.j2 writes.
LAYER = "BesideInputs"


def has_beside(definition: Definition, body: Body) -> bool:
    """Whether a layer is called on what no input has a part in."""
    return any(True for _ in _lost(definition, body))


def unkept(definition: Definition, body: Body) -> Iterator[Span]:
    """The calls that no layer can be put around: those on several values."""
    for call in _wrapped(definition, body):
        if len(call.arguments) != 1 or call.arguments[0].name is not None or call.arguments[0].spread:
            yield call.span


def with_beside(definition: Definition, body: Body) -> Body:
    """The body with a layer around each that is called beside the inputs."""
    calls = _wrapped(definition, body)
    slots = [call.layer for call in calls if isinstance(call.layer, Slot)]
    wrapped = {slot: around(slot, LAYER, (), "beside", slots.count(slot)) for slot in slots}
    port = definition.inputs[0]
    given = Argument(None, values.Reference(port.symbol, Kind.TENSOR, port.span), port.span)
    return replace(body, steps=_changed(body.steps, frozenset(calls), wrapped, given))


def _wrapped(definition: Definition, body: Body) -> tuple[Call, ...]:
    """The calls that need a layer around theirs: all of a layer, as Keras loads none that is also in another one."""
    lost = tuple(_lost(definition, body))
    slots = {call.layer for call in lost if isinstance(call.layer, Slot)}
    return tuple(step for step in walk(body.steps) if isinstance(step, Call) and (step in lost or step.layer in slots))


def _lost(definition: Definition, body: Body) -> Iterator[Call]:
    fed = _fed(definition, body)
    for step in walk(body.steps):
        if isinstance(step, Call) and fed.isdisjoint(_used(step)):
            yield step


def _fed(definition: Definition, body: Body) -> set[Symbol | None]:
    """The names that may hold what comes from an input; what a layer gives does, once it is called on one as well."""
    found: set[Symbol | None] = {port.symbol for port in definition.inputs}
    found.update(target for step in walk(body.steps) if isinstance(step, Call) for target in step.targets)
    while True:
        before = len(found)
        for step in walk(body.steps):
            match step:
                case Set(targets=targets) | Loop(targets=targets):
                    if not found.isdisjoint(_used(step)):
                        found.update(target for target in targets if target is not None)
        if len(found) == before:
            return found


def _used(step: Call | Set | Loop) -> set[Symbol]:
    match step:
        case Call(arguments=arguments):
            return set().union(*(traverse.symbols(argument.value) for argument in arguments))
        case Set(value=value) | Loop(iterable=value):
            return traverse.symbols(value)


def _changed(
    steps: tuple[Step, ...], lost: frozenset[Call], wrapped: Mapping[Slot, Slot], given: Argument
) -> tuple[Step, ...]:
    changed: list[Step] = []
    for step in steps:
        match step:
            case Make(slot) if slot in wrapped:
                changed += [step, Make(wrapped[slot])] if has_name(slot) else [Make(wrapped[slot])]
            case Call(layer=layer, arguments=arguments) if step in lost:
                outer = wrapped[layer] if isinstance(layer, Slot) else made_around(layer, LAYER)
                changed.append(replace(step, layer=outer, arguments=(*arguments, given)))
            case Loop(body=inner):
                changed.append(replace(step, body=_changed(inner, lost, wrapped, given)))
            case Branch(then=then, orelse=orelse):
                sides = (_changed(side, lost, wrapped, given) for side in (then, orelse))
                changed.append(Branch(step.test, *sides))
            case _:
                changed.append(step)
    return tuple(changed)
