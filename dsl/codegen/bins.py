"""Layers that learn bins, inside of classes.

Up to Keras 3.15 a `Discretization` keeps its boundaries in its configuration alone, and cannot be traced without any:
a class that holds one could be neither built before it has learned, nor loaded after that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dsl.codegen.stages import learns
from dsl.codegen.steps import Body, Branch, Call, Loop, Make, Slot, Step, walk
from dsl.ir import traverse, values
from dsl.ir.values import Expr

# The class that templates/learned_bins.py.j2 writes.
LAYER = "LearnedBins"


def has_bins(body: Body) -> bool:
    """Whether a layer of the body has to learn bins."""
    made = (step.slot.value for step in walk(body.steps) if isinstance(step, Make))
    return any(_learns_bins(part) for value in made for part in traverse.walk(value))


def with_bins(body: Body) -> Body:
    """The body with layers that a class can hold."""
    made = [step.slot for step in walk(body.steps) if isinstance(step, Make)]
    slots = {slot: replace(slot, value=_changed_value(slot.value)) for slot in made}
    learners = tuple(replace(learner, slot=slots.get(learner.slot, learner.slot)) for learner in body.learners)
    return replace(body, steps=_changed(body.steps, slots), learners=learners)


def _learns_bins(value: object) -> bool:
    return isinstance(value, values.Construct) and value.target.name == "Discretization" and learns(value)


def _changed_value(value: Expr) -> Expr:
    if isinstance(value, values.Construct) and _learns_bins(value):
        return replace(value, target=values.Builtin(LAYER))
    return traverse.rebuild(value, _changed_value)


def _changed(steps: tuple[Step, ...], slots: Mapping[Slot, Slot]) -> tuple[Step, ...]:
    changed: list[Step] = []
    for step in steps:
        match step:
            case Make(slot):
                changed.append(Make(slots[slot]))
            case Call(layer=Slot() as slot):
                changed.append(replace(step, layer=slots.get(slot, slot)))
            case Loop(body=inner):
                changed.append(replace(step, body=_changed(inner, slots)))
            case Branch(then=then, orelse=orelse):
                changed.append(replace(step, then=_changed(then, slots), orelse=_changed(orelse, slots)))
            case _:
                changed.append(step)
    return tuple(changed)
