"""Statements of Python."""

from __future__ import annotations

from typing import TypeAlias

from dsl.records import dataclass


@dataclass(frozen=True)
class Assign:
    """`target = value`."""

    target: str
    value: str


@dataclass(frozen=True)
class Do:
    """An expression that stands as a statement."""

    value: str


@dataclass(frozen=True)
class Return:
    """`return value`."""

    value: str


@dataclass(frozen=True)
class For:
    """`for target in iterable:`."""

    target: str
    iterable: str
    body: Block


@dataclass(frozen=True)
class If:
    """`if test:`, with `else:` where there is something in it, and `elif` where that is another `if`."""

    test: str
    then: Block
    orelse: Block

    @property
    def chained(self) -> If | None:
        """The `if` that is all there is in `else`."""
        match self.orelse:
            case (If() as inner,):
                return inner
            case _:
                return None


Statement: TypeAlias = Assign | Do | Return | For | If
Block: TypeAlias = tuple[Statement, ...]
