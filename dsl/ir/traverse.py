"""Walking through values: what is inside of one, and the same value with its inside changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dsl.catalog import Category, Entry
from dsl.ir.values import (
    Apply,
    Argument,
    Chain,
    Choice,
    Comparison,
    Construct,
    Expr,
    Fan,
    FunctionValue,
    Invoke,
    Literal,
    Mapping,
    Operation,
    Part,
    Range,
    Reference,
    Repeat,
    Rest,
    Sequence,
    Subscript,
    Symbol,
)

# Values with nothing inside, which are most of them.
LEAVES = (Reference, Literal, FunctionValue, Rest)


# What is inside of each kind of value. A dict, as a check walks through values thousands of times.
_INSIDE: dict[type, Callable[[Any], tuple[Part, ...]]] = {
    Operation: lambda value: value.operands,
    Comparison: lambda value: value.operands,
    Chain: lambda value: value.stages,
    Sequence: lambda value: value.items,
    Choice: lambda value: (value.test, value.then, value.orelse),
    Mapping: lambda value: tuple(item for _, item in value.entries),
    Range: lambda value: tuple(part for part in (value.start, value.stop, value.step) if part is not None),
    Subscript: lambda value: (value.value, *value.items),
    Construct: lambda value: tuple(argument.value for argument in value.arguments),
    Invoke: lambda value: tuple(argument.value for argument in value.arguments),
    Apply: lambda value: (value.layer, *(argument.value for argument in value.arguments)),
    Fan: lambda value: (value.layers, value.value),
    Repeat: lambda value: (value.layer, value.count),
    **dict.fromkeys(LEAVES, lambda value: ()),
}


def children(value: Part) -> tuple[Part, ...]:
    """The values directly inside of a value."""
    return _INSIDE[type(value)](value)


def walk(*given: Expr) -> list[Part]:
    """Values and everything inside of them, however deep, each before what it holds."""
    found: list[Part] = []
    waiting: list[Part] = [*given[::-1]]
    while waiting:
        current = waiting.pop()
        found.append(current)
        waiting += _INSIDE[type(current)](current)[::-1]
    return found


def is_random(value: Invoke) -> bool:
    """Whether a function draws random numbers, and so needs a seed."""
    return isinstance(value.target, Entry) and value.target.category is Category.RANDOM


def symbols(value: Expr) -> set[Symbol]:
    """The symbols a value is made of."""
    found: set[Symbol] = set()
    waiting: list[Part] = [value]
    while waiting:  # as `walk`, in any order: this is asked more often than all else
        current = waiting.pop()
        if type(current) is Reference:
            found.add(current.symbol)
        else:
            waiting += _INSIDE[type(current)](current)
    return found


def rebuild(value: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The same value with each value directly inside of it changed."""

    def arguments(old: tuple[Argument, ...]) -> tuple[Argument, ...]:
        return tuple(replace(argument, value=change(argument.value)) for argument in old)

    def item(old: Part) -> Part:
        if isinstance(old, Range):
            start, stop, step = (None if part is None else change(part) for part in (old.start, old.stop, old.step))
            return Range(start, stop, step, old.span)
        return old if isinstance(old, Rest) else change(old)

    match value:
        case Operation(operands=parts) | Comparison(operands=parts):
            return replace(value, operands=tuple(map(change, parts)))
        case Sequence(items=parts):
            return replace(value, items=tuple(map(change, parts)))
        case Chain(stages=parts):
            return replace(value, stages=tuple(map(change, parts)))
        case Choice(test, then, orelse):
            return replace(value, test=change(test), then=change(then), orelse=change(orelse))
        case Mapping(entries=entries):
            return replace(value, entries=tuple((key, change(entry)) for key, entry in entries))
        case Subscript(inner, items):
            return replace(value, value=change(inner), items=tuple(map(item, items)))
        case Construct() | Invoke():
            return replace(value, arguments=arguments(value.arguments))
        case Apply(layer):
            return replace(value, layer=change(layer), arguments=arguments(value.arguments))
        case Fan(layers, inner):
            return replace(value, layers=change(layers), value=change(inner))
        case Repeat(layer, count):
            return replace(value, layer=change(layer), count=change(count))
        case _:
            return value
