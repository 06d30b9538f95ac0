"""A regular expression of Python in Vim's own notation."""

from __future__ import annotations

import re

_PIECE = re.compile(
    r"(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<group>\((?:\?(?:[:=!]|<[=!]))?)"
    r"|(?P<close>\))"
    r"|(?P<escape>\\.)"
    r"|(?P<count>\{\d+(?:,\d+)?\})"
    r"|(?P<other>.)",
    re.DOTALL,
)

# Vim's own classes know ASCII only.
_LETTER = r"%([A-Za-z_]|[^\x00-\x7f])"
_WORD = r"%([0-9A-Za-z_]|[^\x00-\x7f])"

# What stands behind the `)` of a group in Vim. It looks back no further than the longest namespace.
_BEHIND_GROUP = {"(?=": "@=", "(?!": "@!", "(?<=": "@40<=", "(?<!": "@40<!"}


def vim_pattern(pattern: str) -> str:
    r"""The pattern after Vim's `\v`. Raises ValueError for what has no counterpart here."""
    made = [r"\v\C"]
    open_groups: list[str] = []
    for piece in _PIECE.finditer(pattern):
        text = piece.group()
        match piece.lastgroup:
            case "group":
                open_groups.append(text)
                made.append("%(")
            case "close":
                made.append(")" + _BEHIND_GROUP.get(open_groups.pop(), ""))
            case "set":
                made.append(_set(text))
            case "escape":
                made.append(_escape(text[1]))
            case "count":
                made.append(text)
            case _:
                made.append(text if text in "|.*+?^$" or text.isalnum() or text in "_ " else _literal(text))
    return "".join(made)


def _set(text: str) -> str:
    if text == r"[^\W\d]":
        return _LETTER
    if re.search(r"\\[wWdDsS]", text):
        raise ValueError(f"no counterpart in Vim for {text}")
    return text.replace(r"\f", r"\x0c").replace(r"\/", "/")


def _escape(character: str) -> str:
    if character == "w":
        return _WORD
    if character == "b":
        return "<"  # used at the start of words only
    if character in "tn":
        return "\\" + character
    if character.isalnum():
        raise ValueError(f"no counterpart in Vim for \\{character}")
    return _literal(character)


def _literal(character: str) -> str:
    """A character as itself: after Vim's `v` all but letters, digits and `_` may mean something."""
    return character if character.isalnum() or character in "_ \"'," else "\\" + character
