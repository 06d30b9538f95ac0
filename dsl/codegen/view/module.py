"""A whole program."""

from __future__ import annotations

from dsl.codegen.view.parts import Part
from dsl.codegen.view.statements import Block
from dsl.codegen.view.training import Training
from dsl.records import dataclass


@dataclass(frozen=True)
class Flag:
    """A command-line flag: `options` is what `add_argument` takes, `parameter` the name it gives a value to."""

    options: str
    parameter: str


@dataclass(frozen=True)
class Module:
    """A generated program. `training` is None where the file has no `train` block for the model."""

    style: str
    docstring: str
    stdlib_imports: tuple[str, ...]
    imports: tuple[str, ...]
    own_imports: tuple[str, ...]
    needs_here: bool
    reads_numbers: bool
    reads_values: bool
    lets: Block
    parts: tuple[Part, ...]
    training: Training | None
    flags: tuple[Flag, ...]
