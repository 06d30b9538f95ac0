"""Diagnostics for people: the message, and the line with the place marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from dsl.diagnostics.diagnostic import Diagnostic, Severity
from dsl.diagnostics.reports import arrange, render_github, render_json, summarize
from dsl.records import dataclass
from dsl.source import Source, Span

__all__ = ["arrange", "render_github", "render_json", "render_report", "render_text", "summarize"]

_TAB = "    "
_WIDEST_LINE = 160  # of a longer line, only the part around the mark is shown
_BEFORE_MARK = 60

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_BLUE = "\x1b[1;34m"
_OF_SEVERITY = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}


def render_report(diagnostics: Iterable[Diagnostic], color: bool) -> str:
    """All diagnostics, arranged, and how many they are; empty where there are none."""
    arranged = arrange(diagnostics)
    if not arranged:
        return ""
    return "\n".join([*(render_text(one, color) for one in arranged), summarize(arranged) + "\n"])


def render_text(diagnostic: Diagnostic, color: bool) -> str:
    """One diagnostic, drawn; ends with a line end."""
    marks = _marks(diagnostic)
    width = len(str(max(mark.line for mark in marks)))
    pen = _Pen(color, width)
    tone = _OF_SEVERITY[diagnostic.severity]
    head = pen.paint(f"{diagnostic.severity.value}[{diagnostic.code}]", tone)
    rows = [head + pen.paint(f": {_printable(diagnostic.message)}", _BOLD)]
    for source, of_source in groupby(marks, key=lambda mark: mark.source):
        rows += pen.draw_source(source, list(of_source), tone)
    rows += [f"{' ' * width} {pen.paint('=', _BLUE)} {_printable(note)}" for note in diagnostic.notes]
    return "\n".join(row.rstrip() for row in rows) + "\n"


@dataclass(frozen=True)
class _Mark:
    """A stretch of one line to be underlined, in 0-based columns, and the text beside it."""

    source: Source
    line: int
    start: int
    end: int
    text: str
    is_primary: bool
    is_start: bool  # the place that the line above the drawing names


def _marks(diagnostic: Diagnostic) -> list[_Mark]:
    """All marks by source, that of the diagnostic first, and by line."""
    own = diagnostic.span.source
    marks = list(_marks_of(diagnostic.span, diagnostic.help, True))
    for label in diagnostic.labels:
        marks += _marks_of(label.span, label.text, False)
    names = list(dict.fromkeys(mark.source.name for mark in marks))
    return sorted(
        marks,
        key=lambda mark: (
            mark.source is not own,
            names.index(mark.source.name),
            mark.line,
            not mark.is_primary,
        ),
    )


def _marks_of(span: Span, text: str, is_primary: bool) -> Iterator[_Mark]:
    """One mark, or two for a span of several lines: its first line, and its last with the text."""
    source = span.source
    line, column = source.position(span.start)
    # A span that ends with a line end marks that line, not the empty start of the next.
    last, end = source.position(max(span.start, span.end - span.text.endswith("\n")))
    if line == last:
        yield _Mark(source, line, column - 1, max(end - 1, column), text, is_primary, True)
        return
    yield _Mark(source, line, column - 1, max(len(source.line(line).rstrip()), column), "", is_primary, True)
    content = source.line(last)
    indent = len(content) - len(content.lstrip())
    yield _Mark(source, last, min(indent, end - 1), max(end - 1, 1), text, is_primary, False)


@dataclass(frozen=True)
class _Pen:
    """Draws in one colour scheme, with line numbers `width` wide."""

    color: bool
    width: int

    def paint(self, text: str, tone: str) -> str:
        return f"{tone}{text}{_RESET}" if self.color and text else text

    def draw_source(self, source: Source, marks: list[_Mark], tone: str) -> list[str]:
        place = next((mark for mark in marks if mark.is_primary), marks[0])
        name = f"{_printable(source.name)}:{place.line}:{place.start + 1}"
        rows = [f"{' ' * self.width} {self.paint('┌─', _BLUE)} {name}"]
        previous = None
        for line, of_line in groupby(marks, key=lambda mark: mark.line):
            if previous is not None and line > previous + 1:
                rows.append(f"{' ' * self.width} {self.paint('⋮', _BLUE)}")
            rows += self._draw_line(source, line, list(of_line), tone)
            previous = line
        return rows

    def _draw_line(self, source: Source, line: int, marks: list[_Mark], tone: str) -> list[str]:
        shown = _Shown.of(source.line(line), marks[0].start)
        rows = [f"{self.paint(f'{line:>{self.width}} │', _BLUE)} {shown.text}"]
        for mark in marks:
            before, length = shown.underline(mark.start, mark.end)
            paint = tone if mark.is_primary else _BLUE
            signs = ("^" if mark.is_primary else "-") * length
            text = f"{signs} {_printable(mark.text)}".rstrip()
            bar = self.paint("│", _BLUE)
            rows.append(f"{' ' * self.width} {bar} {' ' * before}{self.paint(text, paint)}")
        return rows


@dataclass(frozen=True)
class _Shown:
    """A line as it is printed: tabs widened, and of a very long line only a part."""

    text: str
    widths: tuple[int, ...]  # columns that each character takes, from `first` on
    first: int
    offset: int

    @classmethod
    def of(cls, line: str, column: int) -> _Shown:
        first, part, prefix, suffix = 0, line, "", ""
        if len(line) > _WIDEST_LINE:
            first = max(0, min(column - _BEFORE_MARK, len(line) - _WIDEST_LINE))
            part = line[first : first + _WIDEST_LINE]
            prefix = "…" if first else ""
            suffix = "…" if first + _WIDEST_LINE < len(line) else ""
        widths = tuple(_width(character) for character in part)
        return cls(prefix + _printable(part) + suffix, widths, first, len(prefix))

    def underline(self, start: int, end: int) -> tuple[int, int]:
        """Columns before the mark, and columns of the mark (at least one)."""
        start, end = max(0, start - self.first), max(0, end - self.first)
        return self.offset + sum(self.widths[:start]), max(1, sum(self.widths[start:end]))


def _printable(text: str) -> str:
    """Text that can't steer a terminal: tabs as spaces, a stand-in for control characters."""
    return "".join(_TAB if character == "\t" else _safe(character) for character in text)


def _safe(character: str) -> str:
    # Control characters, and those that turn the direction of writing. Joiners in words are lost with them.
    return "\ufffd" if unicodedata.category(character)[0] == "C" else character


def _width(character: str) -> int:
    if character == "\t":
        return len(_TAB)
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
