"""What a text may look like: words, and the places where its lines may end.

After Wadler, "A prettier printer" (2003). A group is laid out on one line where it fits, otherwise all the line ends
that belong to it are taken; the groups inside decide for themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import ClassVar, TypeAlias

from dsl.records import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words that stay together on a line."""

    text: str
    breaks: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Line:
    """Where a line may end; `flat` is what stands there if it does not, None where it has to end.

    `blank` leaves a line free where it ends.
    """

    flat: str | None
    blank: bool = False

    @property
    def breaks(self) -> bool:
        return self.flat is None


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment behind the code of its line; a line end follows it."""

    text: str
    breaks: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class IfBroken:
    """Words that stand there only if the group around them is laid out over several lines."""

    text: str
    breaks: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Concat:
    """One after the other."""

    parts: tuple[Document, ...]
    breaks: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "breaks", any(part.breaks for part in self.parts))


@dataclass(frozen=True, slots=True)
class Indent:
    """Lines that start inside of it are indented one level more."""

    inner: Document

    @property
    def breaks(self) -> bool:
        return self.inner.breaks


@dataclass(frozen=True, slots=True)
class Group:
    """On one line where that is possible; `breaks` where it is not, whatever the width."""

    inner: Document
    breaks: bool


@dataclass(frozen=True, slots=True)
class Following:
    """An item of a filled list: on the line of the one before where it fits there, else behind the line end `gap`."""

    gap: Document
    item: Document

    @property
    def breaks(self) -> bool:
        return self.gap.breaks or self.item.breaks


@dataclass(frozen=True, slots=True)
class Either:
    """One of two layouts of the same words: `flat` where it fits on one line, else `broken`."""

    flat: Document
    broken: Document
    breaks: ClassVar[bool] = False


Document: TypeAlias = Text | Line | Comment | IfBroken | Concat | Indent | Group | Following | Either

NOTHING = Text("")
SPACE = Text(" ")
SOFT = Line("")  # a line end, or nothing
LINE = Line(" ")  # a line end, or a space
HARD = Line(None)  # a line end


def concat(*parts: Document) -> Document:
    """One after the other."""
    return Concat(parts)


def indent(*parts: Document) -> Indent:
    """One after the other, lines indented."""
    return Indent(Concat(parts))


def group(*parts: Document, broken: bool = False) -> Group:
    """One after the other, on one line where they fit and nothing inside has to end a line."""
    inner = Concat(parts)
    return Group(inner, broken or inner.breaks)


def flat_width(document: Document) -> int:
    """How many characters a document takes on one line."""
    width = 0
    ahead = [document]
    while ahead:
        match ahead.pop():
            case Text(text):
                width += len(text)
            case Line(flat):
                width += len(flat or "")
            case Concat(parts):
                ahead += parts
            case Indent(inner) | Group(inner) | Either(inner):
                ahead.append(inner)
            case Following(gap, item):
                ahead += [gap, item]
    return width


def join(gap: Document, parts: Iterable[Document]) -> Document:
    """The parts with the same gap between each two."""
    joined: list[Document] = []
    for part in parts:
        joined += [gap, part] if joined else [part]
    return Concat(tuple(joined))
