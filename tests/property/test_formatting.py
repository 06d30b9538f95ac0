"""Random texts of sound programs, however their words are spread over lines: the layout keeps meaning and comments."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.diagnostics.codes import CODES
from dsl.formatting.formatter import format_source
from dsl.formatting.same import say_the_same
from dsl.source import Source
from dsl.syntax.brackets import balance
from dsl.syntax.layout import end_statements
from dsl.syntax.lexeme import CLOSER_OF, CLOSERS, DECLARATIONS, END, NEWLINE, STATEMENTS, Lexeme
from dsl.syntax.lexing import lex
from dsl.syntax.loading import load_parser
from dsl.syntax.parser import find_comments, parse
from tests.property.networks import networks

ROOT = Path(__file__).resolve().parents[2]
COMMON = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

# Before these a line may end outside of brackets.
CONTINUES = ("ARROW", "ELSE", "LBRACE")


@cache
def corpus() -> list[str]:
    """Every sound .model text of the project: examples, cases, blocks of the documents, and rows of the codes."""
    paths = sorted([*ROOT.glob("examples/**/*.model"), *ROOT.glob("tests/**/*.model")])
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths if path.is_file()]
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        texts += re.findall(r"^```model\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    texts += [row.good for row in CODES.values()]
    return [text for text in texts if not parse(Source("corpus", text))[1]]


def spread(text: str, choose: random.Random) -> str:
    """The same words with other spaces, line ends and comments between them."""
    lexemes = end_statements(balance(lex(load_parser(), Source("text", text))[0])[0])
    parts: list[str] = []
    opened: list[Lexeme] = []
    for before, lexeme in zip([None, *lexemes], lexemes, strict=False):
        if lexeme.type in CLOSERS:
            inside = not opened.pop().opens_block
        else:
            inside = bool(opened) and not opened[-1].opens_block
        if lexeme.type in (NEWLINE, END):
            parts.append(lines(choose))
            continue
        may_end = inside or (lexeme.type in CONTINUES and (lexeme.type != "LBRACE" or lexeme.opens_block))
        # In brackets, a line that starts like a statement tells the parser that a bracket was forgotten.
        if may_end and lexeme.type not in STATEMENTS | DECLARATIONS and choose.random() < 0.2:
            parts.append(lines(choose))
        elif before is not None and before.type != NEWLINE:
            parts.append(choose.choice([" ", "  ", " \t"]))
        parts.append(lexeme.text)
        if lexeme.type in CLOSER_OF:
            opened.append(lexeme)
    return "".join(parts)


def lines(choose: random.Random) -> str:
    """At least one line end, with comments of different looks."""
    kinds = ["", "", "", f" # {choose.randrange(1000)}", "#", "   #!  x -> { ( ' \"", "\n", "\n\n\n"]
    ends = [choose.choice(kinds) + "\n" for _ in range(choose.choice([1, 1, 1, 2, 3]))]
    return "".join(ends) + " " * choose.randrange(9)


def comments(source: Source) -> list[str]:
    return [comment.text.rstrip() for comment in find_comments(source)]


def check(text: str) -> None:
    """One text: meaning and comments are kept, and the second time nothing changes."""
    source = Source("text", text)
    file, problems = parse(source)
    result = format_source(source)
    if problems:
        assert result.text is None
        return
    assert result.text is not None
    again = Source("text", result.text)
    assert say_the_same(file, parse(again)[0])
    assert comments(again) == comments(source)
    assert format_source(again).text == result.text
    assert "\n\n\n" not in result.text
    assert not re.search(r"[ \t]\n", result.text)


def test_corpus() -> None:
    texts = corpus()
    assert len(texts) > 200
    for text in texts:
        check(text)


@settings(COMMON, max_examples=150)
@given(st.data(), st.randoms(use_true_random=False))
def test_corpus_with_other_line_ends_and_comments(data: st.DataObject, choose: random.Random) -> None:
    text = spread(data.draw(st.sampled_from(corpus())), choose)
    assert not parse(Source("text", text))[1]
    check(text)


@settings(COMMON, max_examples=40)
@given(networks(), st.randoms(use_true_random=False))
def test_networks(text: str, choose: random.Random) -> None:
    check(text)
    check(spread(text, choose))


@settings(COMMON, max_examples=40)
@given(networks(), st.randoms(use_true_random=False))
def test_free_lines_and_rows_do_not_matter_to_statements(text: str, choose: random.Random) -> None:
    """Spaces alone, which nobody means anything by, change nothing."""
    plain = format_source(Source("text", text)).text
    spaced = re.sub(r"(?<=[,=(\[]) ?", lambda _: " " * choose.randrange(1, 4), text)
    spaced = "\n".join(" " * choose.randrange(7) + line.strip() for line in spaced.split("\n"))
    if not parse(Source("text", spaced))[1]:
        assert format_source(Source("text", spaced)).text == plain
