"""How many rounds a loop over tensors makes, for the place where layers are made and there are no tensors yet."""

from __future__ import annotations

from dataclasses import replace

from dsl.codegen.steps import Loop
from dsl.ir import traverse, values
from dsl.ir.values import Argument, Builtin, Expr, Invoke, Kind


def constant_loop(loop: Loop) -> Loop:
    """A loop that makes as many rounds without its tensors."""
    if not has_tensors(loop.iterable):
        return loop
    return _beside_tensors(loop) or replace(loop, iterable=without_tensors(loop.iterable))


def has_tensors(value: Expr) -> bool:
    """Whether there are tensors in a value."""
    parts = (part for part in traverse.walk(value) if not isinstance(part, values.Range | values.Rest))
    return any(part.kind.has_tensors for part in parts)


def _beside_tensors(loop: Loop) -> Loop | None:
    """`zip(sizes, skips)` goes over `sizes` alone."""
    match loop.iterable:
        case Invoke(Builtin("zip"), arguments) if len(arguments) == len(loop.pattern):
            pairs = zip(loop.pattern, arguments, strict=True)
            constant = [(target, argument) for target, argument in pairs if not has_tensors(argument.value)]
        case Invoke(Builtin("enumerate"), (counted, *start)) if isinstance(loop.pattern[-1], tuple):
            inner = _beside_tensors(replace(loop, pattern=loop.pattern[-1], iterable=counted.value))
            return None if inner is None else _enumerated(loop, inner, tuple(start))
        case _:
            return None
    if not constant:
        return None
    targets = tuple(target for target, _ in constant)
    if len(constant) == 1:
        return replace(loop, pattern=targets, iterable=constant[0][1].value)
    kept = replace(loop.iterable, arguments=tuple(argument for _, argument in constant), kind=Kind.CONSTANT)
    return replace(loop, pattern=targets, iterable=kept)


def _enumerated(loop: Loop, inner: Loop, start: tuple[Argument, ...]) -> Loop:
    counted = Argument(None, inner.iterable, inner.iterable.span)
    iterable = Invoke(Builtin("enumerate"), (counted, *start), Kind.CONSTANT, loop.iterable.span)
    item = inner.pattern[0] if len(inner.pattern) == 1 else inner.pattern
    return replace(loop, pattern=(loop.pattern[0], item), iterable=iterable)


def without_tensors(value: Expr) -> Expr:
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
        case values.Invoke(Builtin()) | values.Sequence() | values.Operation() | values.Choice():
            return traverse.rebuild(replace(value, kind=Kind.CONSTANT), without_tensors)
        case values.Subscript(inner):
            return replace(value, value=without_tensors(inner), kind=Kind.CONSTANT)
        case _:
            raise AssertionError(f"a {type(value).__name__} is no list of tensors")


def _nothings(layers: Expr, fan: values.Fan) -> Expr:
    """As many times None as there are layers."""
    nothing = values.Literal(None, "None", fan.span)
    one = values.Sequence((nothing,), False, Kind.CONSTANT, fan.span)
    count = Invoke(Builtin("len"), (Argument(None, layers, layers.span),), Kind.CONSTANT, fan.span)
    return values.Operation("*", (one, count), Kind.CONSTANT, fan.span)
