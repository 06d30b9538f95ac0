"""The words of a text in their order, each with the comments and free lines before it.

Whoever lays out a tree takes its words from here, one by one. So every word is printed once and in its place, and no
comment can be lost: those before a word come with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from dsl.formatting.document import HARD, NOTHING, Comment, Concat, Document, Line, Text
from dsl.records import dataclass
from dsl.source import Source, Span
from dsl.syntax.lexeme import CLOSER_OF, CLOSERS, NEWLINE, Lexeme

_ESCAPE = re.compile(r"\\(.)")


class Blank(Enum):
    """Where a free line may be kept."""

    NOWHERE = 0
    AFTER_FIRST = 1  # not behind an opening bracket
    ANYWHERE = 2
    AT_LEAST_ONE = 3


@dataclass(frozen=True, slots=True)
class _Remark:
    """A comment between two words; `trails` where code stands before it on its line."""

    text: str
    trails: bool
    after_blank: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, and what stands between the word before and itself."""

    type: str
    text: str
    remarks: tuple[_Remark, ...]
    starts_line: bool
    after_blank: bool


class Words:
    """All words of a text that has no syntax errors, and the place that printing has reached."""

    def __init__(self, source: Source, lexemes: list[Lexeme]) -> None:
        kept = [lexeme for lexeme in lexemes if lexeme.type != NEWLINE]
        self._words = list(_words(source, kept))
        self._index_of_start = {lexeme.span.start: index for index, lexeme in enumerate(kept)}
        self._index_of_end = {lexeme.span.end: index for index, lexeme in enumerate(kept)}
        self._partner = _partners(kept)
        self._at = 0
        self._moved: tuple[_Remark, ...] = ()  # comments of words that were left out, for the next word
        self._gap_is_done = False

    # --- looking ahead

    @property
    def next_type(self) -> str:
        """The terminal of the next word."""
        return self._words[self._at].type

    def starts_line_before(self, span: Span) -> bool:
        """Whether the word before a node begins a line in the text: the arrow before a step, say."""
        return self._words[self._index_of_start[span.start] - 1].starts_line

    def parentheses(self, span: Span, is_tuple: bool) -> int:
        """How many pairs of parentheses are around a node and no part of it."""
        first, last = self._index_of_start[span.start], self._index_of_end[span.end]
        count = 0
        while self._words[first].type == "LPAR" and self._partner.get(first) == last:
            count += 1
            first, last = first + 1, last - 1
        # The span of a tuple without parentheses can't begin and end with a pair of them.
        return count - 1 if is_tuple and count else count

    def has_parentheses(self, span: Span) -> bool:
        """Whether a node, parts and all, stands in parentheses."""
        first, last = self._index_of_start[span.start], self._index_of_end[span.end]
        return self._words[first].type == "LPAR" and self._partner.get(first) == last

    def has_comments(self, span: Span) -> bool:
        """Whether there are comments between the words of a node."""
        first, last = self._index_of_start[span.start], self._index_of_end[span.end]
        return any(word.remarks for word in self._words[first + 1 : last + 1])

    # --- taking words

    def take(self) -> Document:
        """The next word. Comments that stand where none is expected are on lines of their own before it."""
        gap = NOTHING if self._gap_is_done else self.gap(NOTHING, Blank.NOWHERE)
        word = self._words[self._at]
        self._at += 1
        self._gap_is_done = False
        return Text(word.text) if gap is NOTHING else Concat((gap, Text(word.text)))

    def leave_out(self) -> None:
        """Go on behind the next word; its comments stay, before the word that follows."""
        self._moved = self._comments()
        self._at += 1
        self._gap_is_done = False

    def comma(self) -> Document:
        """The comma that is next; comments before it go behind it."""
        text = self._words[self._at].text
        self.leave_out()
        return Text(text)

    def gap(self, gap: Document, blank: Blank = Blank.ANYWHERE) -> Document:
        """What is before the next word: `gap`, or the comments that are there, each on its line."""
        word = self._words[self._at]
        comments = self._comments()
        self._moved = ()
        self._gap_is_done = True
        frees = [remark.after_blank for remark in comments] + [word.after_blank]
        if blank is Blank.NOWHERE:
            frees = [False] * len(frees)
        elif blank is Blank.AFTER_FIRST:
            frees[0] = False
        elif blank is Blank.AT_LEAST_ONE and not any(frees):
            frees[1 if comments and comments[0].trails else 0] = True
        if not comments:
            return Line(gap.flat, frees[0]) if isinstance(gap, Line) else gap
        return Concat((*_remarks(comments, frees), Line(None, frees[-1])))

    def closing(self, line: Document) -> tuple[Document, Document]:
        """The comments before a closing bracket, which belong to what is inside; and the line end before it."""
        comments = self._comments()
        self._moved = ()
        self._gap_is_done = True
        frees = [remark.after_blank for remark in comments]
        return Concat(tuple(_remarks(comments, frees))), HARD if comments else line

    def _comments(self) -> tuple[_Remark, ...]:
        own = () if self._gap_is_done else self._words[self._at].remarks
        return self._moved + own


def _remarks(comments: tuple[_Remark, ...], frees: list[bool]) -> Iterator[Document]:
    for position, (comment, is_free) in enumerate(zip(comments, frees, strict=False)):
        if comment.trails and position == 0:
            yield Comment(comment.text)
        else:
            yield Line(None, is_free)
            yield Text(comment.text)


def _words(source: Source, lexemes: list[Lexeme]) -> Iterator[_Word]:
    end = 0
    for lexeme in lexemes:
        between = source.text[end : lexeme.span.start]
        lines = between.split("\n")
        remarks: list[_Remark] = []
        is_after_blank = False
        for number, line in enumerate(lines):
            mark = line.find("#")
            if mark >= 0:
                remarks.append(_Remark(line[mark:].rstrip(), number == 0 and end > 0, is_after_blank))
                is_after_blank = False
            elif 0 < number < len(lines) - 1:
                is_after_blank = True
        text = _quoted(lexeme.text) if lexeme.type == "STRING" else lexeme.text
        yield _Word(lexeme.type, text, tuple(remarks), len(lines) > 1, is_after_blank)
        end = lexeme.span.end


def _quoted(literal: str) -> str:
    """A string in `"`, unless it holds one."""
    if literal[0] == '"' or '"' in literal:
        return literal
    body = _ESCAPE.sub(lambda escape: "'" if escape[1] == "'" else escape[0], literal[1:-1])
    return f'"{body}"'


def _partners(lexemes: list[Lexeme]) -> dict[int, int]:
    """The place of the closing bracket for that of each opening one."""
    partners = {}
    opened: list[int] = []
    for index, lexeme in enumerate(lexemes):
        if lexeme.type in CLOSER_OF:
            opened.append(index)
        elif lexeme.type in CLOSERS:
            partners[opened.pop()] = index
    return partners
