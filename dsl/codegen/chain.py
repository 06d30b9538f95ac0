"""Whether a network is one chain of layers, as `tf.keras.Sequential` needs it, and if not, where it stops being one."""

from __future__ import annotations

from dsl.codegen.phases import uses
from dsl.codegen.steps import Body, Branch, Call, Loop, Loss, Make, Set, Slot, Step, walk
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.traverse import symbols
from dsl.ir.values import Expr, Symbol
from dsl.records import dataclass
from dsl.source import Span


@dataclass(frozen=True)
class Fork:
    """The first place where a network is not a chain, and why."""

    span: Span
    reason: str


def find_fork(definition: Definition, body: Body) -> Fork | None:
    """Where the network stops being a chain of single-input layers, or None where it is one."""
    if len(definition.inputs) > 1:
        return Fork(definition.inputs[1].span, "a second input")
    if len(definition.outputs) > 1:
        return Fork(definition.outputs[1].span, "a second output")
    try:
        end = _Follower(body).follow(body.steps, definition.inputs[0].symbol)
    except _Stop as stop:
        return stop.fork
    if end is not definition.outputs[0]:
        return Fork(definition.outputs[0].span, "the output is not what the last layer gives")
    return None


class _Stop(Exception):
    def __init__(self, span: Span, reason: str) -> None:
        self.fork = Fork(span, reason)


class _Follower:
    """Follows the one tensor through the steps; `current` is the name it has."""

    def __init__(self, body: Body) -> None:
        self.counts = uses(body.steps)
        made = [symbols(step.slot.value) for step in walk(body.steps) if isinstance(step, Make)]
        self.parts: set[Symbol] = set().union(*made)

    def follow(self, steps: tuple[Step, ...], current: Symbol) -> Symbol:
        for step in steps:
            current = self._step(step, current)
        return current

    def _step(self, step: Step, current: Symbol) -> Symbol:
        match step:
            case Make(slot):
                if self.counts.get(slot.symbol, 0) != 1:
                    raise _Stop(slot.value.span, "a layer that is not called exactly once")
                if slot.symbol in self.parts:
                    raise _Stop(slot.value.span, "a layer that is part of another one")
                return current
            case Call():
                return self._call(step, current)
            case Set(targets, value):
                return self._set(targets, value, current)
            case Loop(iterable=iterable, body=body):
                if self.follow(body, current) is not current:
                    raise _Stop(iterable.span, "a loop that gives its result another name")
                return current
            case Branch(test, then, orelse):
                first, second = self.follow(then, current), self.follow(orelse, current)
                if first is not second:
                    raise _Stop(test.span, "a condition whose sides give their result different names")
                return first
            case Loss(value):
                raise _Stop(value.span, "a loss that is added")
            case _:
                raise AssertionError(f"a model has no {type(step).__name__}")

    def _call(self, call: Call, current: Symbol) -> Symbol:
        target = call.targets[0]
        if len(call.targets) > 1 or target is None:
            raise _Stop(call.span, "a layer with several results")
        if not isinstance(call.layer, Slot):
            raise _Stop(call.span, "a layer that is chosen when it is called")
        if len(call.arguments) != 1 or call.arguments[0].name is not None:
            raise _Stop(call.span, "a layer that is called with more than one thing")
        if not _is(call.arguments[0].value, current):
            raise _Stop(call.span, "a layer that is not called on the result of the one before it")
        return target

    def _set(self, targets: tuple[Symbol | None, ...], value: Expr, current: Symbol) -> Symbol:
        if not value.kind.has_tensors and not value.kind.has_layers:
            return current
        if _is(value, current) and len(targets) == 1 and targets[0] is not None:
            return targets[0]
        raise _Stop(value.span, "a value that is not made by a layer")


def _is(value: Expr, symbol: Symbol) -> bool:
    return isinstance(value, values.Reference) and value.symbol is symbol
