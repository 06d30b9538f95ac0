"""Drives the parser through the tokens, and past mistakes.

The place to go on after a mistake is the next statement of the block it stands in. The parser's stack at the
start of each statement is remembered by its height: whatever lies above belongs to the broken statement, and
is dropped.
"""

from __future__ import annotations

from typing import cast

import lark

from dsl.diagnostics.diagnostic import Diagnostic
from dsl.records import dataclass
from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.checks import SyntaxFault
from dsl.syntax.expectations import Situation, explain
from dsl.syntax.lexeme import CLOSER_OF, CLOSERS, DECLARATIONS, END, NEWLINE, STATEMENTS, Lexeme
from dsl.syntax.machine import Machine

_MOST_REPORTS = 50  # finding the words for a mistake takes longer than parsing a page

_KEEPS_PLACE = CLOSER_OF.keys() | CLOSERS | {NEWLINE}

# What stands in for the broken head of a block, so that the statements in it are read all the same.
_HEADS: dict[str, tuple[tuple[str, str], ...]] = {
    "FUNCTION": (("FUNCTION", "function"), ("NAME", "_"), ("LPAR", "("), ("RPAR", ")")),
    "LAYER": (("LAYER", "layer"), ("NAME", "_")),
    "MODEL": (("MODEL", "model"), ("NAME", "_")),
    "TRAIN": (("TRAIN", "train"), ("NAME", "_")),
    "FOR": (("FOR", "for"), ("NAME", "_"), ("IN", "in"), ("LPAR", "("), ("RPAR", ")")),
    "IF": (("IF", "if"), ("NONE", "None")),
}


@dataclass(slots=True)
class _Place:
    """A statement being read: its first token, the height of the stack below it, the brackets open in it."""

    start: int
    height: int
    open_brackets: int = 0


class Driver:
    """One run of the parser. Tokens must have their brackets in pairs, and end with `$END`."""

    def __init__(self, parser: lark.Lark, lexemes: list[Lexeme], problems: list[Diagnostic]) -> None:
        self.lexemes = lexemes
        self.problems = problems
        self._machine = Machine(parser)
        self._places = [_Place(0, self._machine.height)]
        self._known = sorted(problem.span.start for problem in problems)
        self._reports = 0
        self._last_mistake = -1

    def run(self) -> tuple[tree.Decl, ...]:
        """The declarations of the file; what is wrong is added to `problems`."""
        position = 0
        last = len(self.lexemes) - 1
        while position < last:
            position = self._step(position)
        try:
            return self._finish()
        except (lark.UnexpectedInput, SyntaxFault) as mistake:
            self._report(last, mistake)
            self._drop_statement()
            return self._finish()

    def _finish(self) -> tuple[tree.Decl, ...]:
        return cast("tuple[tree.Decl, ...]", self._machine.feed(self.lexemes[-1]))

    def _step(self, position: int) -> int:
        lexeme = self.lexemes[position]
        if lexeme.too_deep:
            self._report_depth(lexeme)
            return self._skip_statement(position)
        try:
            self._machine.feed(lexeme)
        except lark.UnexpectedInput as mistake:
            return self._recover(position, mistake)
        except SyntaxFault as mistake:
            self._report(position, mistake)
            return self._skip_to_block(position) or self._skip_statement(position)
        if lexeme.type in _KEEPS_PLACE:
            self._keep_place(position, lexeme)
        return position + 1

    def _keep_place(self, position: int, lexeme: Lexeme) -> None:
        place = self._places[-1]
        if lexeme.type == NEWLINE:
            self._places[-1] = _Place(position + 1, self._machine.height)
        elif lexeme.type == "LBRACE" and lexeme.opens_block:
            self._places.append(_Place(position + 1, self._machine.height))
        elif lexeme.type == "RBRACE" and lexeme.opens_block and len(self._places) > 1:
            self._places.pop()
        elif lexeme.type in CLOSER_OF:
            place.open_brackets += 1
        elif lexeme.type in CLOSERS:
            place.open_brackets -= 1

    # --- after a mistake ---

    def _recover(self, position: int, mistake: lark.UnexpectedInput) -> int:
        """Report the mistake; the position of the token to go on with."""
        is_stuck = position == self._last_mistake
        self._last_mistake = position
        if is_stuck:  # this token fits nowhere: go on after it, come what may
            return max(self._skip_statement(position), position + 1)
        self._report(position, mistake)
        if self._takes_keyword(position):
            return position
        place = self._places[-1]
        if position > place.start and place.open_brackets == 0 and self._machine.can_feed(NEWLINE):
            return self._end_statement(position)
        return self._skip_to_block(position) or self._skip_statement(position)

    def _takes_keyword(self, position: int) -> bool:
        """Whether the token was a keyword misspelled, which stands in its place now."""
        fix = self.problems[-1].fix if self.problems else None
        lexeme = self.lexemes[position]
        if fix is None or fix.span != lexeme.span or not self._machine.can_feed(fix.replacement.upper()):
            return False
        self.lexemes[position] = Lexeme(fix.replacement.upper(), fix.replacement, lexeme.span)
        return True

    def _end_statement(self, position: int) -> int:
        """The statement is whole; something follows it in its line."""
        here = self.lexemes[position].span
        try:
            self._machine.feed(Lexeme(NEWLINE, "\n", Span(here.source, here.start, here.start)))
        except SyntaxFault as mistake:  # what is whole is wrong in itself
            self._report(position, mistake)
            return self._skip_to_block(position) or self._skip_statement(position)
        self._places[-1] = _Place(position, self._machine.height)
        return position if self._starts_statement(position) else self._skip_statement(position)

    def _starts_statement(self, position: int) -> bool:
        lexeme = self.lexemes[position]
        if lexeme.type == "NAME":
            return self.lexemes[position + 1].type == "EQUAL"
        return lexeme.type in (DECLARATIONS if len(self._places) == 1 else STATEMENTS - {"IF", "FOR"})

    def _skip_to_block(self, position: int) -> int | None:
        """The position of the block of a statement whose head is broken, if it has one."""
        at = self._end_of_statement(position, stop_at_block=True)
        if not (self.lexemes[at].type == "LBRACE" and self.lexemes[at].opens_block):
            return None
        place = self._places[-1]
        # Where a number could stand, the parser would take the `{` for that of a dict.
        if not self._machine.can_feed("LBRACE") or self._machine.can_feed("NUMBER"):
            head = _HEADS.get(self.lexemes[place.start].type)
            if head is None:
                return None
            self._drop_statement()
            if not self._machine.can_feed(head[0][0]):  # a declaration in a block, say
                return None
            self._feed_head(head, place.start)
        place.open_brackets = 0
        return at

    def _feed_head(self, head: tuple[tuple[str, str], ...], start: int) -> None:
        first, name = self.lexemes[start : start + 2]
        for kind, text in head:
            if kind == "NAME" and name.type == "NAME":
                self._machine.feed(name)
            else:
                self._machine.feed(Lexeme(kind, text, first.span))

    def _skip_statement(self, position: int) -> int:
        """Drop the statement; the position after it."""
        place = self._places[-1]
        if len(self._places) == 1:
            end = self._end_of_declaration(place.start, position)
        else:
            end = self._end_of_statement(position, stop_at_block=False)
        if self._machine.height > place.height:
            self._drop_statement()
        if self.lexemes[end].type == NEWLINE:
            end += 1
        self._places[-1] = _Place(end, place.height)
        return end

    def _drop_statement(self) -> None:
        self._machine.drop_to(self._places[-1].height)

    def _end_of_statement(self, position: int, *, stop_at_block: bool) -> int:
        """The next line end, or end of the block, that is not inside brackets."""
        depth = self._places[-1].open_brackets
        for at in range(position, len(self.lexemes)):
            lexeme = self.lexemes[at]
            if lexeme.type in CLOSER_OF:
                if stop_at_block and lexeme.opens_block:
                    return at
                depth += 1
            elif lexeme.type in CLOSERS:
                if depth == 0:
                    return at
                depth -= 1
            elif depth == 0 and lexeme.type in (NEWLINE, END):
                return at
        return len(self.lexemes) - 1

    def _end_of_declaration(self, start: int, position: int) -> int:
        """Outside of blocks, go on with the next declaration that starts a line.

        The lines between are most likely those of a block whose `{` is missing: one mistake, reported once.
        """
        at = self._end_of_statement(position, stop_at_block=False)
        is_head = self.lexemes[start].type in _HEADS or self.lexemes[at - 1].text == ":"
        while self.lexemes[at].type != END:
            following = self.lexemes[at + 1]
            if following.type in DECLARATIONS or following.type == END:
                return at
            if not is_head and not self._is_indented(following):
                return at
            at = self._end_of_statement(at + 1, stop_at_block=False)
            if self.lexemes[at].type in CLOSERS:
                at += 1
        return at

    @staticmethod
    def _is_indented(lexeme: Lexeme) -> bool:
        start = lexeme.span.start
        return start > 0 and lexeme.span.source.text[start - 1] in " \t"

    # --- reports ---

    def _report_depth(self, lexeme: Lexeme) -> None:
        message = "the nesting is too deep here, or the expression too long"
        self.problems.append(Diagnostic("E110", message, lexeme.span, help="give a part of it a name"))

    def _report(self, position: int, mistake: lark.UnexpectedInput | SyntaxFault) -> None:
        self._reports += 1
        if self._reports > _MOST_REPORTS or self._is_known(position):
            return
        if isinstance(mistake, SyntaxFault):
            self.problems.append(mistake.diagnostic)
            return
        place = self._places[-1]
        before = self.lexemes[position - 1] if position > place.start else None
        following = self.lexemes[position + 1] if position + 1 < len(self.lexemes) else None
        self.problems.append(
            explain(
                Situation(
                    accepted=self._machine.accepts(),
                    found=self.lexemes[position],
                    before=before,
                    first=self.lexemes[min(place.start, position)],
                    following=following,
                    in_block=len(self._places) > 1,
                )
            )
        )

    def _is_known(self, position: int) -> bool:
        """Whether the statement already has a mistake that explains this one."""
        start = self.lexemes[min(self._places[-1].start, position)].span.start
        end = self.lexemes[self._end_of_statement(position, stop_at_block=True)].span.end
        return any(start <= known <= end for known in self._known)
