"""What of a program a model needs: only that is generated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dsl.catalog import Catalog, Category, Entry
from dsl.ir import definitions, traverse, values
from dsl.ir.definitions import Definition, Stmt
from dsl.ir.program import Let, Program
from dsl.ir.training import Training
from dsl.ir.values import Part


def needed(program: Program, model: str, training: Training | None) -> Program:
    """The program reduced to one model, what it is made of, and at most one `train` block."""
    found: dict[str, Definition] = {}
    waiting = [program.definition(model)]
    used = list(training.parts) if training else []
    waiting += [program.definition(name) for name in _declared(used)]
    while waiting:
        definition = waiting.pop()
        if definition.name not in found:
            found[definition.name] = definition
            used += definition.parts
            waiting += [program.definition(name) for name in _declared(definition.parts)]
    return replace(
        program,
        lets=_lets(program, used),
        imports=tuple(i for i in program.imports if any(i == target for target in _targets(used))),
        definitions=tuple(d for d in program.definitions if d.name in found),
        trainings=(training,) if training else (),
    )


def _lets(program: Program, used: Iterable[Part]) -> tuple[Let, ...]:
    symbols = {part.symbol for part in used if isinstance(part, values.Reference)}
    kept = []
    for let in reversed(program.lets):
        if let.symbol in symbols:
            kept.append(let)
            symbols |= traverse.symbols(let.value)
    return tuple(reversed(kept))


def _targets(used: Iterable[Part]) -> Iterator[values.Callee]:
    return (part.target for part in used if isinstance(part, values.Construct | values.Invoke | values.FunctionValue))


def _declared(used: Iterable[Part]) -> list[str]:
    return [target.name for target in _targets(used) if isinstance(target, values.Declared)]


def draws_when_built(definition: Definition, program: Program, catalog: Catalog) -> bool:
    """Whether building the definition's layers draws seeds, as making initializers and sub-layers then does.

    Keras draws the seed of an initializer when it is made. Where some are made while building, layers must all
    be made before the first is called, or each construction style would draw in another order.
    """
    return _draws(definition, program, catalog, set())


def _draws(definition: Definition, program: Program, catalog: Catalog, seen: set[str]) -> bool:
    if definition.name in seen:
        return False
    seen.add(definition.name)
    if definition.what == "layer" and (_has_weights(definition.body) or _has_new_dims(definition)):
        return True
    for target in _targets(definition.parts):
        match target:
            case Entry(category=Category.LAYERS, name=name):
                if catalog.draws_seed_when_built(name):
                    return True
            case values.PythonName():
                return True
            case values.Declared(name=name):
                if _draws(program.definition(name), program, catalog, seen):
                    return True
    return False


def _has_weights(body: tuple[Stmt, ...]) -> bool:
    return any(
        isinstance(statement, definitions.MakeWeight)
        or (isinstance(statement, definitions.For) and _has_weights(statement.body))
        or (isinstance(statement, definitions.If) and _has_weights((*statement.then, *statement.orelse)))
        for statement in body
    )


def _has_new_dims(definition: Definition) -> bool:
    return any(isinstance(dim, definitions.NewDim) for port in definition.inputs for dim in port.dims or ())
