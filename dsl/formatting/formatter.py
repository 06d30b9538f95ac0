"""The one layout of .model files."""

from __future__ import annotations

from dsl.diagnostics.diagnostic import Diagnostic
from dsl.formatting.declarations import lay_out_file
from dsl.formatting.layout import lay_out
from dsl.formatting.same import say_the_same
from dsl.formatting.words import Words
from dsl.records import dataclass
from dsl.source import Source
from dsl.syntax.lexeme import Lexeme
from dsl.syntax.lexing import comments, lex
from dsl.syntax.loading import load_parser
from dsl.syntax.parser import parse


@dataclass(frozen=True)
class Formatted:
    """The text in its layout, or None where the syntax is wrong; and what is wrong with it."""

    text: str | None
    problems: tuple[Diagnostic, ...] = ()


def format_source(source: Source) -> Formatted:
    """The same file in the one layout: the meaning, the comments and single free lines stay."""
    file, problems = parse(source)
    if problems:
        return Formatted(None, tuple(problems))
    lexemes, _ = lex(load_parser(), source)
    text = lay_out(lay_out_file(Words(source, lexemes), file))
    result = Source(source.name, text)
    again, faults = parse(result)
    kept, _ = lex(load_parser(), result)
    if faults or not say_the_same(file, again) or _comments(source, lexemes) != _comments(result, kept):
        raise AssertionError("the formatted text would not mean the same")
    return Formatted(text)


def _comments(source: Source, lexemes: list[Lexeme]) -> list[str]:
    return [comment.text.rstrip() for comment in comments(source, lexemes)]
