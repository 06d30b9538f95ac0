"""Definitions that call themselves, at once or through others: a network made of them would never end."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.analysis.problems import Problems
from dsl.diagnostics import Label
from dsl.ir import definitions, traverse, values
from dsl.ir.definitions import Definition, Dim, Stmt
from dsl.ir.program import Program
from dsl.ir.values import Argument, Declared, Expr, Range, Rest
from dsl.source import Span


def report_recursion(program: Program, model: str, problems: Problems) -> bool:
    """Report each circle of calls that `model` leads into; whether there is one."""
    known = {definition.name: definition for definition in program.definitions}
    calls = {name: dict(_calls(definition)) for name, definition in known.items()}
    state: dict[str, str] = {}
    found = False
    waiting: list[tuple[str, Iterator[tuple[str, Span]]]] = [(model, iter(calls[model].items()))]
    state[model] = "open"
    while waiting:
        name, rest = waiting[-1]
        callee, span = next(rest, ("", known[model].span))
        if not callee:
            state[name] = "done"
            waiting.pop()
        elif state.get(callee) == "open":
            _report(callee, span, [step for step, _ in waiting], known, problems)
            found = True
        elif callee in known and callee not in state:
            state[callee] = "open"
            waiting.append((callee, iter(calls[callee].items())))
    return found


def _report(callee: str, span: Span, way: list[str], known: dict[str, Definition], problems: Problems) -> None:
    circle = [*way[way.index(callee) :], callee]
    shown = " → ".join(f"`{known[name].written}`" for name in circle[:8])
    written = known[callee].written
    problems.report(
        "E221",
        f"`{written}` is made of itself: {shown}",
        span,
        "a loop or `*` repeats a layer",
        (Label(known[callee].span, f"`{written}` is declared here"),),
    )


def _calls(definition: Definition) -> Iterator[tuple[str, Span]]:
    """The own definitions that are named in a definition, with one place each."""
    for value in _values(definition):
        for part in traverse.walk(value):
            match part:
                case (
                    values.Construct(Declared(name))
                    | values.Invoke(Declared(name))
                    | values.FunctionValue(Declared(name))
                ):
                    yield name, part.span


def _values(definition: Definition) -> Iterator[Expr]:
    for parameter in definition.parameters:
        if parameter.default is not None:
            yield parameter.default
    for port in definition.inputs:
        yield from (dim for dim in port.dims or () if _is_value(dim))  # type: ignore[misc]
        yield from _of(port.options)
    yield from _of_block(definition.body)


def _is_value(dim: Dim) -> bool:
    return not isinstance(dim, (definitions.NewDim, definitions.AnyDim, Rest, Range))


def _of(arguments: tuple[Argument, ...]) -> Iterator[Expr]:
    return (argument.value for argument in arguments)


def _of_block(body: tuple[Stmt, ...]) -> Iterator[Expr]:
    for statement in body:
        match statement:
            case definitions.For(_, iterable, inner):
                yield iterable
                yield from _of_block(inner)
            case definitions.If(test, then, orelse):
                yield test
                yield from _of_block((*then, *orelse))
            case definitions.MakeWeight(_, shape, initializer, options):
                yield from shape
                yield from () if initializer is None else (initializer,)
                yield from _of(options)
            case definitions.Assert(test, message):
                yield from (part for part in (test, message) if part is not None)
            case definitions.Assign(value=value) | definitions.SetOutput(value=value) | definitions.AddLoss(value):
                yield value
