"""How lists in brackets are laid out: on one line, or each item on its own with a comma behind the last.

A comma that was written behind the last item asks for the second, as black's "magic trailing comma" does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dsl.formatting.document import LINE, NOTHING, SOFT, Concat, Document, Following, IfBroken, concat, group, indent
from dsl.formatting.words import Blank, Words

_Item = TypeVar("_Item")


def bracket(
    words: Words,
    items: Sequence[_Item],
    lay_out: Callable[[_Item], Document],
    is_filled: bool = False,
    is_single: bool = False,
    takes_comma: bool = True,
) -> Document:
    """Items with commas between them, and the brackets around them.

    `is_filled` puts several on each line, `is_single` marks `(a,)`, which always has its comma; `takes_comma` says
    whether there may be one behind the last.
    """
    opening = words.take()
    parts: list[Document] = []
    is_asked_for = False
    for position, item in enumerate(items):
        gap = words.gap(LINE if position else SOFT, Blank.ANYWHERE if position else Blank.AFTER_FIRST)
        laid_out = lay_out(item)
        if position < len(items) - 1 or is_single:
            laid_out = concat(laid_out, words.comma())
        elif words.next_type == "COMMA":
            words.leave_out()
            is_asked_for = True
        parts.append(Following(gap, laid_out) if is_filled and position else Concat((gap, laid_out)))
    last = IfBroken(",") if items and takes_comma and not is_single else NOTHING
    comments, line = words.closing(SOFT)
    return group(opening, indent(*parts, last, comments), line, words.take(), broken=is_asked_for)
