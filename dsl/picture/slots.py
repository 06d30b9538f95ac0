"""Rows of slots: the boxes of each row, and the lanes of lines that pass through it on their way further down."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise

from dsl.picture.ranks import Box, Link
from dsl.records import dataclass

SWEEPS = 12


@dataclass(eq=False, slots=True)
class Slot:
    """A place in a row: that of a box, or of a lane (`box` is None)."""

    row: int
    box: int | None
    width: float
    order: int = 0
    x: float = 0.0  # of its middle
    above: list[Strand] = field(default_factory=list)
    below: list[Strand] = field(default_factory=list)


@dataclass(frozen=True, eq=False, slots=True)
class Strand:
    """The part of a line between two rows."""

    upper: Slot
    lower: Slot
    leaves: float
    enters: float


@dataclass(frozen=True)
class Rows:
    """All slots by row, and for each link the strands that it runs along."""

    rows: list[list[Slot]]
    runs: list[list[Strand]]


def make_rows(boxes: Sequence[Box], links: Sequence[Link], row_of: Sequence[int], lane_width: float) -> Rows:
    """Slots in an order in which few lines cross."""
    rows: list[list[Slot]] = [[] for _ in range(max(row_of, default=-1) + 1)]
    slots = [Slot(row_of[place], place, box.width) for place, box in enumerate(boxes)]
    for slot in slots:
        rows[slot.row].append(slot)
    strands: dict[tuple[int, int, float, float], Strand] = {}
    lanes: dict[tuple[int, object, float, int], Slot] = {}
    runs = []
    for link in links:
        way = [slots[link.source]]
        for row in range(row_of[link.source] + 1, row_of[link.target]):
            key = (link.source, link.lane, link.leaves, row)
            if key not in lanes:
                lanes[key] = Slot(row, None, lane_width)
                rows[row].append(lanes[key])
            way.append(lanes[key])
        way.append(slots[link.target])
        runs.append([_strand(upper, lower, link, strands) for upper, lower in pairwise(way)])
    _order(rows)
    return Rows(rows, runs)


def _strand(upper: Slot, lower: Slot, link: Link, made: dict[tuple[int, int, float, float], Strand]) -> Strand:
    leaves = link.leaves if upper.box is not None else 0.0
    enters = link.enters if lower.box is not None else 0.0
    key = (id(upper), id(lower), leaves, enters)
    if key not in made:
        made[key] = Strand(upper, lower, leaves, enters)
        upper.below.append(made[key])
        lower.above.append(made[key])
    return made[key]


# --- few crossings -------------------------------------------------------------------------------


def _order(rows: list[list[Slot]]) -> None:
    """Sort each row by the middle of its neighbours, down and up again; the best order found stays."""
    for row in rows:
        _number(row)
    best, fewest = [list(row) for row in rows], _crossings(rows)
    for sweep in range(SWEEPS):
        if fewest == 0 and sweep > 1:
            break
        down = sweep % 2 == 0
        for row in rows[1:] if down else rows[-2::-1]:
            row.sort(key=_from_above if down else _from_below)
            _number(row)
        crossings = _crossings(rows)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    for row, slots in zip(rows, best, strict=True):
        row[:] = slots
        _number(row)


def _number(row: list[Slot]) -> None:
    for place, slot in enumerate(row):
        slot.order = place


def _from_above(slot: Slot) -> float:
    return _middle([_key(strand.upper, strand.leaves) for strand in slot.above], slot)


def _from_below(slot: Slot) -> float:
    return _middle([_key(strand.lower, strand.enters) for strand in slot.below], slot)


def _middle(places: list[float], slot: Slot) -> float:
    return sum(places) / len(places) if places else float(slot.order)


def _key(slot: Slot, offset: float) -> float:
    """Where a line meets a slot, between its neighbours."""
    return slot.order + (offset / slot.width if slot.width else 0.0)


def _crossings(rows: list[list[Slot]]) -> int:
    count = 0
    for row in rows:
        ends = sorted(
            (_key(slot, strand.leaves), _key(strand.lower, strand.enters)) for slot in row for strand in slot.below
        )
        seen: list[float] = []
        for _, lower in ends:
            count += len(seen) - bisect_right(seen, lower)
            insort(seen, lower)
    return count
