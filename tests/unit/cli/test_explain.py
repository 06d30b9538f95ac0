"""`dotmodel explain`: the long text of every code."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from dsl.cli.main import main
from dsl.diagnostics.codes import CODES


def explained(code: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["explain", code]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    row = CODES[code]
    text = explained(code, capsys)
    kind = "warning" if code.startswith("W") else "error"
    assert text.startswith(f"{kind}[{code}]: {row.title}\n\n{row.explanation}")
    for example in (row.bad, row.good, *(content for _, content in row.files)):
        assert textwrap.indent(example.rstrip("\n"), "    ") in text
    for name, _ in row.files:
        assert name in text


def test_whole_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert explained("e103", capsys) == textwrap.dedent("""\
        error[E103]: malformed number

        {}

        With this mistake:

            {}

        Without it:

            {}
        """).format(CODES["E103"].explanation, CODES["E103"].bad.rstrip(), CODES["E103"].good.rstrip())


def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"{code}  {CODES[code].title}" for code in sorted(CODES)]


@pytest.mark.parametrize(
    ("code", "advice"),
    [("E99", "did you mean"), ("E2033", "E203"), ("nonsense", "`dotmodel explain` lists")],
)
def test_unknown_code(code: str, advice: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", code]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"dotmodel: error: there is no diagnostic {code!r}; ") and advice in err
