"""The text of one .model file, and places in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from functools import cached_property

from dsl.records import dataclass

SUFFIX = ".model"


@dataclass(frozen=True)
class Source:
    """A text and the name under which it is shown to the user.

    `name` is the path as the user wrote it (or `<stdin>`); the text is decoded, with `\\n` line ends.
    """

    name: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for offset, character in enumerate(self.text):
            if character == "\n":
                starts.append(offset + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of a 0-based character offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line end."""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]


class Unreadable(Exception):
    """A file that cannot be read; the message says why, in words that go on after its name and a colon."""


class Missing(Unreadable):
    """A file that is not there."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source: the characters from `start` up to, not including, `end` (0-based offsets)."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether a character is in both."""
        return self.source is other.source and max(self.start, other.start) < min(self.end, other.end)

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of another."""
        return Span(self.source, self.start, max(self.end, other.end))
