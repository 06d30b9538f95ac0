"""Layers that stand in for ones of Keras which do not work where they are used.

Up to Keras 3.15 a `Discretization` keeps its boundaries in its configuration alone, and cannot be traced without any:
a class that holds one could be neither built before it has learned, nor loaded after that. A `Normalization` computes
what it needs when it is built, which in a class is while it is traced, where nothing can be kept. And a functional
model leaves out an `Equalization`, which says that its output is its input; one in a `Pipeline` does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from dsl.catalog import Catalog, Category, Entry
from dsl.codegen.stages import learns
from dsl.codegen.steps import Body, Branch, Call, Loop, Make, Set, Slot, Step, walk
from dsl.ir import traverse, values
from dsl.ir.values import Argument, Expr, Kind

# The classes that templates/learned_bins.py.j2 and templates/built_outside.py.j2 write.
LEARNED_BINS = "LearnedBins"
BUILT_OUTSIDE = "BuiltOutside"

StandIn: TypeAlias = Callable[[values.Construct], Expr]


def in_a_class(layer: values.Construct) -> Expr:
    """A layer as a class can hold it."""
    if not _is_of_keras(layer):
        return layer
    if layer.target.name == "Discretization" and learns(layer):
        return replace(layer, target=values.Builtin(LEARNED_BINS))
    if layer.target.name == "Normalization":
        return replace(layer, target=values.Builtin(BUILT_OUTSIDE))
    return layer


def in_a_graph(catalog: Catalog) -> StandIn:
    """Gives a layer as a functional or sequential model can hold it."""
    pipeline = catalog.category(Category.LAYERS)["Pipeline"]

    def stand_in(layer: values.Construct) -> Expr:
        if not _is_of_keras(layer) or layer.target.name != "Equalization":
            return layer
        own = tuple(argument for argument in layer.arguments if argument.name == "name")
        others = tuple(argument for argument in layer.arguments if argument.name != "name")
        inside = values.Sequence((replace(layer, arguments=others),), False, Kind.LAYERS, layer.span)
        return values.Construct(pipeline, (Argument(None, inside, layer.span), *own), Kind.LAYER, layer.span)

    return stand_in


def _is_of_keras(layer: values.Construct) -> bool:
    return isinstance(layer.target, Entry) and layer.target.category is Category.LAYERS


def stand_ins(body: Body) -> frozenset[str]:
    """The classes of generated programs that layers of a body are made of."""
    return frozenset(
        part.target.name
        for step in walk(body.steps)
        for part in _parts(step)
        if isinstance(part, values.Construct) and isinstance(part.target, values.Builtin)
    )


def _parts(step: Step) -> list[object]:
    value = step.slot.value if isinstance(step, Make) else step.value if isinstance(step, Set) else None
    return [] if value is None else list(traverse.walk(value))


def with_stand_ins(body: Body, stand_in: StandIn) -> Body:
    """The body with another layer for each that needs one."""
    if not any(
        isinstance(part, values.Construct) and stand_in(part) is not part
        for step in walk(body.steps)
        for part in _parts(step)
    ):
        return body
    made = [step.slot for step in walk(body.steps) if isinstance(step, Make)]
    slots = {slot: replace(slot, value=_changed_value(slot.value, stand_in)) for slot in made}
    learners = tuple(replace(learner, slot=slots.get(learner.slot, learner.slot)) for learner in body.learners)
    return replace(body, steps=_changed(body.steps, slots, stand_in), learners=learners)


def _changed_value(value: Expr, stand_in: StandIn) -> Expr:
    value = traverse.rebuild(value, lambda part: _changed_value(part, stand_in))
    return stand_in(value) if isinstance(value, values.Construct) else value


def _changed(steps: tuple[Step, ...], slots: Mapping[Slot, Slot], stand_in: StandIn) -> tuple[Step, ...]:
    changed: list[Step] = []
    for step in steps:
        match step:
            case Make(slot):
                changed.append(Make(slots[slot]))
            case Call(layer=Slot() as slot):
                changed.append(replace(step, layer=slots.get(slot, slot)))
            case Set(value=value):
                changed.append(replace(step, value=_changed_value(value, stand_in)))
            case Loop(body=inner):
                changed.append(replace(step, body=_changed(inner, slots, stand_in)))
            case Branch(then=then, orelse=orelse):
                sides = (_changed(side, slots, stand_in) for side in (then, orelse))
                changed.append(Branch(step.test, *sides))
            case _:
                changed.append(step)
    return tuple(changed)
