"""From a document to text: which line ends are taken, given the width of a line."""

from __future__ import annotations

from itertools import groupby

from dsl.formatting.document import Comment, Concat, Document, Either, Following, Group, IfBroken, Indent, Line, Text
from dsl.records import dataclass

WIDTH = 100
_INDENT = "    "
_BEFORE_COMMENT = 2  # spaces


@dataclass(slots=True)
class _Row:
    """One line of the result: its code, and the comment behind it."""

    code: str = ""
    comment: str = ""


def lay_out(document: Document) -> str:
    """The text of a document; ends with a line end, unless it is empty."""
    printer = _Printer(document)
    printer.run()
    _align(printer.rows)
    lines = [(row.code + row.comment).rstrip() for row in printer.rows]
    text = "\n".join(lines).strip("\n")
    return f"{text}\n" if text else ""


class _Printer:
    """Takes the parts one by one; time is linear in their number, as each look ahead ends with the line."""

    def __init__(self, document: Document) -> None:
        self.rows = [_Row()]
        # What is still to be laid out, the next at the end: its depth, whether its lines end, itself.
        self._stack: list[tuple[int, bool, Document]] = [(0, True, document)]
        self._words: list[str] = []
        self._column = 0

    def run(self) -> None:
        while self._stack:
            self._take(*self._stack.pop())
        self.rows[-1].code = "".join(self._words)

    def _take(self, depth: int, broken: bool, document: Document) -> None:
        match document:
            case Text(text):
                self._write(text)
            case IfBroken(text):
                self._write(text if broken else "")
            case Line(flat, blank):
                if broken or flat is None:
                    self._end_line(depth, blank)
                else:
                    self._write(flat)
            case Comment(text):
                self.rows[-1].comment = text
            case Concat(parts):
                self._stack += [(depth, broken, part) for part in reversed(parts)]
            case Indent(inner):
                self._stack.append((depth + 1, broken, inner))
            case Group(inner, breaks):
                is_flat = not breaks and (not broken or self._fits(inner, WIDTH - self._column))
                self._stack.append((depth, not is_flat, inner))
            case Either(flat, broken_layout):
                is_flat = not broken or self._fits(flat, WIDTH - self._column)
                self._stack.append((depth, not is_flat, flat if is_flat else broken_layout))
            case Following(gap, item):
                is_flat = not gap.breaks and (not broken or self._fits(Concat((gap, item)), WIDTH - self._column))
                self._stack += [(depth, False, item), (depth, not is_flat, gap)]

    def _write(self, text: str) -> None:
        self._words.append(text)
        self._column += len(text)

    def _end_line(self, depth: int, blank: bool) -> None:
        self.rows[-1].code = "".join(self._words)
        if blank:
            self.rows.append(_Row())
        self.rows.append(_Row())
        self._words = [_INDENT * depth]
        self._column = len(self._words[0])

    def _fits(self, document: Document, room: int) -> bool:
        """Whether a document fits on the line, with what follows it up to where the line may end."""
        ahead: list[tuple[bool, Document]] = [(False, document)]
        later = len(self._stack)
        while room >= 0:
            if not ahead:
                if later == 0:
                    return True
                later -= 1
                ahead.append((True, self._stack[later][2]))
            may_break, part = ahead.pop()
            match part:
                case Text(text):
                    room -= len(text)
                case IfBroken(text):
                    room -= len(text) if may_break else 0
                case Line(flat):
                    if may_break or flat is None:
                        return True
                    room -= len(flat)
                case Comment():
                    return True
                case Concat(parts):
                    ahead += [(may_break, each) for each in reversed(parts)]
                case Indent(inner) | Group(inner):
                    ahead.append((may_break, inner))
                case Either(flat_layout, broken_layout):
                    ahead.append((may_break, broken_layout if may_break else flat_layout))
                case Following(gap, item):
                    ahead += [(may_break, item), (may_break, gap)]
        return False


def _align(rows: list[_Row]) -> None:
    """Put the comments of neighbouring lines below each other, where these lines start at one column."""
    for (_, has_comment), run in groupby(rows, key=lambda row: (_indentation(row.code), bool(row.comment))):
        if has_comment:
            commented = list(run)
            column = max(len(row.code) for row in commented) + _BEFORE_COMMENT
            for row in commented:
                row.comment = " " * (column - len(row.code)) + row.comment


def _indentation(code: str) -> int:
    return len(code) - len(code.lstrip())
