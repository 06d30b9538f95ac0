"""Seeds: random functions draw from a seed generator of the layer they are called in.

A layer makes a generator of its own and keeps it; a function that draws is handed the generator of the layer that
calls it. Random functions of models have become layers before.
"""

from __future__ import annotations

from dataclasses import replace

from dsl.catalog import Entry
from dsl.codegen.phases import all_reads
from dsl.codegen.steps import Step
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.program import Program
from dsl.ir.rewrite import Rewrite
from dsl.ir.traverse import is_random
from dsl.ir.values import Argument, Expr, Kind, Part, Role, Symbol

# The parameter through which a function is handed the generator.
GENERATOR = "seed_generator"


def drawing_functions(program: Program) -> frozenset[str]:
    """The functions of the program that draw random numbers, themselves or in a function that they call."""
    functions = [definition for definition in program.definitions if definition.what == "function"]
    found: set[str] = set()
    while True:
        new = {f.name for f in functions if f.name not in found and draws(f, frozenset(found))}
        if not new:
            return frozenset(found)
        found |= new


def draws(definition: Definition, drawing: frozenset[str]) -> bool:
    """Whether random numbers are drawn in a definition that need a generator."""
    return any(is_drawn(part, drawing) for part in definition.parts)


def is_drawn(part: Part, drawing: frozenset[str]) -> bool:
    """Whether a value is the call of a function that draws; one that was given a seed draws from that."""
    if not isinstance(part, values.Invoke):
        return False
    if isinstance(part.target, values.Declared):
        return part.target.name in drawing
    return is_random(part) and not _has_seed(part)


def with_generators(program: Program) -> Program:
    """The program in which each call that draws is given the generator of the definition it stands in."""
    drawing = drawing_functions(program)
    changed = []
    for definition in program.definitions:
        if definition.what != "model" and draws(definition, drawing):
            definition = _with_generator(definition, drawing)
        changed.append(definition)
    return replace(program, definitions=tuple(changed))


def _with_generator(definition: Definition, drawing: frozenset[str]) -> Definition:
    symbol = Symbol(GENERATOR, Role.GENERATOR, definition.span)

    def give(value: Expr) -> Expr:
        if not is_drawn(value, drawing) or not isinstance(value, values.Invoke):
            return value
        name = "seed" if is_random(value) else GENERATOR
        reference = values.Reference(symbol, Kind.CONSTANT, value.span)
        return replace(value, arguments=(*value.arguments, Argument(name, reference, value.span)))

    return Rewrite(give).definition(definition)


def generators(steps: tuple[Step, ...]) -> tuple[Symbol, ...]:
    """The symbol of the seed generator, where random numbers are drawn."""
    return tuple(symbol for symbol in all_reads(steps) if symbol.role is Role.GENERATOR)


def _has_seed(call: values.Invoke) -> bool:
    if any(argument.name == "seed" for argument in call.arguments) or not isinstance(call.target, Entry):
        return True
    names = [parameter.name for parameter in call.target.parameters]
    return "seed" in names and sum(argument.name is None for argument in call.arguments) > names.index("seed")
