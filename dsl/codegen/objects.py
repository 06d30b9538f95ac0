"""Which parameters of a definition stand for layers or functions, that a saved model holds as descriptions of them."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.ir import contents, definitions, traverse, values
from dsl.ir.definitions import Definition, Stmt, leaves
from dsl.ir.program import Program
from dsl.ir.values import Construct, Expr, Symbol

# Keras's layers that are given layers.
WRAPPERS = frozenset({"TimeDistributed", "Bidirectional", "SpectralNormalization", "RNN", "StackedRNNCells", "Wrapper"})


def object_parameters(definition: Definition, program: Program) -> tuple[Symbol, ...]:
    """The parameters that are called, or handed to something that calls them, in their order."""
    found = {symbol for value in contents.of_definition(definition) for symbol in _called(value, program)}
    bindings = tuple(_bindings(definition.body))
    size = -1
    while size != len(found):
        size = len(found)
        for targets, value in bindings:
            if found & targets:
                found |= _bound(value)
    return tuple(parameter.symbol for parameter in definition.parameters if parameter.symbol in found)


def _called(value: Expr, program: Program) -> Iterator[Symbol]:
    for part in traverse.walk(value):
        match part:
            case values.Apply(layer=layer) | values.Fan(layers=layer) | values.Repeat(layer=layer):
                yield from _standing(layer)
            case values.Chain(stages):
                for stage in stages:
                    yield from _standing(stage)
            case Construct():
                for argument in _layers_of(part, program):
                    yield from _standing(argument)


def _bound(value: Expr) -> set[Symbol]:
    """What a name may stand for that is bound to a value, or to the items of it."""
    return traverse.symbols(value) if isinstance(value, values.Invoke) else set(_standing(value))


def _standing(layer: Expr) -> Iterator[Symbol]:
    """The names that stand for the layer itself, and not for what it is made from."""
    match layer:
        case values.Reference(symbol):
            yield symbol
        case values.Choice(then=then, orelse=orelse):
            yield from _standing(then)
            yield from _standing(orelse)
        case values.Sequence(items):
            for item in items:
                yield from _standing(item)
        case values.Subscript(value):
            yield from _standing(value)


def _layers_of(construct: Construct, program: Program) -> Iterator[Expr]:
    """The arguments of a layer that may be layers themselves."""
    target = construct.target
    if not isinstance(target, values.Declared):
        yield from (a.value for a in construct.arguments if target.name in WRAPPERS)
        return
    definition = program.definition(target.name)
    names = [parameter.symbol.name for parameter in definition.parameters]
    wanted = {symbol.name for symbol in object_parameters(definition, program)}
    for place, argument in enumerate(construct.arguments):
        if (argument.name or names[place]) in wanted:
            yield argument.value


def _bindings(block: tuple[Stmt, ...]) -> Iterator[tuple[set[Symbol], Expr]]:
    """What names are bound to, in assignments and loops."""
    for statement in block:
        match statement:
            case definitions.Assign(targets, value):
                yield {target for target in leaves(targets) if target is not None}, value
            case definitions.For(targets, iterable, body):
                yield {target for target in leaves(targets) if target is not None}, iterable
                yield from _bindings(body)
            case definitions.If(then=then, orelse=orelse):
                yield from _bindings((*then, *orelse))
