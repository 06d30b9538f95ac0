"""The program: a .model file with every name bound and the kind of every value known.

It is still parametric: loops, conditions and parameters are there as they were written. The syntax tree says
what was typed; the program says what it means.
"""

from __future__ import annotations

from dsl.ir.definitions import Definition
from dsl.ir.training import Training
from dsl.ir.values import Expr, PythonName, Symbol
from dsl.records import dataclass


@dataclass(frozen=True, slots=True)
class Let:
    """A compile-time constant; `name` is its own among all of the program."""

    symbol: Symbol
    value: Expr
    name: str


@dataclass(frozen=True, slots=True)
class Program:
    """A whole file and what it imports, resolved.

    `lets` and `definitions` are in the order of the file, with those of imported files before. `own` are the names
    of the definitions that the file itself declares, `visible` those and the ones that it imports by name; the
    others came along with them.
    """

    lets: tuple[Let, ...]
    imports: tuple[PythonName, ...]
    definitions: tuple[Definition, ...]
    trainings: tuple[Training, ...]
    own: frozenset[str] = frozenset()
    visible: frozenset[str] = frozenset()

    def definition(self, name: str) -> Definition:
        """The layer, model or function called `name` (KeyError if there is none)."""
        for definition in self.definitions:
            if definition.name == name:
                return definition
        raise KeyError(name)

    def trainings_of(self, model: str) -> list[Training]:
        """The `train` blocks of a model."""
        return [training for training in self.trainings if training.model == model]

    @property
    def models(self) -> tuple[Definition, ...]:
        return tuple(d for d in self.definitions if d.what == "model")
