"""What Python calls each symbol of a definition."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.codegen.frozen import is_told
from dsl.codegen.literals import MODULE_NAMES, call_parameter, identifier
from dsl.codegen.steps import Body, Call, Loop, Make, Set, Step, walk
from dsl.ir.definitions import Definition
from dsl.ir.program import Program
from dsl.ir.values import Role, Symbol


class Names:
    """Unique names of one Python scope: each symbol gets the name it wishes for, or that with a number."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self.of: dict[Symbol, str] = {}

    def give(self, symbol: Symbol, wish: str) -> str:
        """The name of a symbol from here on."""
        if symbol not in self.of:
            self.of[symbol] = self.unique(wish)
        return self.of[symbol]

    def unique(self, wish: str) -> str:
        """A name that nothing else in the scope has, numbered as Keras numbers its layers."""
        name, number = wish, 0
        while name in self.taken:
            number += 1
            name = f"{wish}_{number}"
        self.taken.add(name)
        return name


def module_names(program: Program) -> frozenset[str]:
    """The names that the generated module itself has at its top level."""
    return MODULE_NAMES | {identifier(d.name) for d in program.definitions} | {i.given for i in program.imports}


def let_names(program: Program) -> dict[Symbol, str]:
    """The names of the compile-time constants."""
    taken = module_names(program)
    return {let.symbol: identifier(let.name, taken) for let in program.lets}


def local_names(definition: Definition, body: Body, program: Program, options: tuple[str, ...] = ()) -> Names:
    """The names of a function's variables: those of the file first, as they are, then those for results between.

    `options` are parameters of the function that are not in the file.
    """
    module = module_names(program) | set(options)
    # A variable may hide a constant of its own file, by the same name, but not one that was renamed.
    names = Names(module | {let.name for let in program.lets if let.name != let.symbol.name})
    names.of.update(let_names(program))
    if definition.what == "layer":
        for port in definition.inputs:
            names.give(port.symbol, identifier(call_parameter(port.symbol.name), module))
    for symbol in _declared(definition, body):
        names.give(symbol, identifier(symbol.name, module))
    for step in walk(body.steps):
        for target in _targets(step):
            if target is not None:
                names.give(target, identifier(target.name, module))
    return names


def _declared(definition: Definition, body: Body) -> list[Symbol]:
    found = [parameter.symbol for parameter in definition.parameters]
    found += [port.symbol for port in definition.inputs]
    found += [target for step in walk(body.steps) for target in _targets(step) if target is not None]
    return [symbol for symbol in found if symbol.role is not Role.TEMPORARY]


def _targets(step: Step) -> tuple[Symbol | None, ...]:
    match step:
        case Call(targets=targets) | Set(targets=targets) | Loop(targets=targets):
            return targets
        case Make(slot):
            return (slot.symbol,) if slot.symbol.role is not Role.TEMPORARY or is_told(slot.value) else ()
        case _:
            return ()
