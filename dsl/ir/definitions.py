"""Statements, and the layers, models and functions made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property
from typing import TypeAlias

from dsl.ir.values import Argument, Expr, Part, Rest, Symbol
from dsl.records import dataclass
from dsl.source import Span

Pattern: TypeAlias = "tuple[Symbol | Pattern | None, ...]"


def leaves(pattern: Pattern) -> tuple[Symbol | None, ...]:
    """The names of a pattern, in their order."""
    found: list[Symbol | None] = []
    for part in pattern:
        found.extend(leaves(part) if isinstance(part, tuple) else (part,))
    return tuple(found)


# --- statements ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Assign:
    """A value given to one name, or its parts to several; a None target drops its part."""

    targets: tuple[Symbol | None, ...]
    value: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MakeWeight:
    """A weight of an own layer, made when the layer first sees its input."""

    symbol: Symbol
    shape: tuple[Expr, ...]
    initializer: Expr | None
    options: tuple[Argument, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class For:
    """A loop over a constant; `pattern` are the names of its items' parts, and of the parts of these."""

    pattern: Pattern
    iterable: Expr
    body: tuple[Stmt, ...]
    span: Span = field(compare=False, repr=False)

    @property
    def targets(self) -> tuple[Symbol | None, ...]:
        """All names of the loop, those of parts of parts too."""
        return leaves(self.pattern)


@dataclass(frozen=True, slots=True)
class If:
    """A choice by a constant."""

    test: Expr
    then: tuple[Stmt, ...]
    orelse: tuple[Stmt, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SetOutput:
    """The value of an output; `symbol.name` is the output's name."""

    symbol: Symbol
    value: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AddLoss:
    """A scalar added to the training loss."""

    value: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Assert:
    """A condition the compiler checks."""

    test: Expr
    message: Expr | None
    span: Span = field(compare=False, repr=False)


Stmt: TypeAlias = Assign | MakeWeight | For | If | SetOutput | AddLoss | Assert


def statements(body: tuple[Stmt, ...]) -> Iterator[Stmt]:
    """The statements of a body, each before those inside of it."""
    for statement in body:
        yield statement
        match statement:
            case For(body=inner):
                yield from statements(inner)
            case If(then=then, orelse=orelse):
                yield from statements((*then, *orelse))


def assignments(body: tuple[Stmt, ...]) -> Iterator[Assign]:
    """The assignments of a body, those inside of loops and conditions too."""
    return (statement for statement in statements(body) if isinstance(statement, Assign))


# --- declarations --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with its default, where it has one."""

    symbol: Symbol
    default: Expr | None


@dataclass(frozen=True, slots=True)
class NewDim:
    """A name in a layer's input shape that binds the dimension it stands at."""

    symbol: Symbol
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AnyDim:
    """`?`: a dimension that varies."""

    span: Span = field(compare=False, repr=False)


Dim: TypeAlias = Expr | NewDim | AnyDim | Rest


@dataclass(frozen=True, slots=True)
class InputPort:
    """An input: `dims` is None where no shape was written. The batch dimension is never in it."""

    symbol: Symbol
    dtype: str | None
    dims: tuple[Dim, ...] | None
    options: tuple[Argument, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True)
class Definition:
    """A `layer`, `model` or `function`: `outputs` are the symbols of its outputs, in their order.

    `name` is its own among all of the program; where files clash, it is another one than `written` in the file.
    """

    what: str
    name: str
    parameters: tuple[Parameter, ...]
    inputs: tuple[InputPort, ...]
    outputs: tuple[Symbol, ...]
    body: tuple[Stmt, ...]
    style: str | None
    span: Span = field(compare=False, repr=False)

    @property
    def written(self) -> str:
        """The name in the .model file, by which messages speak of it."""
        return self.span.text

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every value in it, and everything inside of those: what many a pass looks through."""
        from dsl.ir import contents, traverse

        return tuple(traverse.walk(*contents.of_definition(self)))
