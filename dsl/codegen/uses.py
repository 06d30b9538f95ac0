"""How the own layers of a program are used, as far as their classes have to know."""

from __future__ import annotations

from dsl.ir import traverse, values
from dsl.ir.program import Program
from dsl.records import dataclass


@dataclass(frozen=True)
class Uses:
    """Names of own layers and submodels.

    `on_lists` are those called on a list of tensors, so that the shape of their input is a list too; `distributed`
    those that may stand inside of a `TimeDistributed`: all, where one is given by a name; `named` and `told` those that
    are somewhere given a `name`, or told whether they learn.
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
        for part in definition.parts:
            match part:
                case values.Apply(values.Construct(values.Declared(name)), arguments):
                    if any(argument.value.kind is values.Kind.TENSORS for argument in arguments):
                        on_lists.add(name)
                case values.Construct(values.Declared(name), arguments):
                    given |= {(name, argument.name) for argument in arguments}
                case values.Construct(target) if target.name == "TimeDistributed":
                    distributed |= _inside(part, program)
    named, told = (frozenset(name for name, option in given if option == wanted) for wanted in ("name", "trainable"))
    return Uses(frozenset(on_lists), frozenset(distributed), named, told)


def _inside(wrapper: values.Construct, program: Program) -> set[str]:
    inner = [part for argument in wrapper.arguments for part in traverse.walk(argument.value)]
    if any(isinstance(part, values.Reference) and part.kind is values.Kind.LAYER for part in inner):
        return {definition.name for definition in program.definitions}
    made = [part.target for part in inner if isinstance(part, values.Construct)]
    return {target.name for target in made if isinstance(target, values.Declared)}
