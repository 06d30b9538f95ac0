"""Values and their types in messages."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.ir.graph import KerasObject

MAX_BITS = 4_096  # of whole numbers; a larger one is neither computed nor printed


def type_name(value: object) -> str:
    """How a value's type is called in messages."""
    if value is None:
        return "None"
    if isinstance(value, KerasObject):
        return value.entry.name
    if isinstance(value, (bool, int, float, str, list, tuple, dict, range)):
        return type(value).__name__
    if isinstance(value, Iterator):
        return type(value).__name__.removesuffix("_iterator").removeprefix("list_")
    return str(getattr(value, "kind_name", "function"))


def show(value: object) -> str:
    """A value in a message, shortened."""
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        return "a very large number"
    if isinstance(value, str):
        return repr(value) if len(value) <= 40 else repr(value[:37] + "…")
    if isinstance(value, (bool, int, float)) or value is None:
        return repr(value)
    if isinstance(value, (list, tuple)) and len(value) <= 8 and all(_is_plain(item) for item in value):
        return repr(value)
    return with_article(type_name(value))


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, (bool, int, float)) or (isinstance(value, str) and len(value) < 20)


def with_article(name: str) -> str:
    """`an int`, `a list`."""
    return name if name == "None" else f"{'an' if name[0].lower() in 'aeio' else 'a'} {name}"
