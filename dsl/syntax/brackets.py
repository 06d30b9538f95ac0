"""Brackets in pairs: what is never closed is closed where it was meant to be, what closes nothing goes."""

from __future__ import annotations

from itertools import islice

from dsl.diagnostics.diagnostic import Diagnostic, Label
from dsl.records import dataclass
from dsl.source import Span
from dsl.syntax.lexeme import CLOSER_OF, CLOSERS, DECLARATIONS, END, NEWLINE, STATEMENTS, TEXT_OF, Lexeme

# After one of these a `{` opens a block, elsewhere a dict.
_OPERAND_ENDS = frozenset(
    {"NAME", "NUMBER", "STRING", "TRUE", "FALSE", "NONE", "RPAR", "RSQB", "RBRACE", "ELSE", "LAYER"}
)


def balance(lexemes: list[Lexeme]) -> tuple[list[Lexeme], list[Diagnostic]]:
    """The same tokens with every bracket in a pair."""
    balancer = _Balancer(lexemes)
    for position, lexeme in enumerate(lexemes):
        balancer.take(position, lexeme)
    return balancer.out, balancer.problems


@dataclass(slots=True)
class _Open:
    """A bracket that waits for its partner; `indent` is that of the line it stands in."""

    lexeme: Lexeme
    indent: int


class _Balancer:
    def __init__(self, lexemes: list[Lexeme]) -> None:
        self.lexemes = lexemes
        self.out: list[Lexeme] = []
        self.problems: list[Diagnostic] = []
        self.open: list[_Open] = []
        self.places: dict[str, list[int]] = {closer: [] for closer in CLOSERS}  # in `open`, by what closes it
        self.blocks: list[int] = []
        self.line_start = 0
        self.indent = 0
        self.at_line_start = True
        self.bad_string_at = -1  # an unterminated string may have swallowed closing brackets
        self.suspect: _Open | None = None  # a block whose `}` is not below the line that opened it

    def take(self, position: int, lexeme: Lexeme) -> None:
        if lexeme.type == NEWLINE:
            self.at_line_start = True
            self.line_start = lexeme.span.end
            self.out.append(lexeme)
            return
        if self.at_line_start:
            self.indent = lexeme.span.start - self.line_start
            if self.open:
                self._begin_line(position, lexeme)
        if lexeme.type in CLOSER_OF:
            lexeme.opens_block = lexeme.type == "LBRACE" and self._after_operand()
            self._push(_Open(lexeme, self.indent))
            self.out.append(lexeme)
        elif lexeme.type in CLOSERS:
            self._close(lexeme)
        elif lexeme.type == END:
            self._close_down_to(0, lexeme)
            self.out.append(lexeme)
        else:
            if lexeme.type == "STRING" and (len(lexeme.text) < 2 or lexeme.text[-1] != lexeme.text[0]):
                self.bad_string_at = lexeme.span.start
            self.out.append(lexeme)
        self.at_line_start = False

    def _after_operand(self) -> bool:
        words = list(islice((lexeme for lexeme in reversed(self.out) if lexeme.type != NEWLINE), 2))
        if not words:
            return False
        is_attribute = len(words) > 1 and words[1].type == "DOT"
        return is_attribute or words[0].type in _OPERAND_ENDS

    def _begin_line(self, position: int, lexeme: Lexeme) -> None:
        """Close what can't be meant to stay open over the start of this line."""
        following = self.lexemes[position + 1].type if position + 1 < len(self.lexemes) else END
        if self.indent == 0 and lexeme.type in DECLARATIONS and following in ("NAME", "STRING"):
            self._close_down_to(0, lexeme)
            return
        if self.open[-1].lexeme.opens_block or not self._starts_statement(lexeme, following):
            return
        depth = len(self.open)
        while depth > 0 and not self.open[depth - 1].lexeme.opens_block:
            depth -= 1
        self._close_down_to(depth, lexeme)

    def _starts_statement(self, lexeme: Lexeme, following: str) -> bool:
        if lexeme.type in STATEMENTS - {"IF"}:  # an `if` may go on with a conditional expression
            return following not in ("EQUAL", "COLON")
        if lexeme.type in DECLARATIONS:
            return following in ("NAME", "STRING")
        if lexeme.type != "NAME" or following != "EQUAL" or self.indent > self.open[-1].indent:
            return False
        before = next((one for one in reversed(self.out) if one.type != NEWLINE), None)
        return before is not None and before.type != "COMMA" and before.type not in CLOSER_OF

    def _close(self, lexeme: Lexeme) -> None:
        depth = self.places[lexeme.type][-1] if self.places[lexeme.type] else -1
        # A `)` in a block closes nothing outside of it.
        if depth >= 0 and (lexeme.type == "RBRACE" or not self.blocks or self.blocks[-1] < depth):
            self._close_down_to(depth + 1, lexeme)
            self._pair(self._pop(), lexeme)
            return
        if not self.open or self.open[-1].lexeme.opens_block:
            text = f"this `{lexeme.text}` closes nothing"
            self.problems.append(Diagnostic("E109", text, lexeme.span))
            return
        opener = self._pop()
        meant = CLOSER_OF[opener.lexeme.type]
        message = f"`{opener.lexeme.text}` is closed by `{lexeme.text}`"
        label = Label(opener.lexeme.span, "opened here")
        help = f"expected `{TEXT_OF[meant]}`"
        self.problems.append(Diagnostic("E109", message, lexeme.span, help=help, labels=(label,)))
        self.out.append(Lexeme(meant, TEXT_OF[meant], lexeme.span))

    def _push(self, opener: _Open) -> None:
        self.places[CLOSER_OF[opener.lexeme.type]].append(len(self.open))
        if opener.lexeme.opens_block:
            self.blocks.append(len(self.open))
        self.open.append(opener)

    def _pop(self) -> _Open:
        opener = self.open.pop()
        self.places[CLOSER_OF[opener.lexeme.type]].pop()
        if opener.lexeme.opens_block:
            self.blocks.pop()
        return opener

    def _pair(self, opener: _Open, closer: Lexeme) -> None:
        closer.opens_block = opener.lexeme.opens_block
        if closer.opens_block and self.at_line_start and self.indent < opener.indent and self.suspect is None:
            self.suspect = opener
        self.out.append(closer)

    def _close_down_to(self, depth: int, noticed: Lexeme) -> None:
        """Close all but the outer `depth` brackets, after the last word before `noticed`."""
        if len(self.open) <= depth:
            return
        at = len(self.out)
        while self.out[at - 1].type == NEWLINE:
            at -= 1
        end = self.out[at - 1].span.end
        closers = []
        while len(self.open) > depth:
            opener = self._pop()
            if self.bad_string_at < opener.lexeme.span.start:
                self.problems.append(self._never_closed(opener.lexeme, noticed))
            kind = CLOSER_OF[opener.lexeme.type]
            place = Span(noticed.span.source, end, end)
            closers.append(Lexeme(kind, TEXT_OF[kind], place, opens_block=opener.lexeme.opens_block))
        self.out[at:at] = closers

    def _never_closed(self, opener: Lexeme, noticed: Lexeme) -> Diagnostic:
        closer = TEXT_OF[CLOSER_OF[opener.type]]
        labels: tuple[Label, ...] = ()
        if noticed.type != END:
            labels = (Label(noticed.span, f"expected `{closer}` before this"),)
        if opener.opens_block and self.suspect is not None:
            labels += (Label(self.suspect.lexeme.span, "its `}` may be the missing one"),)
            self.suspect = None
        return Diagnostic("E108", f"`{opener.text}` is never closed", opener.span, labels=labels)
