"""How diagnostics are drawn: whole drawings, as they are printed."""

from __future__ import annotations

import json

from dsl.diagnostics import Diagnostic, Fix, Label
from dsl.diagnostics.render import render_github, render_json, render_report, render_text, summarize
from dsl.source import Source, Span

DIGITS = Source(
    "digits.model",
    "model Digits(hidden=128) {\n    input image: float32[8, 8, 1]\n\n    x = image\n"
    "        -> Rescaling(1 / 16)\n"
    '        -> Flatten()\n        -> Dens(hidden, activation="relu")\n    output x -> Dense(10)\n}\n',
)


def span(source: Source, text: str) -> Span:
    start = source.text.index(text)
    return Span(source, start, start + len(text))


DENS = Diagnostic("E203", "no layer is called `Dens`", span(DIGITS, "Dens"), help="did you mean `Dense`?")
UNUSED = Diagnostic("W601", "`hidden` is not used", span(DIGITS, "hidden"))


def drawn(diagnostic: Diagnostic) -> str:
    return "\n" + render_text(diagnostic, color=False)


def test_one_line() -> None:
    assert (
        drawn(DENS)
        == """
error[E203]: no layer is called `Dens`
  ┌─ digits.model:7:12
7 │         -> Dens(hidden, activation="relu")
  │            ^^^^ did you mean `Dense`?
"""
    )


def test_color() -> None:
    assert render_text(DENS, color=True) == (
        "\x1b[1;31merror[E203]\x1b[0m\x1b[1m: no layer is called `Dens`\x1b[0m\n"
        "  \x1b[1;34m┌─\x1b[0m digits.model:7:12\n"
        '\x1b[1;34m7 │\x1b[0m         -> Dens(hidden, activation="relu")\n'
        "  \x1b[1;34m│\x1b[0m            \x1b[1;31m^^^^ did you mean `Dense`?\x1b[0m\n"
    )


def test_labels_and_notes() -> None:
    other = Source("blocks.model", "\n" * 99 + "layer Dens { }\n")
    labels = (
        Label(span(DIGITS, "image"), "the input"),
        Label(span(DIGITS, "activation"), "as it has one"),
        Label(span(other, "Dens"), "the other one"),
        Label(span(DIGITS, "Flatten()"), "after this"),
    )
    diagnostic = Diagnostic("E203", "wrong", DENS.span, labels=labels, notes=("one", "two"))
    assert (
        drawn(diagnostic)
        == """
error[E203]: wrong
    ┌─ digits.model:7:12
  2 │     input image: float32[8, 8, 1]
    │           ----- the input
    ⋮
  6 │         -> Flatten()
    │            --------- after this
  7 │         -> Dens(hidden, activation="relu")
    │            ^^^^
    │                         ---------- as it has one
    ┌─ blocks.model:100:7
100 │ layer Dens { }
    │       ---- the other one
    = one
    = two
"""
    )


def test_several_lines() -> None:
    start = DIGITS.text.index("image\n")
    end = DIGITS.text.index('"relu")') + len('"relu")')
    assert (
        drawn(Diagnostic("E400", "shapes", Span(DIGITS, start, end), help="here"))
        == """
error[E400]: shapes
  ┌─ digits.model:4:9
4 │     x = image
  │         ^^^^^
  ⋮
7 │         -> Dens(hidden, activation="relu")
  │         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
"""
    )


def test_ends_of_lines_and_files() -> None:
    source = Source("a.model", "let a =\n")
    for start, end, place in ((7, 7, "1:8"), (7, 8, "1:8")):
        assert (
            drawn(Diagnostic("E111", "cut off", Span(source, start, end), help="here"))
            == f"""
error[E111]: cut off
  ┌─ a.model:{place}
1 │ let a =
  │        ^ here
"""
        )
    assert (
        drawn(Diagnostic("E111", "cut off", Span(source, 8, 8)))
        == """
error[E111]: cut off
  ┌─ a.model:2:1
2 │
  │ ^
"""
    )
    assert (
        drawn(Diagnostic("E111", "empty", Span(Source("<stdin>", ""), 0, 0)))
        == """
error[E111]: empty
  ┌─ <stdin>:1:1
1 │
  │ ^
"""
    )


def test_tabs_and_wide_characters() -> None:
    source = Source("a.model", "\tx\t= '層' + ä e\u0301 bad\n")
    assert (
        drawn(Diagnostic("W100", "look", span(source, "bad")))
        == """
warning[W100]: look
  ┌─ a.model:1:17
1 │     x    = '層' + ä e\u0301 bad
  │                       ^^^
"""
    )
    assert (
        drawn(Diagnostic("W100", "look", span(source, "層")))
        == """
warning[W100]: look
  ┌─ a.model:1:7
1 │     x    = '層' + ä e\u0301 bad
  │             ^^
"""
    )


def test_text_can_not_steer_the_terminal() -> None:
    source = Source("a\x1b[2J.model", "let a\u202e = '\x1b[31m'\n")
    assert (
        drawn(Diagnostic("E100", "odd \x1b]0;\x07", span(source, "let"), help="\x9b"))
        == """
error[E100]: odd \ufffd]0;\ufffd
  ┌─ a\ufffd[2J.model:1:1
1 │ let a\ufffd = '\ufffd[31m'
  │ ^^^ \ufffd
"""
    )


def test_very_long_lines_are_cut() -> None:
    source = Source("a.model", "let a = [" + "1, " * 1000 + "bad" + ", 2" * 1000 + "]")
    text = render_text(Diagnostic("E100", "long", span(source, "bad")), color=False)
    assert text == (
        "error[E100]: long\n  ┌─ a.model:1:3010\n"
        f"1 │ …{'1, ' * 20}bad{', 2' * 32},…\n"
        f"  │ {' ' * 61}^^^\n"
    )  # fmt: skip


def test_report_is_sorted_and_says_everything_once() -> None:
    first = Source("a.model", "let a =\n")
    problem = Diagnostic("E111", "cut off", Span(first, 7, 7))
    assert (
        "\n" + render_report([DENS, UNUSED, DENS, problem], color=False)
        == """
error[E111]: cut off
  ┌─ a.model:1:8
1 │ let a =
  │        ^

warning[W601]: `hidden` is not used
  ┌─ digits.model:1:14
1 │ model Digits(hidden=128) {
  │              ^^^^^^

error[E203]: no layer is called `Dens`
  ┌─ digits.model:7:12
7 │         -> Dens(hidden, activation="relu")
  │            ^^^^ did you mean `Dense`?

2 errors, 1 warning
"""
    )
    assert render_report([], color=False) == ""


def test_summary() -> None:
    assert summarize([]) == ""
    assert summarize([DENS]) == "1 error"
    assert summarize([DENS, DENS, UNUSED]) == "1 error, 1 warning"


def test_json() -> None:
    fix = Fix(DENS.span, "Dense", "did you mean `Dense`?")
    diagnostic = Diagnostic(DENS.code, DENS.message, DENS.span, help=DENS.help, fix=fix)
    assert json.loads(render_json([diagnostic, UNUSED])) == [
        {
            "file": "digits.model", "line": 1, "column": 14, "end_line": 1, "end_column": 20,
            "severity": "warning", "code": "W601", "message": "`hidden` is not used", "help": "",
        },
        {
            "file": "digits.model", "line": 7, "column": 12, "end_line": 7, "end_column": 16,
            "severity": "error", "code": "E203", "message": "no layer is called `Dens`",
            "help": "did you mean `Dense`?",
        },
    ]  # fmt: skip
    assert render_json([]) == "[]"


def test_github() -> None:
    source = Source("a,b:c.model", "let a = 1\nlet b = 2\n")
    two_lines = Diagnostic("E100", "50% of\r\nit", Span(source, 4, 15), notes=("a note",))
    assert render_github([DENS, two_lines]) == (
        "::error file=a%2Cb%3Ac.model,line=1,endLine=2,title=E100::50%25 of%0D%0Ait%0Aa note\n"
        "::error file=digits.model,line=7,endLine=7,col=12,endColumn=16,title=E203"
        "::no layer is called `Dens`%0Adid you mean `Dense`?\n"
    )
