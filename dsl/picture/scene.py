"""What a picture shows: tiles, frames of tiles that are opened, and the wires between tiles."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias

from dsl.ir.graph import TensorSpec
from dsl.records import dataclass


class Sort(Enum):
    """What a tile stands for."""

    INPUT = "input"
    OUTPUT = "output"
    LAYER = "layer"
    OPERATION = "operation"
    BLOCK = "block"
    LOOP = "loop"


@dataclass(frozen=True)
class Tile:
    """One node of the picture.

    - `id`: unlike that of every other tile and frame, and the same whenever the same model is drawn.
    - `kind`: the class of the layer, the sign of the operation, or the name of the input.
    - `details`: its main arguments. `name`: what it is called in the .model file.
    - `outputs`: what it gives. `note`: how many numbers its weights hold, or that they are those of an earlier tile.
    """

    id: str
    sort: Sort
    kind: str
    details: str
    name: str
    outputs: tuple[TensorSpec, ...]
    note: str


@dataclass(frozen=True)
class Frame:
    """An own layer, submodel, function or round of a loop that is opened."""

    id: str
    kind: str
    details: str
    note: str
    members: tuple[Member, ...]


Member: TypeAlias = Tile | Frame


@dataclass(frozen=True)
class Wire:
    """A tensor on its way from the tile that makes it, its result number `output`, to one that uses it."""

    source: str
    output: int
    target: str
    spec: TensorSpec


@dataclass(frozen=True)
class Scene:
    """A whole picture; every wire goes from a tile to a later one."""

    title: str
    members: tuple[Member, ...]
    wires: tuple[Wire, ...]


def tiles(members: tuple[Member, ...]) -> Iterator[Tile]:
    """All tiles, in the order of the model."""
    for member in members:
        if isinstance(member, Tile):
            yield member
        else:
            yield from tiles(member.members)
