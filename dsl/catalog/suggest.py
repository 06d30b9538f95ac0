"""Did you mean …? The nearest name out of a list, or the name here of something known from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dsl.catalog.hints import HINTS, Context
from dsl.catalog.renamed import RENAMED

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[A-Za-z]?(?![a-z])|\d+")

_FEW, _MANY = 2, 4
"""Edits that a slip of the fingers makes, and edits beyond which a long name is another name."""


def suggest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant, or `None` where nothing is near.

    In this order: the same but for case and underscores; a name that something here has elsewhere (`lr`,
    `Linear`); one or two edits; the same words in another order; words cut short (`BatchNorm`); a few more
    edits. An edit inserts, deletes or replaces a letter or swaps two neighbours; there may be as many as a
    third of the letters.
    """
    names = sorted(set(candidates) - {name})
    folded = _fold(name)
    for candidate in names:
        if _fold(candidate) == folded:
            return candidate
    for replacement in RENAMED.get(name, ()):
        if replacement in names:
            return replacement
    third = max(len(folded), 3) // 3
    return (
        _nearest(folded, names, min(third, _FEW))
        or _permuted(name, names)
        or _completed(name, names)
        or _nearest(folded, names, min(third, _MANY))
    )


def hint(name: str, context: Context) -> str | None:
    """A sentence about a name that people bring along from elsewhere, with what is right here instead."""
    return HINTS[context].get(name)


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    return name.replace("_", "").casefold()


def _nearest(folded: str, names: list[str], limit: int) -> str | None:
    """The name fewest edits away, and at most `limit`; the first in the alphabet of several."""
    letters = set(folded)
    best: str | None = None
    for candidate in names:
        other = _fold(candidate)
        # Every letter that the other lacks costs an edit: cheap, and rules out most of a long list.
        if abs(len(other) - len(folded)) > limit or len(letters.difference(other)) > limit:
            continue
        distance = edit_distance(folded, other, limit)
        if distance is not None:
            best, limit = candidate, distance - 1
    return best


def edit_distance(first: str, second: str, limit: int) -> int | None:
    """The Damerau-Levenshtein distance (each stretch edited once), or `None` where it is above `limit`."""
    if limit < 0 or abs(len(first) - len(second)) > limit:
        return None
    far = limit + 1
    before: list[int] = []
    above = [min(column, far) for column in range(len(second) + 1)]
    for row, left in enumerate(first, 1):
        start, end = max(1, row - limit), min(len(second), row + limit)
        current = [far] * (len(second) + 1)
        current[0] = min(row, far)
        for column in range(start, end + 1):
            right = second[column - 1]
            cost = min(above[column - 1] + (left != right), above[column] + 1, current[column - 1] + 1)
            swapped = row > 1 and column > 1 and left == second[column - 2] and first[row - 2] == right
            current[column] = min(cost, before[column - 2] + 1) if swapped else cost
        if min(current) > limit and (not before or min(above) > limit):
            return None
        before, above = above, current
    return above[-1] if above[-1] <= limit else None


@lru_cache(maxsize=4096)  # the same candidates are looked at for each of many misspelt names
def _words(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(name))


def _permuted(name: str, names: list[str]) -> str | None:
    """A name of the same words in another order: `Pooling2DMax`."""
    words = sorted(_words(name))
    if len(words) < 2:
        return None
    return next((candidate for candidate in names if sorted(_words(candidate)) == words), None)


def _completed(name: str, names: list[str]) -> str | None:
    """The shortest name whose words begin with these, in order: `BatchNorm`, `SparseCatCrossentropy`."""
    words = _words(name)
    if len("".join(words)) < 4:
        return None
    fitting = [candidate for candidate in names if _begin(words, _words(candidate))]
    return min(fitting, key=lambda full: (len(_words(full)), len(full), full), default=None)


def _begin(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether each of the short words begins the full word in its place; more words may follow."""
    pairs = zip(full, short, strict=False)
    return len(short) <= len(full) and all(word.startswith(part) for word, part in pairs)
