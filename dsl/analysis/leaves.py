"""What is at the ends of values that hold others: of lists, tuples and dicts, however deep."""

from __future__ import annotations

from collections.abc import Callable, Iterator


def leaves(value: object) -> Iterator[object]:
    """The ends, in order."""
    match value:
        case list() | tuple():
            for item in value:
                yield from leaves(item)
        case dict():
            yield from leaves(list(value.values()))
        case _:
            yield value


def map_leaves(change: Callable[[object], object], value: object) -> object:
    """The same value with other ends."""
    match value:
        case list():
            return [map_leaves(change, item) for item in value]
        case tuple():
            return tuple([map_leaves(change, item) for item in value])
        case dict():
            return {key: map_leaves(change, item) for key, item in value.items()}
        case _:
            return change(value)
