"""From text to syntax tree."""

from __future__ import annotations

from dsl.diagnostics.diagnostic import Diagnostic
from dsl.source import Source, Span
from dsl.syntax import tree
from dsl.syntax.brackets import balance
from dsl.syntax.layout import end_statements, mark_depth
from dsl.syntax.lexing import comments, lex
from dsl.syntax.loading import load_parser
from dsl.syntax.recovery import Driver

MAX_PROBLEMS = 50  # a text with more is probably no .model file


def parse(source: Source) -> tuple[tree.File, list[Diagnostic]]:
    """The tree of a text, and its syntax errors in the order of the text.

    Never raises, whatever the text is. The tree holds all declarations and statements that are sound; those
    with a mistake in them are left out, or repaired where there is little doubt about what was meant.
    """
    parser = load_parser()
    lexemes, problems = lex(parser, source)
    balanced, bracket_problems = balance(lexemes)
    statements = end_statements(balanced)
    mark_depth(statements)
    found = [*problems[:MAX_PROBLEMS], *bracket_problems[:MAX_PROBLEMS]]
    driver = Driver(parser, statements, found)
    declarations = driver.run()
    file = tree.File(declarations, Span(source, 0, len(source.text)))
    ordered = sorted(driver.problems, key=lambda problem: (problem.span.start, problem.span.end))
    return file, ordered[:MAX_PROBLEMS]


def find_comments(source: Source) -> list[Span]:
    """The comments of a text, from the `#` up to the end of the line."""
    lexemes, _ = lex(load_parser(), source)
    return list(comments(source, lexemes))
