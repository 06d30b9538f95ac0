"""How many parts a tensor is cut into: as many as a number says, or one more than a list has places."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.ir import definitions, values
from dsl.ir.definitions import Definition
from dsl.ir.values import Argument, Builtin, Expr, Invoke, Kind, Role, Symbol

Lists = Mapping[Symbol, bool]
"""Whether each name stands for a list; one that is not in it may be either."""

_NUMBERS = ("len", "int", "float", "round", "abs", "sum")
_LISTS = ("list", "tuple", "range", "reversed")


def known_lists(definition: Definition) -> Lists:
    """The names of a definition that are known to stand for a list, or not to."""
    known: dict[Symbol, bool] = {}
    given = [(one.symbol, one.default) for one in definition.parameters if one.default is not None]
    for statement in definitions.assignments(definition.body):
        if len(statement.targets) == 1 and statement.targets[0] is not None:
            given.append((statement.targets[0], statement.value))
    unclear: set[Symbol] = set()
    for name, value in given:
        found = _is_list(value, known)
        if found is None or known.setdefault(name, found) is not found:
            unclear.add(name)
    return {name: found for name, found in known.items() if name not in unclear}


def number_of_parts(given: Expr, lists: Lists) -> Expr:
    """What says how many parts there are, `given` being their number or the places of the cuts."""
    places = _is_list(given, lists)
    if places is False:
        return given
    one = values.Literal(1, "1", given.span)
    more = values.Operation("+", (_called("len", given), one), Kind.CONSTANT, given.span)
    if places:
        return more
    kinds = tuple(values.FunctionValue(Builtin(name), given.span) for name in ("list", "tuple"))
    either = values.Sequence(kinds, True, Kind.CONSTANT, given.span)
    return values.Choice(_called("isinstance", given, either), more, given, Kind.CONSTANT, given.span)


def _is_list(value: Expr, lists: Lists) -> bool | None:
    """Whether a constant is a list, where this can be told."""
    match value:
        case values.Sequence():
            return True
        case values.Literal() | values.Comparison():
            return False
        case values.Reference(symbol) if symbol.role is Role.DIMENSION:
            return False
        case values.Reference(symbol):
            return lists.get(symbol)
        case values.Operation(_, operands):
            found = [_is_list(operand, lists) for operand in operands]
            return True if True in found else None if None in found and value.operator in "+*" else False
        case Invoke(Builtin(name)) if name in _NUMBERS or name in _LISTS:
            return name in _LISTS
        case values.Choice(_, then, orelse):
            sides = {_is_list(then, lists), _is_list(orelse, lists)}
            return sides.pop() if len(sides) == 1 else None
    return None


def _called(name: str, *arguments: Expr) -> Expr:
    given = tuple(Argument(None, argument, argument.span) for argument in arguments)
    return Invoke(Builtin(name), given, Kind.CONSTANT, arguments[0].span)
