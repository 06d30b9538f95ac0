"""Layers that hang on tensors, where all layers are made before there are any."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.codegen.phases import depending, makes, reads, select_made
from dsl.codegen.steps import Body, Branch, Loop, Make, Set, Step, Weight, walk
from dsl.ir.traverse import symbols
from dsl.ir.traverse import walk as walk_parts
from dsl.ir.values import Comparison, Expr, Kind, Reference, Role, Symbol
from dsl.source import Span

# What has a value before anything is called.
_KNOWN = (Role.PARAMETER, Role.LET, Role.DIMENSION, Role.GENERATOR)


def hanging_on_tensors(body: Body) -> Iterator[tuple[Span, bool]]:
    """What decides by tensors which layers are made, or how, and whether it is a loop that goes over them."""
    made = select_made(body.steps, lambda step: makes(step) or isinstance(step, Weight), body.lists)
    unknown = _unknown(made)
    if not unknown:
        return
    unknown = depending(made, unknown)
    for step in walk(made):
        for value in _deciding(step):
            if not unknown.isdisjoint(symbols(value)):
                yield value.span, isinstance(step, Loop)


def _unknown(made: tuple[Step, ...]) -> set[Symbol]:
    """The names without a value where layers are made, and those that may be a tensor or None."""
    given: set[Symbol] = set()
    used: set[Symbol] = set()
    tensors: set[Symbol] = set()
    for step in walk(made):
        tensors.update(*map(_tensors, _deciding(step)))
        match step:
            case Loop(iterable=value) | Branch(test=value):
                used |= symbols(value)
            case _:
                used |= reads(step)
        match step:
            case Make(slot) | Weight(slot):
                given.add(slot.symbol)
            case Set(targets, value):
                given |= {target for target in targets if target is not None}
                tensors |= _tensors(value)
            case Loop(targets=targets):
                given |= {target for target in targets if target is not None}
    return tensors | {symbol for symbol in used - given if symbol.role not in _KNOWN}


def _tensors(value: Expr) -> set[Symbol]:
    """The names in a value that may stand for a tensor or for None there, and are asked which."""
    asked = (
        part.operands[0] for part in walk_parts(value) if isinstance(part, Comparison) and "is" in part.operators[0]
    )
    return {one.symbol for one in asked if isinstance(one, Reference) and one.kind is Kind.TENSOR}


def _deciding(step: Step) -> tuple[Expr, ...]:
    match step:
        case Loop(iterable=value) | Branch(test=value):
            return (value,)
        case Make(slot):
            return (slot.value,)
        case Weight(shape=shape):
            return shape
        case _:
            return ()
