"""Which steps of a body belong into `__init__`, `build` and `call` of a class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dsl.codegen.counts import Lists
from dsl.codegen.rounds import Rounds, has_tensors, without_tensors
from dsl.codegen.steps import Branch, Call, Loop, Loss, Make, Set, Slot, Step, Weight, walk
from dsl.ir.traverse import symbols
from dsl.ir.values import Argument, Expr, Kind, Symbol

Wanted = Callable[[Step], bool]


def select_made(steps: tuple[Step, ...], wanted: Wanted, lists: Lists) -> tuple[Step, ...]:
    """The steps that make the wanted layers, with the loops and conditions around them and the constants they use.

    `lists` says which names stand for lists of constants.
    """
    if not any(isinstance(step, Loop) and has_tensors(step.iterable) for step in walk(steps)):
        return _select(_over_constants(steps, None, lists), wanted, set())[0]
    everything = {target for step in walk(steps) if isinstance(step, Loop) for target in step.targets if target}
    made = _select(_over_constants(steps, Rounds(steps, everything, lists), lists), wanted, set())[0]
    return _select(_over_constants(steps, Rounds(steps, all_reads(made), lists), lists), wanted, set())[0]


def _over_constants(
    steps: tuple[Step, ...], rounds: Rounds | None, lists: Lists, is_outside: bool = True
) -> tuple[Step, ...]:
    """The steps with loops over tensors going over constants for as many rounds; None where there are none."""
    left: list[Step] = []
    for step in steps:
        match step:
            case Loop():
                loop = rounds.constant_loop(step) if rounds else step
                left.append(replace(loop, body=_over_constants(loop.body, rounds, lists, False)))
                if rounds and is_outside:
                    rounds.learn(step)
            case Branch(then=then, orelse=orelse):
                sides = (_over_constants(side, rounds, lists, False) for side in (then, orelse))
                left.append(Branch(step.test, *sides))
            case Set(targets, value) if len(targets) == 1 and value.kind in (Kind.TENSORS, Kind.ARGUMENTS):
                left.append(replace(step, value=without_tensors(value, lists)))
            case _:
                left.append(step)
    return tuple(left)


def select_called(steps: tuple[Step, ...], results: tuple[Symbol, ...]) -> tuple[Step, ...]:
    """The steps that work on tensors, in the same way; layers are kept somewhere else by then.

    `results` are the symbols that are needed in the end.
    """
    kept = {target for step in walk(steps) if isinstance(step, Set) and makes(step) for target in step.targets}
    remaining = without(steps, lambda step: isinstance(step, Set) and not kept.isdisjoint(step.targets))
    return _select(remaining, calls, set(results))[0]


def without(steps: tuple[Step, ...], unwanted: Wanted) -> tuple[Step, ...]:
    left: list[Step] = []
    for step in steps:
        match step:
            case Loop(body=body):
                left.append(replace(step, body=without(body, unwanted)))
            case Branch(then=then, orelse=orelse):
                left.append(replace(step, then=without(then, unwanted), orelse=without(orelse, unwanted)))
            case _ if not unwanted(step):
                left.append(step)
    return tuple(left)


def _select(steps: tuple[Step, ...], wanted: Wanted, live: set[Symbol]) -> tuple[tuple[Step, ...], set[Symbol]]:
    """Walks backwards: `live` are the symbols that are needed after the steps, then before them."""
    kept: list[Step] = []
    for step in reversed(steps):
        match step:
            case Loop(iterable=iterable, body=body):
                inner, live_in = _loop(body, wanted, live)
                if inner:
                    kept.append(replace(step, body=inner))
                    live = live_in | symbols(iterable)
            case Branch(test, then, orelse):
                first, live_then = _select(then, wanted, set(live))
                second, live_orelse = _select(orelse, wanted, set(live))
                if first or second:
                    kept.append(replace(step, then=first, orelse=second))
                    live = live | live_then | live_orelse | symbols(test)
            case _:
                is_live = isinstance(step, Set) and any(target in live for target in step.targets)
                if wanted(step) or is_live:
                    kept.append(step)
                    live = live | reads(step)
                elif isinstance(step, Make | Weight) and step.slot.loops and step.slot.symbol in live:
                    # Where a layer of a list is called, this is where the round's own one is taken from the list.
                    kept.append(step)
    return tuple(reversed(kept)), live


def _loop(body: tuple[Step, ...], wanted: Wanted, live: set[Symbol]) -> tuple[tuple[Step, ...], set[Symbol]]:
    """A loop body: what one round needs may be set in the round before."""
    while True:
        inner, before = _select(body, wanted, set(live))
        if before <= live:
            return inner, before
        live = live | before


def reads(step: Step) -> set[Symbol]:
    """The symbols whose values a single step uses."""
    match step:
        case Make(slot):
            return symbols(slot.value)
        case Call(layer=layer, arguments=arguments):
            used = {layer.symbol} if isinstance(layer, Slot) else symbols(layer)
            return used | _argument_symbols(arguments)
        case Set(value=value) | Loss(value):
            return symbols(value)
        case Weight(shape=shape, initializer=initializer, options=options):
            parts: list[Expr] = [*shape, *([initializer] if initializer else [])]
            return set().union(*map(symbols, parts), _argument_symbols(options))
        case _:
            raise AssertionError(f"{type(step).__name__} is not a single step")


def _argument_symbols(arguments: tuple[Argument, ...]) -> set[Symbol]:
    return set().union(*(symbols(argument.value) for argument in arguments))


def depending(steps: tuple[Step, ...], sources: set[Symbol]) -> set[Symbol]:
    """`sources`, and every symbol whose value is made from them."""
    found = set(sources)
    while True:
        before = len(found)
        for step in walk(steps):
            match step:
                case Set(targets, value) if symbols(value) & found:
                    found.update(target for target in targets if target)
                case Make(slot) if symbols(slot.value) & found:
                    found.add(slot.symbol)
                case Loop(iterable=iterable) if symbols(iterable) & found:
                    found.update(target for target in step.targets if target)
        if len(found) == before:
            return found


def uses(steps: tuple[Step, ...]) -> dict[Symbol, int]:
    """How often each symbol is used."""
    counts: dict[Symbol, int] = {}

    def count(used: set[Symbol]) -> None:
        for symbol in used:
            counts[symbol] = counts.get(symbol, 0) + 1

    for step in walk(steps):
        match step:
            case Loop(iterable=iterable):
                count(symbols(iterable))
            case Branch(test=test):
                count(symbols(test))
            case _:
                count(reads(step))
    return counts


def makes(step: Step) -> bool:
    """Whether a step makes a layer, or keeps one under a name."""
    return isinstance(step, Make) or (isinstance(step, Set) and step.value.kind.has_layers)


def calls(step: Step) -> bool:
    """Whether a step works on tensors."""
    return isinstance(step, Call | Loss) or (isinstance(step, Set) and step.value.kind.has_tensors)


def needing_shapes(steps: tuple[Step, ...], dims: set[Symbol]) -> set[Step]:
    """The steps that can only be done once the shape of the input is known: weights, and layers made from `dims`."""
    shaped = depending(steps, dims)
    found: set[Step] = set()

    def visit(block: tuple[Step, ...], inside: bool) -> None:
        for step in block:
            match step:
                case Loop(iterable=iterable, body=body):
                    visit(body, inside or bool(symbols(iterable) & shaped))
                case Branch(test, then, orelse):
                    within = inside or bool(symbols(test) & shaped)
                    visit(then, within)
                    visit(orelse, within)
                case Weight():
                    found.add(step)
                case _ if makes(step) and (inside or (reads(step) | _given(step)) & shaped):
                    found.add(step)

    visit(steps, False)
    return found


def without_patterns(steps: tuple[Step, ...], copied: set[Symbol]) -> tuple[Step, ...]:
    """The steps without the layers that were only there to be copied."""
    unused = copied - all_reads(steps)
    return without(steps, lambda step: makes(step) and _given(step) <= unused) if unused else steps


def _given(step: Step) -> set[Symbol]:
    """The names that a step which makes a layer gives to it."""
    match step:
        case Make(slot):
            return {slot.symbol}
        case Set(targets=targets):
            return {target for target in targets if target is not None}
        case _:
            return set()


def all_reads(steps: tuple[Step, ...]) -> set[Symbol]:
    """Every symbol that the steps use."""
    return set(uses(steps))


def used_by_calls(steps: tuple[Step, ...]) -> set[Symbol]:
    """Every symbol that the steps use, but for what is needed only to make layers."""
    return all_reads(without(steps, lambda step: isinstance(step, Make | Weight)))
