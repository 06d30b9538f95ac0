"""The columns of a drawing: chains stand straight above each other, and what joins stands between what it joins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from itertools import pairwise

from dsl.picture.slots import Slot, Strand
from dsl.records import dataclass

ROUNDS = 60
LONGEST_BRANCH = 100
CLOSE_ENOUGH = 0.01
WEIGHTS = (1.0, 4.0, 1.0)  # of lanes, lines between boxes, and lines between a box and a lane


@dataclass(eq=False, slots=True)
class Column:
    """Slots of consecutive rows that are aligned; the offset of each is from the middle of the column."""

    slots: list[tuple[Slot, float]]
    x: float = 0.0
    before: list[tuple[Column, float]] = field(default_factory=list)  # and how far from it at least
    after: list[tuple[Column, float]] = field(default_factory=list)


def place_columns(rows: Sequence[Sequence[Slot]], gap: float) -> None:
    """Give each slot its x; slots of a row keep their order and their distance."""
    columns, of = _columns(rows)
    _separate(rows, of, gap)
    ordered = _left_to_right(columns)
    for column in ordered:
        column.x = max([0.0, *(other.x + distance for other, distance in column.before)])
    for number in range(ROUNDS):
        moved = 0.0
        for column in ordered if number % 2 else reversed(ordered):
            moved = max(moved, _pull(column, of))
        if moved < CLOSE_ENOUGH:
            break
    for column in columns:
        for slot, offset in column.slots:
            slot.x = column.x + offset


# --- which slots are aligned ---------------------------------------------------------------------


def _columns(rows: Sequence[Sequence[Slot]]) -> tuple[list[Column], dict[int, tuple[Column, float]]]:
    columns: list[Column] = []
    of: dict[int, tuple[Column, float]] = {}
    for row in rows:
        aligned = _aligned(row)
        for slot in row:
            strand = aligned.get(id(slot))
            if strand is None:
                columns.append(Column([(slot, 0.0)]))
                of[id(slot)] = (columns[-1], 0.0)
            else:
                column, offset = of[id(strand.upper)]
                offset += strand.leaves - strand.enters
                column.slots.append((slot, offset))
                of[id(slot)] = (column, offset)
    return columns, of


def _aligned(row: Sequence[Slot]) -> dict[int, Strand]:
    """For slots of a row the strand along which they stand straight below another: strands that do not cross."""
    candidates = [strand for slot in row for strand in slot.above if _may_align(strand)]
    candidates.sort(key=lambda strand: (_class(strand), abs(_off_middle(strand)), strand.lower.order))
    chosen: dict[int, Strand] = {}
    uppers: list[int] = []  # of the chosen ones, and their lower ends in the same order
    lowers: list[int] = []
    for strand in candidates:
        upper, lower = strand.upper.order, strand.lower.order
        place = bisect_left(uppers, upper)
        is_free = place == len(uppers) or (uppers[place] > upper and lowers[place] > lower)
        if is_free and (place == 0 or lowers[place - 1] < lower):
            uppers.insert(place, upper)
            lowers.insert(place, lower)
            chosen[id(strand.lower)] = strand
    return chosen


def _class(strand: Strand) -> int:
    """Lanes are kept straight first, then chains of boxes; where a lane meets a box it may bend."""
    lanes = (strand.upper.box is None) + (strand.lower.box is None)
    return {2: 0, 0: 1, 1: 2}[lanes]


def _may_align(strand: Strand) -> bool:
    """Lines between boxes: the middle one of several, or the longer one of two that part."""
    if _class(strand) != 1:
        return _class(strand) == 0 or (len(strand.upper.below) == 1 and len(strand.lower.above) == 1)
    return _goes_on(strand, strand.upper.below, _down) and _goes_on(strand, strand.lower.above, _up)


def _goes_on(strand: Strand, branches: Sequence[Strand], onward: Callable[[Strand], Sequence[Strand]]) -> bool:
    """Whether this one of the branches at one end of it is the one that stays straight."""
    if len(branches) > 2:
        return len(branches) % 2 == 1 and abs(_off_middle(strand)) < 1
    straight = _between_boxes(branches)
    if len(straight) == 1:
        return True
    lengths = [_length(branch, onward) for branch in straight]
    return lengths[straight.index(strand)] > min(lengths)


def _down(strand: Strand) -> Sequence[Strand]:
    return _between_boxes(strand.lower.below)


def _up(strand: Strand) -> Sequence[Strand]:
    return _between_boxes(strand.upper.above)


def _between_boxes(strands: Sequence[Strand]) -> list[Strand]:
    return [strand for strand in strands if _class(strand) == 1]


def _length(strand: Strand, onward: Callable[[Strand], Sequence[Strand]]) -> int:
    """How many boxes stand in a chain from here on, as far as that matters."""
    for length in range(LONGEST_BRANCH):
        following = onward(strand)
        if len(following) != 1:
            return length
        strand = following[0]
    return LONGEST_BRANCH


def _off_middle(strand: Strand) -> float:
    """How far a branch is from the middle one of those that part."""
    places = sorted((other.lower.order, other.leaves) for other in strand.upper.below)
    return places.index((strand.lower.order, strand.leaves)) - (len(places) - 1) / 2


# --- where columns stand -------------------------------------------------------------------------


def _separate(rows: Sequence[Sequence[Slot]], of: dict[int, tuple[Column, float]], gap: float) -> None:
    for row in rows:
        for left, right in pairwise(row):
            (first, first_offset), (second, second_offset) = of[id(left)], of[id(right)]
            distance = first_offset + (left.width + right.width) / 2 + gap - second_offset
            first.after.append((second, distance))
            second.before.append((first, distance))


def _left_to_right(columns: Sequence[Column]) -> list[Column]:
    waiting = {id(column): len(column.before) for column in columns}
    ready = [column for column in columns if not column.before]
    found: list[Column] = []
    while ready:
        column = ready.pop(0)
        found.append(column)
        for other, _ in column.after:
            waiting[id(other)] -= 1
            if not waiting[id(other)]:
                ready.append(other)
    assert len(found) == len(columns), "aligned strands do not cross"
    return found


def _pull(column: Column, of: dict[int, tuple[Column, float]]) -> float:
    """Move a column towards the middle of what it is joined with, as far as its neighbours let it."""
    pulls = [pull for slot, offset in column.slots for pull in _pulls(column, slot, offset, of)]
    weights = sum(weight for _, weight in pulls)
    if not weights:
        return 0.0
    lowest = max((other.x + distance for other, distance in column.before), default=float("-inf"))
    highest = min((other.x - distance for other, distance in column.after), default=float("inf"))
    before = column.x
    column.x = max(lowest, min(highest, sum(x * weight for x, weight in pulls) / weights))
    return abs(column.x - before)


def _pulls(
    column: Column, slot: Slot, offset: float, of: dict[int, tuple[Column, float]]
) -> Iterator[tuple[float, float]]:
    """Where the lines of a slot would have its column, and how strongly."""
    ends = [(strand, strand.upper, strand.leaves - strand.enters) for strand in slot.above]
    ends += [(strand, strand.lower, strand.enters - strand.leaves) for strand in slot.below]
    for strand, other, difference in ends:
        neighbour, there = of[id(other)]
        if neighbour is not column:
            yield neighbour.x + there + difference - offset, WEIGHTS[_class(strand)]
