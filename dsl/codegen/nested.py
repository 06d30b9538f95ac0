"""Layers inside of others that a functional model also has elsewhere: Keras saves such a model and cannot load it.

Up to Keras 3.15 a layer's configuration says that it is shared only where it is written for the second time, and the
first time inside of another's it is not told any more. The layer is made twice then, and its weights are there once.
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.codegen.steps import Body, Call, Slot, walk
from dsl.ir import traverse, values
from dsl.ir.values import Symbol
from dsl.source import Span


def unloadable(body: Body) -> Iterator[Span]:
    """The calls by which a layer is there a second time whose first place is inside of another layer."""
    seen: set[Symbol] = set()
    inside: set[Symbol] = set()
    for step in walk(body.steps):
        if not isinstance(step, Call) or not isinstance(step.layer, Slot) or step.layer.symbol in seen:
            continue
        parts = _parts(step.layer)
        if not inside.isdisjoint({step.layer.symbol, *parts}):
            yield step.span
        inside |= parts - seen
        seen.add(step.layer.symbol)


def _parts(slot: Slot) -> set[Symbol]:
    """The layers with a name that a layer is made of."""
    found = (part for part in traverse.walk(slot.value) if isinstance(part, values.Reference))
    return {part.symbol for part in found if part.kind.has_layers}
