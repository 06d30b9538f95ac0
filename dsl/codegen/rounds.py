"""How many rounds a loop over tensors makes, for the place where layers are made and there are no tensors yet.

A list of as many None stands for a list of tensors there. `zip(sizes, skips)` goes over `sizes` alone where `skips`
is known to be as long.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TypeAlias

from dsl.catalog import Entry
from dsl.codegen.counts import Lists, number_of_parts
from dsl.codegen.steps import Call, Loop, Make, Set, Step, walk
from dsl.ir import traverse, values
from dsl.ir.definitions import Pattern, leaves
from dsl.ir.parts import CUTTING, GRID
from dsl.ir.values import Argument, Builtin, Expr, Invoke, Kind, Role, Symbol
from dsl.records import dataclass
from dsl.source import Span

Item: TypeAlias = "Symbol | Pattern | None"

# Functions of which the result is as long as what they are given.
AS_LONG = ("reversed", "list", "tuple", "enumerate")


@dataclass(frozen=True)
class Length:
    """As many items as `like` has, where that is given, and `more`."""

    like: Expr | None
    more: int

    def covers(self, other: Length) -> bool:
        """Whether this is known to be no shorter."""
        return self.like == other.like and self.more >= other.more


class Rounds:
    """Turns loops over tensors into such over constants.

    `read` are the names that are needed where layers are made; lists of tensors can go if none of theirs are.
    """

    def __init__(self, steps: tuple[Step, ...], read: set[Symbol], lists: Lists) -> None:
        self.steps = steps
        self.lists = lists
        self.read = read
        self.given = Counter(target for step in walk(steps) for target in _given(step))
        self.outside = {target for step in steps if not isinstance(step, Loop) for target in _given(step)}
        self.lengths: dict[Symbol, Length] = {}

    def constant_loop(self, loop: Loop) -> Loop:
        """A loop that makes as many rounds without its tensors."""
        if not has_tensors(loop.iterable):
            return loop
        item, iterable = self._item(loop.pattern if len(loop.pattern) > 1 else loop.pattern[0], loop.iterable)
        pattern = item if isinstance(item, tuple) and len(item) > 1 else (item,)
        return replace(loop, pattern=pattern, iterable=iterable)

    def learn(self, step: Step) -> None:
        """Note the lengths of lists that get an item in each round of a loop, once it is over."""
        if not isinstance(step, Loop):
            return
        for inner in step.body:
            match inner:
                case Set((Symbol() as name,), values.Operation("+", (values.Reference(old), values.Sequence(items)))):
                    start = self._start(name) if old is name and len(items) == 1 else None
                    over = self._length(step.iterable)
                    if start is not None and over is not None:
                        self.lengths[name] = replace(over, more=over.more + start)

    def _start(self, name: Symbol) -> int | None:
        """How long a list is at first, which changes in one other place alone."""
        for step in self.steps:
            match step:
                case Set((target,), values.Sequence(items)) if target is name and self.given[name] == 2:
                    return len(items)
        return None

    def _item(self, item: Item, value: Expr) -> tuple[Item, Expr]:
        """The names that a loop gives, and what it goes over, without tensors."""
        if not has_tensors(value):
            return item, value
        match value, item:
            case Invoke(Builtin("zip"), arguments), tuple() if len(arguments) == len(item) > 1:
                return self._zipped(item, value)
            case Invoke(Builtin("enumerate"), (counted, *start)), (count, inner):
                inner, over = self._item(inner, counted.value)
                arguments = (Argument(None, over, over.span), *start)
                return (count, inner), replace(value, arguments=arguments, kind=Kind.CONSTANT)
        return self._unread(item), without_tensors(value, self.lists)

    def _zipped(self, items: Pattern, call: Invoke) -> tuple[Item, Expr]:
        parts = [(item, part.value) for item, part in zip(items, call.arguments, strict=True)]
        known = [self._length(value) for _, value in parts if not has_tensors(value)]
        kept = [self._item(*part) for part in parts if not self._can_go(*part, known)]
        if len(kept) == 1:
            return kept[0]
        arguments = tuple(Argument(None, value, value.span) for _, value in kept)
        return tuple(item for item, _ in kept), replace(call, arguments=arguments, kind=Kind.CONSTANT)

    def _can_go(self, item: Item, value: Expr, others: list[Length | None]) -> bool:
        """Whether tensors beside constants tell nothing: they are as many, and none is needed."""
        if not has_tensors(value) or any(name in self.read for name in leaves((item,))):
            return False
        length = self._length(value)
        return length is not None and any(other is not None and length.covers(other) for other in others)

    def _length(self, value: Expr) -> Length | None:
        match value:
            case Invoke(Builtin(name), (argument, *_)) if name in AS_LONG:
                return self._length(argument.value)
            case values.Sequence(items):
                return Length(None, len(items))
            case values.Reference(symbol) if symbol in self.lengths:
                return self.lengths[symbol]
            case _ if not has_tensors(value) and all(map(self._stays, traverse.symbols(value))):
                return Length(value, 0)
        return None

    def _stays(self, name: Symbol) -> bool:
        """Whether a name means the same everywhere."""
        return name.role in (Role.PARAMETER, Role.LET) or (self.given[name] == 1 and name in self.outside)

    def _unread(self, item: Item) -> Item:
        """The names of a loop without those that nobody needs."""
        if isinstance(item, tuple):
            return tuple(self._unread(part) for part in item)
        return item if item in self.read else None


def _given(step: Step) -> tuple[Symbol | None, ...]:
    match step:
        case Set(targets=targets) | Call(targets=targets) | Loop(targets=targets):
            return targets
        case Make(slot):
            return (slot.symbol,)
        case _:
            return ()


def has_tensors(value: Expr) -> bool:
    """Whether there are tensors in a value."""
    parts = (part for part in traverse.walk(value) if not isinstance(part, values.Range | values.Rest))
    return any(part.kind.has_tensors for part in parts)


def without_tensors(value: Expr, lists: Lists) -> Expr:
    """A list of tensors, or what it is made of, with None in the place of each tensor."""
    if value.kind is Kind.TENSOR:
        return values.Literal(None, "None", value.span)
    if not has_tensors(value):
        return value
    match value:
        case values.Reference():
            return replace(value, kind=Kind.CONSTANT)
        case values.Fan(layers):
            return _nothings(layers, value)
        case values.Invoke(Builtin()) | values.Sequence() | values.Mapping() | values.Operation() | values.Choice():
            return traverse.rebuild(replace(value, kind=Kind.CONSTANT), lambda part: without_tensors(part, lists))
        case values.Subscript(inner):
            return replace(value, value=without_tensors(inner, lists), kind=Kind.CONSTANT)
        case values.Invoke(Entry() as entry):
            return _parts(entry, value, lists)
        case values.Apply() | values.Invoke():
            return _uncounted(value)
        case _:
            raise AssertionError(f"a {type(value).__name__} is no list of tensors")


def _parts(entry: Entry, call: Invoke, lists: Lists) -> Expr:
    """As many times None as there are parts of a tensor."""
    by_position = [argument.value for argument in call.arguments if argument.name is None]
    if entry.name == GRID:
        items = tuple(without_tensors(item, lists) for item in by_position)
        return values.Sequence(items, False, Kind.CONSTANT, call.span)
    wanted = CUTTING[entry.name]
    named = next((argument.value for argument in call.arguments if argument.name == wanted), None)
    given = named or next(iter(by_position[1:2]), None)
    if given is None or has_tensors(given):
        return _uncounted(call)
    if isinstance(given, values.Sequence):
        nothing = values.Literal(None, "None", call.span)
        return values.Sequence((nothing,) * (len(given.items) + 1), False, Kind.CONSTANT, call.span)
    return _repeated(number_of_parts(given, lists), call.span)


def _uncounted(value: Expr) -> Expr:
    """Stands for tensors of which only a run tells how many they are: no layers can be made by it."""
    return values.Reference(Symbol("parts", Role.TEMPORARY, value.span), Kind.CONSTANT, value.span)


def _nothings(layers: Expr, fan: values.Fan) -> Expr:
    """As many times None as there are layers."""
    count = Invoke(Builtin("len"), (Argument(None, layers, layers.span),), Kind.CONSTANT, fan.span)
    return _repeated(count, fan.span)


def _repeated(count: Expr, span: Span) -> Expr:
    nothing = values.Literal(None, "None", span)
    one = values.Sequence((nothing,), False, Kind.CONSTANT, span)
    return values.Operation("*", (one, count), Kind.CONSTANT, span)
