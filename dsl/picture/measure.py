"""How wide a text is drawn, without fonts: the widths of Helvetica, which the common sans-serif fonts keep to."""

from __future__ import annotations

import unicodedata

# In thousandths of the size, from the space to the tilde.
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
_BOLD = 1.07
_OTHER, _WIDE = 600, 1000


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line of text in a font of that size."""
    thousandths = sum(_width(character) for character in text)
    return thousandths * size / 1000 * (_BOLD if bold else 1)


def _width(character: str) -> int:
    place = ord(character) - 32
    if 0 <= place < len(_WIDTHS):
        return _WIDTHS[place]
    if unicodedata.combining(character):
        return 0
    return _WIDE if character == "…" or unicodedata.east_asian_width(character) in "WF" else _OTHER


def shortened(text: str, size: float, limit: float, bold: bool = False) -> str:
    """The text, or as much of its start as fits."""
    if text_width(text, size, bold) <= limit:
        return text
    end = len(text)
    while end and text_width(f"{text[:end]}…", size, bold) > limit:
        end -= 1
    return f"{text[:end].rstrip()}…"
