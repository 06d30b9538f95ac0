"""Copies of a layer are made of what its name was bound to, with the constants of that place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TypeAlias

from dsl.codegen.steps import Set, Step
from dsl.ir import definitions, traverse, values
from dsl.ir.definitions import Stmt
from dsl.ir.values import Expr, Kind, Role, Symbol
from dsl.records import dataclass

Blocks: TypeAlias = "tuple[tuple[str, int], ...]"


class Assignments:
    """How often names have been given a value so far, and how often they are in all."""

    def __init__(self, body: tuple[Stmt, ...]) -> None:
        self.total = Counter(given(body))
        self.so_far: Counter[Symbol | None] = Counter()

    def note(self, targets: tuple[Symbol | None, ...]) -> None:
        """Count that names get a value here."""
        self.so_far.update(targets)

    def may_differ(self, name: Symbol, before: int, in_loop: bool) -> bool:
        """Whether a name that had been given `before` values may mean another one here.

        `in_loop` says that a loop has begun since, which may give it one for its next round.
        """
        now = self.so_far[name]
        return now != before or (in_loop and self.total[name] != now)


@dataclass(frozen=True)
class Binding:
    """A layer that got a name: in the block `steps`, by `step`, after `before` other assignments."""

    name: str
    value: Expr
    blocks: Blocks
    steps: list[Step]
    step: Step
    before: Mapping[Symbol | None, int]
    kept: dict[Symbol, Symbol] = field(default_factory=dict)

    def copied(self, assignments: Assignments, in_loop: bool) -> Expr:
        """The layer to copy; a constant that may have changed is kept under a name of its own."""

        def change(value: Expr) -> Expr:
            if not isinstance(value, values.Reference) or value.kind is not Kind.CONSTANT:
                return traverse.rebuild(value, change)
            if not assignments.may_differ(value.symbol, self.before[value.symbol], in_loop):
                return value
            return values.Reference(self._keep(value), Kind.CONSTANT, value.span)

        return change(self.value)

    def _keep(self, constant: values.Reference) -> Symbol:
        old = constant.symbol
        if old not in self.kept:
            self.kept[old] = Symbol(f"{self.name}_{old.name}", Role.VARIABLE, constant.span)
            self.steps.insert(self.steps.index(self.step), Set((self.kept[old],), constant))
        return self.kept[old]


def given(body: tuple[Stmt, ...]) -> Iterator[Symbol | None]:
    """The names that statements give values to, each as often as it stands there."""
    for statement in body:
        match statement:
            case definitions.Assign(targets=targets):
                yield from targets
            case definitions.For(body=inner):
                yield from statement.targets
                yield from given(inner)
            case definitions.If(then=then, orelse=orelse):
                yield from given((*then, *orelse))
