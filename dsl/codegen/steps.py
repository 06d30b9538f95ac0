"""A body cut into single steps: each makes one layer, calls one layer, or sets names to a value.

This is what the construction styles have in common. A style decides where a step is written: in one line with
the next, in `__init__`, in `build` or in `call`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import TypeAlias

from dsl.codegen.counts import Lists
from dsl.ir.definitions import Pattern, leaves
from dsl.ir.values import Argument, Expr, Kind, Symbol
from dsl.records import dataclass
from dsl.source import Span


@dataclass(frozen=True, eq=False)
class Slot:
    """A layer that the network owns.

    `symbol` is the name that stands for it in expressions, `base` the name it would like to have in Python.
    `loops` counts the loops it is made in; `direct` says that it stands in the body of an outermost loop itself,
    not in a condition or loop inside of that.
    """

    symbol: Symbol
    base: str
    value: Expr
    loops: int
    direct: bool
    kind: Kind = Kind.LAYER


@dataclass(frozen=True, eq=False)
class Make:
    """Construct a layer."""

    slot: Slot


@dataclass(frozen=True, eq=False)
class Call:
    """Call a layer; `layer` is a slot, or an expression for a layer that has a name already."""

    targets: tuple[Symbol | None, ...]
    layer: Slot | Expr
    arguments: tuple[Argument, ...]
    span: Span = field(repr=False)


@dataclass(frozen=True, eq=False)
class Set:
    """Give names a value that calls no layer."""

    targets: tuple[Symbol | None, ...]
    value: Expr


@dataclass(frozen=True, eq=False)
class Weight:
    """Make a weight of an own layer; `slot` is where it is kept."""

    slot: Slot
    shape: tuple[Expr, ...]
    initializer: Expr | None
    options: tuple[Argument, ...]


@dataclass(frozen=True, eq=False)
class Loss:
    """Add a scalar to the loss."""

    value: Expr


@dataclass(frozen=True, eq=False)
class Loop:
    """Repeat steps over a constant."""

    pattern: Pattern
    iterable: Expr
    body: tuple[Step, ...]

    @property
    def targets(self) -> tuple[Symbol | None, ...]:
        """All names of the loop."""
        return leaves(self.pattern)


@dataclass(frozen=True, eq=False)
class Branch:
    """Choose steps by a constant."""

    test: Expr
    then: tuple[Step, ...]
    orelse: tuple[Step, ...]


Step: TypeAlias = Make | Call | Set | Weight | Loss | Loop | Branch
Kept: TypeAlias = Make | Weight


@dataclass(frozen=True, eq=False)
class Learner:
    """A preprocessing layer that learns from the training data before training; `value` is what it is called on."""

    slot: Slot
    name: str
    value: Expr


@dataclass(frozen=True)
class Obstacle:
    """What cannot be written, where, and the way round it."""

    message: str
    span: Span
    help: str
    code: str


@dataclass(frozen=True)
class Body:
    """The steps of a definition and its outputs.

    `promoting` are the places of operators that have to be written as Keras's functions. `changing` are the names
    that stand for one layer and then another, so that it has to be noted which they mean where a layer is called,
    if all layers are made before the first is called. `lists` says which names stand for lists of constants.
    `obstacles` are what cannot be written.
    """

    steps: tuple[Step, ...]
    outputs: tuple[Symbol, ...]
    learners: tuple[Learner, ...]
    promoting: frozenset[Span]
    changing: frozenset[Symbol]
    lists: Lists
    obstacles: tuple[Obstacle, ...]


def walk(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Every step, those inside of loops and branches too, in the order they are written."""
    for step in steps:
        yield step
        match step:
            case Loop(body=body):
                yield from walk(body)
            case Branch(then=then, orelse=orelse):
                yield from walk(then)
                yield from walk(orelse)
