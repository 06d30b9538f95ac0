"""Whether two trees say the same thing. Without recursion: a chain may be ten thousand steps deep."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def say_the_same(first: Any, second: Any) -> bool:
    """Whether two nodes are equal but for places and the spelling of numbers."""
    pairs = [(first, second)]
    while pairs:
        one, other = pairs.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, tuple):
            if len(one) != len(other):
                return False
            pairs += zip(one, other, strict=True)
        elif is_dataclass(one) and not isinstance(one, type):
            pairs += [(getattr(one, name), getattr(other, name)) for name in _compared(type(one))]
        elif one != other:
            return False
    return True


@cache
def _compared(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.compare)
