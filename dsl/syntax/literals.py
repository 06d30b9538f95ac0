"""What number and string literals stand for: Python's rules, without Python's evaluator."""

from __future__ import annotations

import re
import unicodedata

_ESCAPE = re.compile(
    r"\\(?:(?P<octal>[0-7]{1,3})|x(?P<hex>[0-9a-fA-F]{2})|u(?P<u4>[0-9a-fA-F]{4})|U(?P<u8>[0-9a-fA-F]{8})"
    r"|N\{(?P<name>[^{}]*)\}|(?P<other>.))",
    re.DOTALL,
)
_SIMPLE_ESCAPES = {
    "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r",
    "t": "\t", "v": "\v",
}  # fmt: skip

_LARGEST_FLOAT = float.fromhex("0x1.fffffffffffffp+1023")
_MOST_DIGITS = 1100  # a float holds 1024 bits; also keeps `int()` from long work


class NumberTooLarge(ValueError):
    """The number is outside of what a 64-bit float can hold, or is written with needlessly many digits."""


class BadEscape(ValueError):
    """A backslash in a string that stands for nothing; `start` and `end` are its place in the literal."""

    def __init__(self, escape: str, start: int) -> None:
        super().__init__(escape)
        self.escape = escape
        self.start = start
        self.end = start + len(escape)


def number_value(text: str) -> int | float:
    """The value of a literal that the grammar's NUMBER matched.

    Raises `NumberTooLarge` for anything beyond the largest float, integers too.
    """
    if len(text) > _MOST_DIGITS:
        raise NumberTooLarge(text)
    is_integer = text[:2].lower() in ("0x", "0o", "0b") or not any(mark in text for mark in ".eE")
    value = int(text, 0) if is_integer else float(text)
    if value > _LARGEST_FLOAT:
        raise NumberTooLarge(text)
    return value


def string_value(literal: str) -> str:
    """The text that a quoted literal stands for. Raises `BadEscape`."""
    body = literal[1:-1]
    return _ESCAPE.sub(_unescape, body) if "\\" in body else body


def _unescape(match: re.Match[str]) -> str:
    character = _character(match)
    # A lone surrogate is no text: no file could hold the program that contains it.
    if character is None or "\ud800" <= character <= "\udfff":
        raise BadEscape(match.group(), match.start() + 1)
    return character


def _character(match: re.Match[str]) -> str | None:
    kind = match.lastgroup
    digits = match.group(kind or 0)
    if kind == "other":
        return _SIMPLE_ESCAPES.get(digits)
    if kind == "name":
        try:
            return unicodedata.lookup(digits)
        except KeyError:
            return None
    number = int(digits, 8 if kind == "octal" else 16)
    return chr(number) if number <= 0x10FFFF else None
