"""Regularizers that are made in `__init__`: some hold a tensor, and `build` may run in a graph of its own."""

from __future__ import annotations

from dataclasses import field, replace

from dsl.catalog import Category, Entry, load
from dsl.codegen.literals import snake_case
from dsl.codegen.phases import depending, without
from dsl.codegen.steps import Branch, Loop, Make, Set, Step, Weight
from dsl.ir import traverse, values
from dsl.ir.traverse import symbols
from dsl.ir.values import Argument, Expr, Kind, Role, Symbol
from dsl.records import dataclass


def _get() -> Entry:
    """What gives the regularizer that a name or a configuration stands for."""
    entry = load().find("L1", Category.REGULARIZERS)
    assert entry is not None
    return replace(entry, name="get", python="tf.keras.regularizers.get")


@dataclass(frozen=True)
class TakenOut:
    """The steps of a body without the regularizers that are made early, and with steps that make them.

    `names` are the symbols of these regularizers, with what they would like to be called.
    """

    steps: tuple[Step, ...]
    with_regularizers: tuple[Step, ...]
    names: dict[Symbol, str]


def take_out(steps: tuple[Step, ...], dims: set[Symbol], in_build: set[Step]) -> TakenOut:
    """Takes the regularizers out of the steps of `build`; one that depends on the shape of the input stays."""
    work = _TakingOut(depending(steps, dims), in_build)
    found = work.block(steps)
    made = set(work.made)
    return TakenOut(without(found, lambda step: step in made), found, work.names)


@dataclass
class _TakingOut:
    shaped: set[Symbol]
    in_build: set[Step]
    made: list[Step] = field(default_factory=list)
    names: dict[Symbol, str] = field(default_factory=dict)

    def block(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """The steps of a block outside of loops: a regularizer is made before what it is for."""
        found: list[Step] = []
        for step in steps:
            before: list[Step] = []
            match step:
                case Branch(then=then, orelse=orelse):
                    found.append(replace(step, then=self.block(then), orelse=self.block(orelse)))
                case Loop(body=body):
                    changed: Step = replace(step, body=self._rounds(body, before))
                    found += [*before, changed]
                case _:
                    changed = self._single(step, before, is_round=False)
                    found += [*before, changed]
        return tuple(found)

    def _rounds(self, body: tuple[Step, ...], before: list[Step]) -> tuple[Step, ...]:
        """The body of a loop: what every round makes alike is made once, before the loop."""
        found: list[Step] = []
        for step in body:
            match step:
                case Branch(then=then, orelse=orelse):
                    sides = (self._rounds(then, before), self._rounds(orelse, before))
                    found.append(Branch(step.test, *sides))
                case Loop(body=inner):
                    found.append(replace(step, body=self._rounds(inner, before)))
                case _:
                    found.append(self._single(step, before, is_round=True))
        return tuple(found)

    def _single(self, step: Step, before: list[Step], is_round: bool) -> Step:
        if step not in self.in_build:
            return step
        match step:
            case Weight(slot, options=options):
                given = tuple(self._option(argument, slot.base, before, is_round) for argument in options)
                return step if given == options else replace(step, options=given)
            case Make(slot):
                count = len(self.made)
                value = self._inside(slot.value, slot.base, before, is_round)
                return step if len(self.made) == count else Make(replace(slot, value=value))
            case _:
                return step

    def _option(self, argument: Argument, base: str, before: list[Step], is_round: bool) -> Argument:
        value = argument.value
        is_none = isinstance(value, values.Literal) and value.value is None
        if argument.name != "regularizer" or is_none or not self._is_early(value, is_round):
            return argument
        if not isinstance(value, values.Construct):
            value = values.Invoke(_get(), (Argument(None, value, value.span),), Kind.CONSTANT, value.span)
        return replace(argument, value=self._made(value, f"{base}_regularizer", before))

    def _inside(self, value: Expr, base: str, before: list[Step], is_round: bool) -> Expr:
        """A layer that is made in `build`, with the names of the regularizers that it is given."""
        target = value.target if isinstance(value, values.Construct) else None
        if isinstance(target, Entry) and target.category is Category.REGULARIZERS:
            early = self._is_early(value, is_round)
            return self._made(value, f"{base}_{snake_case(target.name)}", before) if early else value
        return traverse.rebuild(value, lambda part: self._inside(part, base, before, is_round))

    def _is_early(self, value: Expr, is_round: bool) -> bool:
        used = symbols(value)
        if is_round:
            return all(symbol.role in (Role.PARAMETER, Role.LET) for symbol in used)
        return used.isdisjoint(self.shaped)

    def _made(self, value: Expr, name: str, before: list[Step]) -> Expr:
        symbol = Symbol(name, Role.TEMPORARY, value.span)
        step = Set((symbol,), value)
        before.append(step)
        self.made.append(step)
        self.names[symbol] = name
        return values.Reference(symbol, Kind.CONSTANT, value.span)
