"""The names that Keras gives to what has none: a layer or a function is called like its class, and numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsl.catalog import Category, Entry
from dsl.codegen.dtypes import FUNCTIONS
from dsl.codegen.literals import snake_case
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.values import Expr
from dsl.source import Span

# What a submodel is to Keras, if it is no class of the program's.
MODELS = ("functional", "sequential")

ONE_OPERAND = {"-": "negative", "+": "positive"}


class KerasNames:
    """The names of a functional model that Keras may choose, each with the place of the first that gets it.

    The numbers go on from one model of a process to the next, so any may come up.
    """

    def __init__(self, found: Iterator[tuple[str, Span]]) -> None:
        self._places: dict[str, Span] = {}
        for name, span in found:
            self._places.setdefault(name, span)

    def place(self, name: str) -> Span | None:
        """Where Keras may need a name itself; None for one that it leaves to others."""
        return self._places.get(re.sub(r"_\d+$", "", name))

    def __contains__(self, name: str) -> bool:
        return self.place(name) is not None


def keras_names(definition: Definition) -> KerasNames:
    """The names of the layers that a definition makes without giving them one, and of the functions that it calls."""
    return KerasNames(
        (name, part.span)
        for part in definition.parts
        if not isinstance(part, values.Range | values.Rest)
        for name in (*layer_names(part), *operation_names(part))
    )


def layer_names(value: Expr) -> Iterator[str]:
    """The names that a new layer may get."""
    match value:
        case values.Construct(target, arguments, values.Kind.LAYER):
            if not any(argument.name == "name" for argument in arguments):
                yield snake_case(target.name)
                if isinstance(target, values.Declared) and target.what == "model":
                    yield from MODELS
        case values.Chain() | values.Repeat():
            yield "sequential"


def operation_names(value: Expr) -> Iterator[str]:
    """The name that a function of symbols gets in a functional model."""
    if not value.kind.has_tensors:
        return
    match value:
        case values.Operation(operator, operands):
            known = ONE_OPERAND if len(operands) == 1 else FUNCTIONS
            yield from (known[operator],) if operator in known else ()
        case values.Comparison(operators):
            yield from (FUNCTIONS[operator] for operator in operators if operator in FUNCTIONS)
        case values.Subscript():
            yield "get_item"
        case values.Invoke(Entry(category=Category.OPS | Category.ACTIVATIONS, name=name)):
            yield name.rpartition(".")[2]
