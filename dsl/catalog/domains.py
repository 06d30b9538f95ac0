"""Which values an argument of a Keras constructor takes, as far as that was measured: `domains.json`.

The file is made by `python -m dsl.catalog.probes`.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from dsl.catalog.entry import Entry
from dsl.records import dataclass

INTS = ("negative int", "zero int", "one int", "larger int")
FLOATS = ("negative float", "zero float", "fraction", "one float", "larger whole float", "larger float")

LENGTHS = ("list of 1", "list of 2", "list of 3", "longer list")
HOLDING: dict[str, Callable[[Sequence[object]], bool]] = {
    "list with a fraction": lambda items: any(isinstance(one, float) and not one.is_integer() for one in items),
    "list with a negative number": lambda items: any(one < 0 for one in _numbers(items)),
    "list with a zero": lambda items: 0 in _numbers(items),
    "list from above 1": lambda items: any(one > 1 for one in _numbers(items[:1])),
    "list to below 0": lambda items: any(one < 0 for one in _numbers(items[-1:])),
    "list with a string": lambda items: any(isinstance(one, str) for one in items),
    "list with None": lambda items: None in items,
    "list with a list": lambda items: any(isinstance(one, list | tuple) for one in items),
    "list with a number above 1": lambda items: any(one > 1 for one in _numbers(items)),
    "falling list": lambda items: any(one > other for one, other in pairwise(_numbers(items))),
}
"""What a list or tuple may hold that Keras might refuse; it is of its length's sort, and of one for each of these."""


def _numbers(items: Sequence[object]) -> list[int | float]:
    return [one for one in items if isinstance(one, int | float)]


# Where some words are taken only beside certain other arguments, or name files, so that the measured ones are not all.
_OPEN = ("output_mode", "window", "vocabulary_dtype", "vocabulary", "bias_axes", "profile_batch")


@dataclass(frozen=True)
class Domain:
    """The sorts of values that an argument refuses, and the words it takes where it refuses others.

    With `any_case` words may be in capitals, too.
    """

    refused: frozenset[str]
    words: tuple[str, ...]
    any_case: bool = False

    def takes(self, value: object) -> bool:
        """False for a value that Keras is known to refuse."""
        if isinstance(value, str):
            return "string" not in self.refused or (value.lower() if self.any_case else value) in self.words
        return self.refused.isdisjoint(sorts_of(value))

    @property
    def says_much(self) -> bool:
        """Whether more is taken than `None` and 0: else it needs a thing that was not tried, or other arguments."""
        few = {*INTS, *FLOATS, "bool", *LENGTHS} - {"zero int", "zero float"}
        return len(self.words) > 1 or "string" not in self.refused or not few <= self.refused

    @property
    def expected(self) -> str:
        """What is taken, in words: `a whole number of at least 1`, `"same" or "valid"`."""
        numbers, words = self._numbers(), [f'"{word}"' for word in self.words]
        flag = "bool" not in self.refused and {"fraction", "larger int"} <= self.refused
        parts = [*(["True", "False"] if flag else numbers), *words, *self._lists()]
        if "string" not in self.refused:
            parts.append("a string")
        if "none" not in self.refused:
            parts.append("None")
        return ", ".join(parts[:-1]) + (" or " if len(parts) > 1 else "") + parts[-1]

    def _numbers(self) -> list[str]:
        """The numbers in words, or nothing where none are taken."""
        ints = [sort for sort in INTS if sort not in self.refused]
        floats = [sort for sort in FLOATS if sort not in self.refused]
        if not ints and not floats:
            return []
        whole = {"fraction", "larger float"} <= self.refused
        noun = "a whole number" if whole else "a number" if ints else "a float"
        taken = {sort.rpartition(" ")[0] if sort != "fraction" else sort for sort in (*ints, *floats)}
        lower = upper = ""
        if taken.isdisjoint(("negative", "one")) and {"zero", "larger"} <= taken:
            lower = "that is 0 or at least 2"
        elif "negative" not in taken:
            lower = "of at least 0" if "zero" in taken else "of at least 1" if whole else "above 0"
        if "larger" not in taken:
            upper = "of at most 1" if "one" in taken else "below 1"
        return [" ".join([noun, " and ".join(filter(None, (lower, upper)))]).strip()]

    def _lists(self) -> list[str]:
        """The lists that are taken, in words, or nothing where none are."""
        taken = tuple(length for length in LENGTHS if length not in self.refused)
        if not taken:
            return []
        noun = "whole numbers" if "list with a fraction" in self.refused else "numbers"
        if "list with a string" not in self.refused or len(taken) > 2:
            return ["a list"]
        if "list with a list" not in self.refused:
            noun += " or pairs"
        if taken == LENGTHS[:1]:
            return [f"a list of 1 {noun.removesuffix('s')}"]
        return [f"a list of {' or '.join(length[-1] for length in taken)} {noun}"]


def sorts_of(value: object) -> frozenset[str]:
    """The sorts of a value among those that were tried: one, or several for a list; none for an object."""
    match value:
        case list() | tuple():
            length = "empty list" if not value else LENGTHS[min(len(value), len(LENGTHS)) - 1]
            return frozenset({length, *(sort for sort, holds in HOLDING.items() if holds(value))})
        case dict():
            return frozenset({"dict"})
    sort = sort_of(value)
    return frozenset() if sort is None else frozenset({sort})


def sort_of(value: object) -> str | None:
    """The sort of a plain value; None for lists, dicts and objects."""
    match value:
        case None:
            return "none"
        case bool():
            return "bool"
        case int():
            return "negative int" if value < 0 else ("zero int", "one int")[value] if value < 2 else "larger int"
        case float():
            if value < 0:
                return "negative float"
            if value in (0.0, 1.0):
                return "one float" if value else "zero float"
            return "fraction" if value < 1 else "larger whole float" if value.is_integer() else "larger float"
        case str():
            return "string"
        case _:
            return None


def domain_of(entry: Entry, argument: str) -> Domain | None:
    """What is known of an argument; None where it refused nothing."""
    return _domain(entry.category.value, entry.name, argument)


@cache
def _domain(category: str, name: str, argument: str) -> Domain | None:
    row = _measured().get(category, {}).get(name, {}).get(argument)
    if row is None:
        return None
    refused = frozenset(row["refused"]) - ({"string"} if argument in _OPEN else set())
    return Domain(refused, tuple(row.get("words", ())), row.get("any_case", False))


@cache
def _measured() -> dict[str, Any]:
    text = pkgutil.get_data("dsl.catalog", "domains.json")
    assert text is not None
    measured: dict[str, Any] = json.loads(text)["domains"]
    return measured
