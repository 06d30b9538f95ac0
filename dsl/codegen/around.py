"""A layer around another one, which a functional model calls in its place."""

from __future__ import annotations

from dataclasses import replace

from dsl.codegen.frozen import is_told
from dsl.codegen.steps import Slot
from dsl.ir import values
from dsl.ir.values import Argument, Expr, Kind, Role, Symbol


def has_name(slot: Slot) -> bool:
    """Whether a layer is made under a name, so that the one around it is made after it."""
    return slot.symbol.role is not Role.TEMPORARY or is_told(slot.value)


def around(slot: Slot, name: str, options: tuple[Argument, ...], suffix: str, calls: int) -> Slot:
    """The layer of the class `name` around a layer; it needs a name of its own where it is called more than once."""
    span, symbol = slot.value.span, slot.symbol
    inner = slot.value
    if has_name(slot):
        inner = values.Reference(slot.symbol, Kind.LAYER, span)
        symbol = Symbol(f"{slot.base}_{suffix}", Role.TEMPORARY if calls == 1 else Role.VARIABLE, span)
    return replace(slot, symbol=symbol, value=made_around(inner, name, options))


def made_around(layer: Expr, name: str, options: tuple[Argument, ...] = ()) -> values.Construct:
    """A new layer of the class `name` that holds a layer."""
    arguments = (Argument(None, layer, layer.span), *options)
    return values.Construct(values.Builtin(name), arguments, Kind.LAYER, layer.span)
