"""Which values of a definition are read after they were given: its statements walked from the last to the first."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import field

from dsl.ir import contents, definitions, traverse
from dsl.ir.definitions import Assign, Definition, MakeWeight, SetOutput, Stmt
from dsl.ir.values import Symbol
from dsl.records import dataclass


@dataclass
class Liveness:
    """`unread` are names with the statement whose value for them nobody reads; `at_start` what is read from outside."""

    definition: Definition
    unread: list[tuple[Symbol, Assign | MakeWeight | SetOutput]] = field(default_factory=list)
    at_start: frozenset[Symbol] = frozenset()
    _read_in: dict[int, frozenset[Symbol]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at_start = self._block(self.definition.body, frozenset(self.definition.outputs))
        self.unread.reverse()

    def _block(self, body: tuple[Stmt, ...], live: frozenset[Symbol]) -> frozenset[Symbol]:
        """What is live before a block, given what is after it; each block is passed once."""
        for statement in reversed(body):
            live = self._statement(statement, live) | _symbols(statement)
        return live

    def _statement(self, statement: Stmt, live: frozenset[Symbol]) -> frozenset[Symbol]:
        match statement:
            case definitions.For(targets=targets, body=body):
                # It runs any number of times, so what it reads at its start may be read after its end.
                around = live | self._read_at_start(statement)
                self._block(body, around)
                return around.difference(target for target in targets if target not in live)
            case definitions.If(then=then, orelse=orelse):
                return self._block(then, live) | self._block(orelse, live)
            case definitions.Assign() | definitions.MakeWeight() | definitions.SetOutput():
                given = list(_targets(statement))
                self.unread += [(symbol, statement) for symbol in reversed(given) if symbol not in live]
                return live.difference(given)
            case _:
                return live

    def _read_at_start(self, loop: definitions.For) -> frozenset[Symbol]:
        """What the body of a loop reads before it gives it a value."""
        if id(loop) not in self._read_in:
            self._read_in[id(loop)] = self._read_before(loop.body, frozenset()).difference(
                target for target in loop.targets if target is not None
            )
        return self._read_in[id(loop)]

    def _read_before(self, body: tuple[Stmt, ...], live: Set[Symbol]) -> frozenset[Symbol]:
        for statement in reversed(body):
            match statement:
                case definitions.For():
                    live = live | self._read_at_start(statement)
                case definitions.If(then=then, orelse=orelse):
                    live = self._read_before(then, live) | self._read_before(orelse, live)
                case definitions.Assign() | definitions.MakeWeight() | definitions.SetOutput():
                    live = live - set(_targets(statement))
            live = live | _symbols(statement)
        return frozenset(live)


def _symbols(statement: Stmt) -> frozenset[Symbol]:
    """What a statement itself reads."""
    return frozenset(symbol for value in contents.of_statement(statement) for symbol in traverse.symbols(value))


def _targets(statement: Assign | MakeWeight | SetOutput) -> Iterator[Symbol]:
    """What a statement gives a value to."""
    if isinstance(statement, Assign):
        yield from (target for target in statement.targets if target is not None)
    else:
        yield statement.symbol
