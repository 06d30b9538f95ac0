"""A layered drawing of boxes and links: rows from above to below, lines that cross no box.

Within a row lines only go straight down, in lanes of their own; they bend in the gaps between rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from dsl.picture.columns import place_columns
from dsl.picture.ranks import Box, Link, assign_rows
from dsl.picture.slots import Slot, Strand, make_rows
from dsl.records import dataclass

BETWEEN = 26.0  # boxes side by side, and boxes and lanes
LANE = 4.0
LEAST_GAP, MOST_GAP = 24.0, 64.0  # between rows
SLOPE = 0.16  # of the way that a line goes aside, added to the gap

Point = tuple[float, float]


@dataclass(frozen=True)
class Piece:
    """A part of a line: straight, or a curve that starts and ends upright."""

    start: Point
    end: Point


@dataclass(frozen=True)
class Layout:
    """The middle of the upper edge of each box, the pieces of each link, and the size of the whole."""

    places: tuple[Point, ...]
    lines: tuple[tuple[Piece, ...], ...]
    width: float
    height: float


def lay_out(boxes: Sequence[Box], links: Sequence[Link]) -> Layout:
    """Place boxes so that no two touch and no line crosses one."""
    if not boxes:
        return Layout((), (), 0.0, 0.0)
    made = make_rows(boxes, links, assign_rows(boxes, links), LANE)
    place_columns(made.rows, BETWEEN)
    left = min(slot.x - slot.width / 2 for row in made.rows for slot in row)
    right = max(slot.x + slot.width / 2 for row in made.rows for slot in row)
    for row in made.rows:
        for slot in row:
            slot.x = round(slot.x - left, 1)
    bands = _bands(made.rows, boxes)
    places: list[Point] = [(0.0, 0.0)] * len(boxes)
    for row, (top, bottom) in zip(made.rows, bands, strict=True):
        for slot in row:
            if slot.box is not None:
                places[slot.box] = (slot.x, round((top + bottom - boxes[slot.box].height) / 2, 1))
    lines = tuple(_line(run, places, boxes, bands) for run in made.runs)
    return Layout(tuple(places), lines, round(right - left, 1), bands[-1][1])


def _bands(rows: Sequence[Sequence[Slot]], boxes: Sequence[Box]) -> list[tuple[float, float]]:
    """The upper and lower edge of each row; a gap grows with the way that lines go aside in it."""
    bands = []
    top = 0.0
    for row in rows:
        bottom = top + max((boxes[slot.box].height for slot in row if slot.box is not None), default=0.0)
        bands.append((round(top, 1), round(bottom, 1)))
        aside = max((abs(_ends(strand)[0] - _ends(strand)[1]) for slot in row for strand in slot.below), default=0.0)
        top = bottom + min(LEAST_GAP + SLOPE * aside, MOST_GAP)
    return bands


def _ends(strand: Strand) -> tuple[float, float]:
    return strand.upper.x + strand.leaves, strand.lower.x + strand.enters


def _line(
    run: Sequence[Strand], places: Sequence[Point], boxes: Sequence[Box], bands: Sequence[tuple[float, float]]
) -> tuple[Piece, ...]:
    first, last = run[0].upper.box, run[-1].lower.box
    assert first is not None and last is not None
    pieces: list[Piece] = []
    y = places[first][1] + boxes[first].height
    for strand in run:
        upper, lower = _ends(strand)
        bottom, top = bands[strand.upper.row][1], bands[strand.lower.row][0]
        _append(pieces, Piece((upper, y), (upper, bottom)))
        _append(pieces, Piece((upper, bottom), (lower, top)))
        y = top
    _append(pieces, Piece((_ends(run[-1])[1], y), (_ends(run[-1])[1], places[last][1])))
    return tuple(pieces)


def _append(pieces: list[Piece], piece: Piece) -> None:
    """Add a piece, joined with the one before where both go straight down."""
    if piece.start == piece.end:
        return
    if pieces and piece.start[0] == piece.end[0] == pieces[-1].start[0] == pieces[-1].end[0]:
        pieces[-1] = Piece(pieces[-1].start, piece.end)
    else:
        pieces.append(piece)
