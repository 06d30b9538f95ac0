"""How the own layers of a program are used, as far as their classes have to know."""

from __future__ import annotations

from dsl.ir import traverse, values
from dsl.ir.definitions import Assign, For, If, Stmt
from dsl.ir.program import Program
from dsl.ir.values import Expr, Symbol
from dsl.records import dataclass


@dataclass(frozen=True)
class Uses:
    """Names of own layers and submodels.

    `on_lists` are those called on a list of tensors, so that the shape of their input is a list too; `distributed`
    those that may stand inside of a `TimeDistributed`: all, where one is given that comes from elsewhere; `named` and
    `told` those that are somewhere given a `name`, or told whether they learn.
    """

    on_lists: frozenset[str]
    distributed: frozenset[str]
    named: frozenset[str]
    told: frozenset[str]


def uses_of(program: Program) -> Uses:
    """How the own layers are used anywhere in a program."""
    on_lists: set[str] = set()
    distributed: set[str] = set()
    given: set[tuple[str, str | None]] = set()
    for definition in program.definitions:
        assigned = _assigned(definition.body)
        for part in definition.parts:
            match part:
                case values.Apply(values.Construct(values.Declared(name)), arguments):
                    if any(argument.value.kind is values.Kind.TENSORS for argument in arguments):
                        on_lists.add(name)
                case values.Construct(values.Declared(name), arguments):
                    given |= {(name, argument.name) for argument in arguments}
                case values.Construct(target) if target.name == "TimeDistributed":
                    distributed |= _inside(part, assigned, program)
    named, told = (frozenset(name for name, option in given if option == wanted) for wanted in ("name", "trainable"))
    return Uses(frozenset(on_lists), frozenset(distributed), named, told)


def _assigned(body: tuple[Stmt, ...]) -> dict[Symbol, list[Expr]]:
    """All that the statements give to each name."""
    found: dict[Symbol, list[Expr]] = {}
    for statement in body:
        match statement:
            case Assign((Symbol() as symbol,), value):
                found.setdefault(symbol, []).append(value)
            case For(body=inner):
                _add(found, _assigned(inner))
            case If(then=then, orelse=orelse):
                _add(found, _assigned((*then, *orelse)))
    return found


def _add(found: dict[Symbol, list[Expr]], more: dict[Symbol, list[Expr]]) -> None:
    for symbol, given in more.items():
        found.setdefault(symbol, []).extend(given)


def _inside(wrapper: values.Construct, assigned: dict[Symbol, list[Expr]], program: Program) -> set[str]:
    """The own layers that a wrapper may hold: all of the program where it is given one from elsewhere."""
    found: set[str] = set()
    followed: set[Symbol] = set()
    waiting: list[Expr] = [argument.value for argument in wrapper.arguments]
    while waiting:
        value = waiting.pop()
        for part in traverse.walk(value):
            match part:
                case values.Construct(values.Declared(name)):
                    found.add(name)
                case values.Reference(symbol, kind) if (kind.has_layers or part is value) and symbol not in followed:
                    if symbol not in assigned:
                        return {definition.name for definition in program.definitions}
                    followed.add(symbol)
                    waiting += assigned[symbol]
    return found
