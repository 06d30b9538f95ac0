"""Lists of new layers that loops go over: they get names, so that a class makes them once, and not in each call."""

from __future__ import annotations

from dataclasses import replace

from dsl.codegen.stages import makes_layers
from dsl.ir import definitions, traverse, values
from dsl.ir.definitions import Stmt
from dsl.ir.program import Program
from dsl.ir.values import Expr, Kind, Role, Symbol


def with_named_lists(program: Program) -> Program:
    """The program in which no loop makes the layers that it goes over."""
    changed = tuple(replace(d, body=_block(d.body)) for d in program.definitions)
    return replace(program, definitions=changed)


def _block(body: tuple[Stmt, ...]) -> tuple[Stmt, ...]:
    return tuple(new for statement in body for new in _statement(statement))


def _statement(statement: Stmt) -> tuple[Stmt, ...]:
    match statement:
        case definitions.For(iterable=iterable, body=body):
            named: list[Stmt] = []
            over = _named(iterable, named)
            return (*named, replace(statement, iterable=over, body=_block(body)))
        case definitions.If(then=then, orelse=orelse):
            return (replace(statement, then=_block(then), orelse=_block(orelse)),)
        case _:
            return (statement,)


def _named(iterable: Expr, named: list[Stmt]) -> Expr:
    if not makes_layers(iterable):
        return iterable
    if iterable.kind is not Kind.LAYERS or isinstance(iterable, values.Invoke):
        return traverse.rebuild(iterable, lambda part: _named(part, named))
    layers = Symbol("layers", Role.VARIABLE, iterable.span)
    named.append(definitions.Assign((layers,), iterable, iterable.span))
    return values.Reference(layers, Kind.LAYERS, iterable.span)
