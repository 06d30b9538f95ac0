"""Where everything in a scene stands: each opened frame is laid out by itself, and is one box outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import TypeAlias

from dsl.picture.layout import Layout, Piece, lay_out
from dsl.picture.ranks import Box, Link, Pin
from dsl.picture.scene import Frame, Member, Scene, Tile, Wire
from dsl.records import dataclass

PADDING = 18.0  # between a frame and what is in it
HEADER = 26.0

Key: TypeAlias = tuple[str, int]  # a tensor: the tile that makes it, and which of its results it is


@dataclass(frozen=True)
class Area:
    """Where a tile or frame stands: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Line:
    """A line of the picture; `has_tip` where it reaches a tile or a frame from outside."""

    pieces: tuple[Piece, ...]
    has_tip: bool


@dataclass(frozen=True)
class Placed:
    """A scene with the places of all tiles, frames and lines."""

    tiles: tuple[tuple[Tile, Area], ...]
    frames: tuple[tuple[Frame, Area], ...]
    lines: tuple[Line, ...]
    width: float
    height: float


Measure: TypeAlias = Callable[[Member], tuple[float, float]]


def place(scene: Scene, measure: Measure) -> Placed:
    """The places of a scene; `measure` gives the size of a tile, and the least width of a frame and 0."""
    root = _Level(scene.members)
    _share(root, scene.wires)
    placing = _Placing(measure)
    size = placing.lay_out(root)
    placing.collect(root, 0.0, 0.0)
    return Placed(tuple(placing.tiles), tuple(placing.frames), tuple(placing.lines), *size)


@dataclass(eq=False)
class _Level:
    """The inside of a frame, or the whole scene: its members, and the lines between them and its edges.

    A line's end is the place of a member, or the key of a tensor that comes in or goes out.
    """

    members: Sequence[Member]
    inner: dict[int, _Level] = field(default_factory=dict)
    lines: dict[tuple[int | Key, int | Key, Key], None] = field(default_factory=dict)
    entries: dict[Key, float] = field(default_factory=dict)  # how far from the middle each tensor comes in
    exits: dict[Key, float] = field(default_factory=dict)
    layout: Layout | None = None
    width: float = 0.0

    @property
    def top(self) -> float:
        """The space above what is inside: lines that come in need none."""
        return HEADER + (0.0 if self.entries else PADDING)

    @property
    def height(self) -> float:
        """With the header, and with the space below."""
        assert self.layout is not None
        return self.top + self.layout.height + (0.0 if self.exits else PADDING)

    def __post_init__(self) -> None:
        for at, member in enumerate(self.members):
            if isinstance(member, Frame):
                self.inner[at] = _Level(member.members)


def _share(root: _Level, wires: Sequence[Wire]) -> None:
    """Cut each wire at the edges of the frames that it passes."""
    ways: dict[str, list[tuple[_Level, int]]] = {}
    _find_ways(root, [], ways)
    for wire in wires:
        source, target = ways[wire.source], ways[wire.target]
        key = (wire.source, wire.output)
        depth = 0
        while source[depth] == target[depth]:
            depth += 1
        level, start = source[depth]
        level.lines[start, target[depth][1], key] = None
        for level, at in source[depth + 1 :]:
            level.exits.setdefault(key, 0.0)
            level.lines[at, key, key] = None
        for level, at in target[depth + 1 :]:
            level.entries.setdefault(key, 0.0)
            level.lines[key, at, key] = None


def _find_ways(level: _Level, way: list[tuple[_Level, int]], found: dict[str, list[tuple[_Level, int]]]) -> None:
    for at, member in enumerate(level.members):
        here = [*way, (level, at)]
        if isinstance(member, Tile):
            found[member.id] = here
        else:
            _find_ways(level.inner[at], here, found)


class _Placing:
    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.tiles: list[tuple[Tile, Area]] = []
        self.frames: list[tuple[Frame, Area]] = []
        self.lines: list[Line] = []

    # --- from inside out -------------------------------------------------------------------------

    def lay_out(self, level: _Level) -> tuple[float, float]:
        """Lay out what is inside of a level, innermost first; gives its size."""
        boxes = [self._box(level, at) for at in range(len(level.members))]
        places: dict[int | Key, int] = dict(enumerate(range(len(boxes))))
        first, last = {}, {}
        for key in level.entries:
            first[key] = len(boxes)
            boxes.append(Box(0.0, 0.0, Pin.TOP))
        for key in level.exits:
            last[key] = len(boxes)
            boxes.append(Box(0.0, 0.0, Pin.BOTTOM))
        links = []
        for start, end, key in level.lines:
            source = places[start] if isinstance(start, int) else first[key]
            target = places[end] if isinstance(end, int) else last[key]
            leaves = level.inner[start].exits[key] if isinstance(start, int) and start in level.inner else 0.0
            enters = level.inner[end].entries[key] if isinstance(end, int) and end in level.inner else 0.0
            links.append(Link(source, target, leaves, enters, key))
        level.layout = lay_out(boxes, links)
        level.width = level.layout.width
        for key, at in first.items():
            level.entries[key] = round(level.layout.places[at][0] - level.width / 2, 1)
        for key, at in last.items():
            level.exits[key] = round(level.layout.places[at][0] - level.width / 2, 1)
        return level.layout.width, level.layout.height

    def _box(self, level: _Level, at: int) -> Box:
        member = level.members[at]
        width, height = self.measure(member)
        if isinstance(member, Frame):
            inner_width, _ = self.lay_out(level.inner[at])
            return Box(max(width, inner_width + 2 * PADDING), level.inner[at].height)
        return Box(width, height)

    # --- from outside in -------------------------------------------------------------------------

    def collect(self, level: _Level, x: float, y: float) -> None:
        """Note where everything inside of a level stands, its upper left corner being at (x, y)."""
        assert level.layout is not None
        for at, member in enumerate(level.members):
            box = self._box_of(level, at)
            middle, top = level.layout.places[at]
            area = Area(round(x + middle - box[0] / 2, 1), round(y + top, 1), round(box[0], 1), round(box[1], 1))
            if isinstance(member, Tile):
                self.tiles.append((member, area))
                continue
            self.frames.append((member, area))
            inner = level.inner[at]
            self.collect(inner, x + middle - inner.width / 2, y + top + inner.top)
        for (_, end, _), pieces in zip(level.lines, level.layout.lines, strict=True):
            self.lines.append(Line(tuple(_moved(piece, x, y) for piece in pieces), isinstance(end, int)))

    def _box_of(self, level: _Level, at: int) -> tuple[float, float]:
        member = level.members[at]
        width, height = self.measure(member)
        if isinstance(member, Tile):
            return width, height
        inner = level.inner[at]
        assert inner.layout is not None
        return max(width, inner.layout.width + 2 * PADDING), inner.height


def _moved(piece: Piece, x: float, y: float) -> Piece:
    def move(point: tuple[float, float]) -> tuple[float, float]:
        return round(point[0] + x, 1), round(point[1] + y, 1)

    return Piece(move(piece.start), move(piece.end))
