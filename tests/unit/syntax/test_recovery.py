"""Texts with mistakes: each is reported once, in words, and what is sound is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.diagnostics.codes import CODES
from dsl.source import Source
from dsl.syntax import tree
from dsl.syntax.parser import MAX_PROBLEMS, parse

# A text with one mistake, its code, the text that is marked, the message, and the help.
MISTAKES = [
    ("let a =", "E111", "", "expected an expression after `=`, found end of file", ""),
    ("let a =\n", "E111", "", "expected an expression after `=`, found end of line", ""),
    ("let a 3", "E111", "3", "expected `=` after `a`, found `3`", ""),
    ("let for = 3", "E111", "for", "expected a name after `let`, found `for`, a reserved word", ""),
    ("let a = f(b c)", "E111", "c", "expected `=`, `,` or `)` after `b`, found `c`", "is a `,` missing?"),
    ("let a = [1 2]", "E111", "2", "expected `,` or `]` after `1`, found `2`", "is a `,` missing?"),
    ("let a = 1 let b = 2", "E111", "let", "expected the end of the line after `1`, found `let`", ""),
    ("let a = $3", "E101", "$", "unexpected character `$`", ""),
    ("let a = 3 \u2192 b", "E101", "\u2192",
     "unexpected character `\u2192` (U+2192 RIGHTWARDS ARROW)", "write `->`"),
    ("let a = 'b", "E102", "'b", "the string is never closed", "expected `'` before the end of the line"),
    ("let a = f('b)", "E102", "'b)", "the string is never closed", "expected `'` before the end of the line"),
    ("let a = 012", "E103", "012", "`012` is not a number", "write `12`, or `0o12` for an octal number"),
    ("let a = 1__0", "E103", "1__0", "`1__0` is not a number", "a `_` stands between two digits"),
    ("let a = 1e999", "E104", "1e999", "the number is too large", "the largest is about 1.8e308"),
    ("let a = " + "9" * 5000, "E104", "9" * 5000, "the number is too large", "the largest is about 1.8e308"),
    (r"let a = 'a\d'", "E105", r"\d", r"`\d` stands for no character", "write `\\\\` for a backslash"),
    (r"let a = '\ud800'", "E105", r"\ud800", r"`\ud800` stands for no character", ""),
    ("let a = f'b'", "E106", "f", "a string has no prefix `f`",
     "there are no f-strings; join strings with `+`"),
    ("let a = b && c", "E107", "&&", "there is no `&&` here", "write `and`"),
    ("let a = 3;", "E107", ";", "there is no `;` here", "a statement ends at the end of its line"),
    ("let a = f(b", "E108", "(", "`(` is never closed", ""),
    ("let a = 3)", "E109", ")", "this `)` closes nothing", ""),
    ("let a = (3]", "E109", "]", "`(` is closed by `]`", "expected `)`"),
    ("a = 3", "E112", "a", "only declarations can stand outside of a block", "write `let a = …`"),
    (
        "model A():\n    input b\n    output b\n",
        "E111", ":", "expected `{` or `as` after `)`, found `:`", "a block stands in `{ }`",
    ),
    (
        "def f(x):\n    return x\n",
        "E111", "def", "expected a declaration, found `def`",
        "a function is written `function name(a) { … }`",
    ),
    ("layer A { x -> B() }", "E113", "x", "nothing is done with this value",
     "write `name = …` or `output …`"),
    ("layer A { x += 1 }", "E107", "+=", "there is no `+=` here", "write `x = x + …`"),
    ("layer A { if x = 1 { } }", "E111", "=", "expected `{` after `x`, found `=`",
     "two values are compared with `==`"),
    ("train A { loss == 3 }", "E111", "==", "expected `=` after `loss`, found `==`", "write `=`"),
    ("let a = f(b=1, 2)", "E114", "2", "a positional argument can't follow a named one", ""),
    ("let \ufb01lters = 3", "E116", "\ufb01lters", "`\ufb01lters` can't be a name", "write `filters`"),
]  # fmt: skip


@pytest.mark.parametrize("text, code, marked, message, help", MISTAKES, ids=lambda value: str(value)[:30])
def test_one_mistake(text: str, code: str, marked: str, message: str, help: str) -> None:
    _, problems = parse(Source("a.model", text))
    found = [(problem.code, problem.span.text, problem.message, problem.help) for problem in problems]
    assert found == [(code, marked, message, help)]


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith("E1")])
def test_examples_of_the_codes(code: str) -> None:
    _, problems = parse(Source("bad.model", CODES[code].bad))
    assert [problem.code for problem in problems] == [code]
    _, problems = parse(Source("good.model", CODES[code].good))
    assert problems == []


@pytest.mark.parametrize("text, code", [row[:2] for row in MISTAKES], ids=lambda value: str(value)[:30])
def test_what_stands_around_a_mistake_is_kept(text: str, code: str) -> None:
    file, problems = parse(Source("a.model", f"let first = 1\n{text}\nlet last = 2\n"))
    assert [problem.code for problem in problems] == [code]
    names = [one.name.text for one in file.declarations if isinstance(one, tree.Let)]
    assert names[0] == "first"
    assert names[-1] == "last"


def test_independent_mistakes_are_all_reported() -> None:
    text = """\
model A(hidden=, rate) {
    input x: float32[3
    a = x -> Dense(3) Dense(4)
    b = x -> Dense(3
    c = x -> -> Dense(4)
    for i range(3) {
        d = x -> Dense(i)
        e = = 4
    }
    if a { } else b {
        f = 3 +
    }
    output c
}
let size = 3 $
train A { epochs: 3 }
"""
    file, problems = parse(Source("a.model", text))
    places = [(problem.code, problem.span.source.position(problem.span.start)) for problem in problems]
    assert places == [
        ("E111", (1, 16)),
        ("E108", (2, 21)),
        ("E111", (3, 23)),
        ("E108", (4, 19)),
        ("E111", (5, 14)),
        ("E111", (6, 11)),
        ("E111", (8, 13)),
        ("E111", (10, 19)),
        ("E111", (11, 16)),
        ("E101", (15, 14)),
        ("E111", (16, 17)),
    ]
    model, let, train = file.declarations
    assert isinstance(model, tree.ModelDecl) and isinstance(let, tree.Let) and isinstance(train, tree.TrainDecl)
    kept = [statement.span.text.split("\n")[0] for statement in model.body]
    assert kept == [
        "input x: float32[3",
        "a = x -> Dense(3)",
        "b = x -> Dense(3",
        "for i range(3) {",
        "if a { } else b {",
        "output c",
    ]


def test_a_missing_brace_does_not_swallow_the_next_declaration() -> None:
    text = "model A {\n    input x\n    if y {\n        z = x\n    output z\n}\n\nmodel B {\n    input x\n}\n"
    file, problems = parse(Source("a.model", text))
    (problem,) = problems
    assert (problem.code, problem.span.start) == ("E108", 8)
    assert [label.span.start for label in problem.labels] == [
        text.index("model B"),
        text.index("{\n        z"),
    ]
    assert [one.name.text for one in file.declarations if isinstance(one, tree.ModelDecl)] == ["A", "B"]


def test_reports_are_limited() -> None:
    _, problems = parse(Source("a.model", "let a = = 1\n" * 1000))
    assert len(problems) == MAX_PROBLEMS


N = 20_000
HARD = {
    "parentheses": "let a = " + "(" * N + "1" + ")" * N,
    "open brackets": "let a = " + "[" * N,
    "closed brackets": ")" * N,
    "mixed brackets": "({[" * N + ")}]" * N,
    "minus": "let a = " + "-" * N + "1",
    "not": "let a = " + "not " * N + "1",
    "sum": "let a = " + "+".join("a" * N),
    "power": "let a = " + "**".join("a" * N),
    "conditional": "let a = " + " if b else ".join("a" * N),
    "calls": "let a = b" + "(1)" * N,
    "attributes": "let a = b" + ".c" * N,
    "stages": "let a = " + " -> ".join("a" * N),
    "blocks": "model A {" + "if a {\n" * N,
    "else if": "model A { if a { }" + " else if b { }" * N + "}",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_deep_nesting_ends_in_a_diagnostic_at_once(text: str, seconds: Callable[[Callable[[], object]], float]) -> None:
    source = Source("a.model", text)
    parsed = []
    assert seconds(lambda: parsed.append(parse(source))) < 3  # far less on a quiet machine
    ((file, problems),) = parsed
    assert problems
    repr(file)


def test_long_is_not_deep() -> None:
    text = "let a = " + " -> ".join(["b(1 + 2)"] * 3000) + "\nlet c = [" + "-1 + 2," * 3000 + "]"
    file, problems = parse(Source("a.model", text))
    assert problems == []
    assert len(file.declarations) == 2


WORDS = st.sampled_from(
    [
        "model",
        "layer",
        "train",
        "let",
        "from",
        "function",
        "input",
        "output",
        "weight",
        "for",
        "if",
        "else",
        "in",
        "as",
        "A",
        "b",
        "1",
        "'c'",
        '"',
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ",",
        ":",
        "=",
        "==",
        "->",
        "+",
        "-",
        "*",
        ".",
        "...",
        "?",
        "not",
        "and",
        "#",
        "$",
        ";",
        "&&",
        "\n",
        "\t",
        "\\",
        "\r",
        "é",
        "ﬁ",
        "\u202e",
        "012",
        "1e999",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=80)))
def test_no_text_is_too_broken(text: str) -> None:
    file, problems = parse(Source("a.model", text))
    assert isinstance(file, tree.File)
    for problem in problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert problem.code in CODES
