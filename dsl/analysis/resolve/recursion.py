"""Definitions that call themselves, at once or through others: a network made of them would never end."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.analysis.problems import Problems
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.program import Program
from dsl.ir.values import Declared
from dsl.source import Span


def report_recursion(program: Program, model: str, problems: Problems) -> bool:
    """Report each circle of calls that `model` leads into; whether there is one."""
    known = {definition.name: definition for definition in program.definitions}
    state: dict[str, str] = {}
    found = False
    waiting: list[tuple[str, Iterator[tuple[str, Span]]]] = [(model, iter(dict(_calls(known[model])).items()))]
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
            waiting.append((callee, iter(dict(_calls(known[callee])).items())))
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
    for part in definition.parts:
        match part:
            case values.Construct(target) | values.Invoke(target) | values.FunctionValue(target):
                if isinstance(target, Declared):
                    yield target.name, part.span
