"""Losses that a functional model adds: Keras takes them from layers only, so a layer is called on them."""

from __future__ import annotations

from dataclasses import replace

from dsl.codegen.layers import temporary
from dsl.codegen.steps import Body, Branch, Call, Loop, Loss, Make, Set, Slot, Step, walk
from dsl.ir import values
from dsl.ir.values import Argument, Expr, Kind, Symbol

# The class that templates/losses.py.j2 writes.
LAYER = "AddLosses"


def has_losses(body: Body) -> bool:
    """Whether the definition adds a loss."""
    return any(isinstance(step, Loss) for step in walk(body.steps))


def losses_by_layer(body: Body) -> Body:
    """The body with its losses collected in a list, and a layer that adds them and gives the first output on."""
    output = body.outputs[0]
    losses = temporary("losses", output.span)
    empty = values.Sequence((), False, Kind.TENSORS, output.span)
    made = values.Construct(values.Builtin(LAYER), (), Kind.LAYER, output.span)
    slot = Slot(temporary("add_losses", output.span), "add_losses", made, 0, False)
    arguments = tuple(
        Argument(None, values.Reference(symbol, kind, output.span), output.span)
        for symbol, kind in ((output, Kind.TENSOR), (losses, Kind.TENSORS))
    )
    end = (Make(slot), Call((output,), slot, arguments, output.span))
    return replace(body, steps=(Set((losses,), empty), *_collected(body.steps, losses), *end))


def _collected(steps: tuple[Step, ...], losses: Symbol) -> tuple[Step, ...]:
    changed: list[Step] = []
    for step in steps:
        match step:
            case Loss(value):
                changed.append(Set((losses,), _appended(losses, value)))
            case Loop(body=body):
                changed.append(replace(step, body=_collected(body, losses)))
            case Branch(then=then, orelse=orelse):
                changed.append(replace(step, then=_collected(then, losses), orelse=_collected(orelse, losses)))
            case _:
                changed.append(step)
    return tuple(changed)


def _appended(losses: Symbol, value: Expr) -> Expr:
    before = values.Reference(losses, Kind.TENSORS, value.span)
    item = values.Sequence((value,), False, Kind.TENSORS, value.span)
    return values.Operation("+", (before, item), Kind.TENSORS, value.span)
