"""The rows of a drawing: each box below all that it is reached from, as high as that allows."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from enum import Enum

from dsl.records import dataclass


class Pin(Enum):
    """A box that has to stand in the first or the last row."""

    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True)
class Box:
    """Something to be placed."""

    width: float
    height: float
    pin: Pin | None = None


@dataclass(frozen=True)
class Link:
    """A line from the lower edge of a box to the upper edge of a later one.

    `leaves` and `enters` say how far from the middle of the box. Links of one `lane` out of the same box share
    their way as far as they go the same way.
    """

    source: int
    target: int
    leaves: float = 0.0
    enters: float = 0.0
    lane: object = None


def assign_rows(boxes: Sequence[Box], links: Sequence[Link]) -> list[int]:
    """The row of each box; every link goes from a row to a later one."""
    pinned = any(box.pin is Pin.TOP for box in boxes)
    rows = [0 if box.pin is Pin.TOP or not pinned else 1 for box in boxes]
    into: list[list[int]] = [[] for _ in boxes]
    out: list[list[int]] = [[] for _ in boxes]
    for link in links:
        into[link.target].append(link.source)
        out[link.source].append(link.target)
    for target in topological(boxes, links):
        rows[target] = max([rows[target], *(rows[source] + 1 for source in into[target])])
    inside = [row for row, box in zip(rows, boxes, strict=True) if box.pin is not Pin.BOTTOM]
    rows = [max(inside, default=-1) + 1 if box.pin is Pin.BOTTOM else row for row, box in zip(rows, boxes, strict=True)]
    # What is reached from nothing stands right above its first use, and not at the very top.
    for place, box in enumerate(boxes):
        if box.pin is None and not into[place] and out[place]:
            rows[place] = min(rows[target] for target in out[place]) - 1
    return rows


def topological(boxes: Sequence[Box], links: Sequence[Link]) -> list[int]:
    """The boxes, each after all that lead to it; in their own order otherwise."""
    waiting = [0] * len(boxes)
    out: list[list[int]] = [[] for _ in boxes]
    for link in links:
        waiting[link.target] += 1
        out[link.source].append(link.target)
    ready = [place for place, count in enumerate(waiting) if count == 0]
    found = []
    while ready:
        place = heapq.heappop(ready)
        found.append(place)
        for target in out[place]:
            waiting[target] -= 1
            if waiting[target] == 0:
                heapq.heappush(ready, target)
    assert len(found) == len(boxes), "a picture has no cycles"
    return found
