"""Networks of `tf.keras.applications` that are told whether they learn: it is set once they are made."""

from __future__ import annotations

from dataclasses import replace

from dsl.catalog import Category, Entry
from dsl.codegen.steps import Branch, Call, Loop, Loss, Make, Set, Slot, Step, walk
from dsl.ir import traverse, values
from dsl.ir.values import Expr

# The function that does it where a network is part of an expression.
SET_TRAINABLE = "set_trainable"

# The argument that says it.
TRAINABLE = "trainable"


def split_trainable(value: Expr) -> tuple[Expr, Expr | None]:
    """A new network without the argument that its function does not know, and that argument's value."""
    match value:
        case values.Construct(Entry(category=Category.APPLICATIONS), arguments):
            given = next((argument.value for argument in arguments if argument.name == TRAINABLE), None)
            others = tuple(argument for argument in arguments if argument.name != TRAINABLE)
            return replace(value, arguments=others), given
        case _:
            return value, None


def is_told(value: Expr) -> bool:
    """Whether a value is a new network that is told whether it learns."""
    return split_trainable(value)[1] is not None


def are_parts(steps: tuple[Step, ...]) -> bool:
    """Whether such a network is part of an expression anywhere, so that a function has to set it."""
    return any(_is_part(step) for step in walk(steps))


def _is_part(step: Step) -> bool:
    match step:
        case Make(slot):
            return _holds(slot.value, slot.loops == 0)
        case Call(layer=layer, arguments=arguments):
            given = any(_holds(argument.value) for argument in arguments)
            return given or (not isinstance(layer, Slot) and _holds(layer))
        case Set(value=value) | Loss(value):
            return _holds(value)
        case Loop(iterable=iterable):
            return _holds(iterable)
        case Branch(test=test):
            return _holds(test)
        case _:
            return False


def _holds(value: Expr, apart: bool = False) -> bool:
    """Whether there is such a network in a value, `apart` from the value itself."""
    return any(
        is_told(part)  # type: ignore[arg-type]
        for part in traverse.walk(value)
        if not (apart and part is value)
    )
