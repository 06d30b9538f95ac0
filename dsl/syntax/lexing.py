"""The words of a text. All of it is read: a bad word is reported, and replaced by a good one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import lark

from dsl.diagnostics.diagnostic import Diagnostic, Fix
from dsl.source import Source, Span
from dsl.syntax.lexeme import END, NEWLINE, Lexeme
from dsl.syntax.literals import BadEscape, NumberTooLarge, number_value, string_value

_BYTE_ORDER_MARK = "\ufeff"

# What a mark of another language is called here: the terminal that takes its place, its text, and the advice.
_FOREIGN_MARKS = {
    "&&": ("AND", "and", "write `and`"),
    "||": ("OR", "or", "write `or`"),
    "!": ("NOT", "not", "write `not`"),
    "=>": ("ARROW", "->", "write `->`"),
    "|>": ("ARROW", "->", "write `->`"),
    ":=": ("EQUAL", "=", "write `=`"),
    ";": (NEWLINE, "\n", "a statement ends at the end of its line"),
}
_PREFIXES = frozenset({"f", "r", "b", "u", "fr", "rf", "br", "rb"})


def lex(parser: lark.Lark, source: Source) -> tuple[list[Lexeme], list[Diagnostic]]:
    """The tokens of a text, closed by one of type `$END`, and what is wrong with single ones."""
    reader = _Reader(source)
    add = reader.lexemes.append
    for kind, text, start in _words(parser, source.text):
        span = Span(source, start, start + len(text))
        if kind not in _SPECIAL or (kind == "NAME" and text.isascii()):
            add(Lexeme(kind, text, span))
        else:
            _SPECIAL[kind](reader, text, span)
    end = len(source.text)
    reader.lexemes.append(Lexeme(END, "", Span(source, end, end)))
    return reader.lexemes, reader.problems


def _words(parser: lark.Lark, text: str) -> Iterator[tuple[str, str, int]]:
    """The terminal, the text and the place of each word, as Lark's lexer finds them, which also counts lines.

    The terminals of the grammar match any text, so there is a word at every place.
    """
    lexer: Any = parser.parse_interactive("").lexer_thread.lexer
    lexer = getattr(lexer, "lexer", lexer)  # behind the `postlex` of a parser that was just made
    [pattern] = lexer.scanner._mres  # one for all terminals
    ignored, reserved = lexer.ignore_types, lexer.callback
    known: dict[str, str] = {}
    for match in pattern.finditer(text):
        kind, word = match.lastgroup, match.group()
        if kind not in ignored:
            if kind in reserved:  # a name may be a reserved word
                kind = known.get(word) or known.setdefault(word, reserved[kind](lark.Token(kind, word)).type)
            yield kind, word, match.start()


def comments(source: Source, lexemes: Iterable[Lexeme]) -> Iterator[Span]:
    """The comments of a text: they stand between its tokens, without the line end."""
    position = 0
    for lexeme in lexemes:
        if lexeme.span.start > position:
            for match in re.finditer(r"#[^\n]*", source.text[position : lexeme.span.start]):
                yield Span(source, position + match.start(), position + match.end())
        position = max(position, lexeme.span.end)


class _Reader:
    """Makes lexemes of Lark's tokens, and good ones of bad ones."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lexemes: list[Lexeme] = []
        self.problems: list[Diagnostic] = []

    def _add(self, kind: str, text: str, span: Span, value: str | int | float = "") -> None:
        self.lexemes.append(Lexeme(kind, text, span, value))

    def _report(self, code: str, message: str, span: Span, help: str = "", fix: Fix | None = None) -> None:
        self.problems.append(Diagnostic(code, message, span, help=help, fix=fix))

    def _name(self, text: str, span: Span) -> None:
        if not (text.isidentifier() and unicodedata.is_normalized("NFKC", text)):
            plain = unicodedata.normalize("NFKC", text)
            advice = f"write `{plain}`" if plain.isidentifier() and plain != text else ""
            self._report("E116", f"`{text}` can't be a name", span, advice)
            text = plain
        self._add("NAME", text, span)

    def _number(self, text: str, span: Span) -> None:
        value: int | float = 0
        try:
            value = number_value(text)
        except NumberTooLarge:
            self._report("E104", "the number is too large", span, "the largest is about 1.8e308")
        self._add("NUMBER", text, span, value)

    def _malformed_number(self, text: str, span: Span) -> None:
        self._report("E103", f"`{_shortened(text)}` is not a number", span, _number_advice(text))
        self._add("NUMBER", text, span, 0)

    def _string(self, text: str, span: Span) -> None:
        self._refuse_prefix(span)
        value = ""
        try:
            value = string_value(text)
        except BadEscape as bad:
            place = Span(self.source, span.start + bad.start, span.start + bad.end)
            advice = "write `\\\\` for a backslash" if len(bad.escape) == 2 else ""
            self._report("E105", f"`{bad.escape}` stands for no character", place, advice)
        self._add("STRING", text, span, value)

    def _unterminated_string(self, text: str, span: Span) -> None:
        self._refuse_prefix(span)
        quote = text[0]
        if text.startswith(quote * 3) or self._after_empty_string(quote, span):
            advice = "a string ends on its line; there are no triple quotes"
        else:
            advice = f"expected `{quote}` before the end of the line"
        self._report("E102", "the string is never closed", span, advice)
        self._add("STRING", text, span)

    def _after_empty_string(self, quote: str, span: Span) -> bool:
        last = self.lexemes[-1] if self.lexemes else None
        return last is not None and last.text == quote * 2 and last.span.end == span.start

    def _refuse_prefix(self, span: Span) -> None:
        last = self.lexemes[-1] if self.lexemes else None
        if last is None or last.span.end != span.start or last.text.lower() not in _PREFIXES:
            return
        advice = "there are no f-strings; join strings with `+`" if "f" in last.text.lower() else ""
        is_plain = "{" not in span.text and "\\" not in span.text  # so the prefix does nothing
        fix = Fix(last.span, "", f"remove `{last.text}`", is_plain)
        self._report("E106", f"a string has no prefix `{last.text}`", last.span, advice, fix)
        self.lexemes.pop()

    def _foreign_mark(self, text: str, span: Span) -> None:
        if text in ("/*", "*/"):
            self._report("E107", f"there is no `{text}` here", span, "a comment starts with `#`")
            return
        if text in _FOREIGN_MARKS:
            kind, meant, advice = _FOREIGN_MARKS[text]
        else:
            kind, meant, advice = "EQUAL", "=", f"write `x = x {text[0]} …`"
        fix = Fix(span, meant, advice) if advice.startswith("write") and kind != "EQUAL" else None
        self._report("E107", f"there is no `{text}` here", span, advice, fix)
        self._add(kind, meant, span)

    def _unexpected_character(self, text: str, span: Span) -> None:
        if text == _BYTE_ORDER_MARK and span.start == 0:
            return
        last = self.problems[-1] if self.problems else None
        if last is not None and last.code == "E101" and last.span.end == span.start:
            self.problems[-1] = Diagnostic("E101", "unexpected characters", last.span.to(span), help=last.help)
            return
        self._report("E101", f"unexpected character {_character_name(text)}", span, _character_advice(text))


_SPECIAL: dict[str, Callable[[_Reader, str, Span], None]] = {
    "NAME": _Reader._name,
    "NUMBER": _Reader._number,
    "STRING": _Reader._string,
    "MALFORMED_NUMBER": _Reader._malformed_number,
    "UNTERMINATED_STRING": _Reader._unterminated_string,
    "FOREIGN_MARK": _Reader._foreign_mark,
    "UNEXPECTED_CHARACTER": _Reader._unexpected_character,
}


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "…"


def _number_advice(text: str) -> str:
    stripped = text.lstrip("0_")
    if text[:1] == "0" and stripped.isdigit():
        return f"write `{_shortened(stripped)}`, or `0o{_shortened(stripped)}` for an octal number"
    if "__" in text or text.endswith("_"):
        return "a `_` stands between two digits"
    if text[:2].lower() in ("0x", "0o", "0b"):
        return f"these are no digits after `{text[:2]}`"
    return "a name can't start with a digit" if not text.startswith(".") else ""


def _character_name(character: str) -> str:
    if "!" <= character <= "~":
        return f"`{character}`"
    name = unicodedata.name(character, "")
    visible = f"`{character}` " if character.isprintable() and not character.isspace() else ""
    return f"{visible}(U+{ord(character):04X}{' ' + name if name else ''})"


def _character_advice(character: str) -> str:
    if character in "“”„‟«»″":
        return 'strings stand in `"`'
    if character in "‘’‚‛′":
        return "strings stand in `'`"
    return {
        "→": "write `->`", "×": "write `*`", "−": "write `-`", "–": "write `-`", "≤": "write `<=`",
        "≥": "write `>=`", "≠": "write `!=`", "÷": "write `/`", "\xa0": "write a plain space",
        "^": "a power is `**`", "|": "layers follow each other with `->`",
        "\\": "a line that starts with `->` goes on without a mark",
    }.get(character, "")  # fmt: skip
