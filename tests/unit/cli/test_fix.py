"""`dotmodel check --fix`: edits that are sure to be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.cli.fix import repair
from dsl.cli.main import main
from dsl.compiler import check_source
from dsl.source import Source
from tests.unit.cli.conftest import listing

BEFORE = """let a == 3
b = 4
model M {
    input x: flot32[4]
    output x -> Dens(a, activaton="relu") -> Dense(b, kernel_initializer="zeross") && True
}
"""


def model(line: str) -> str:
    return f"model M {{\n    input x: float32[4]\n    {line}\n}}\n"


def test_edits_are_made_and_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = here / "a.model"
    path.write_text(model('output y = x -> Dens(3, activaton="relu") -> Dropot(0.5)'))
    assert main(["check", "a.model", "--fix"]) == 0
    assert path.read_text() == model('output y = x -> Dense(3, activation="relu") -> Dropout(0.5)')
    assert capsys.readouterr() == (
        "",
        "fixed a.model:3:21: wrote `Dense` for `Dens` [E203]\n"
        "fixed a.model:3:50: wrote `Dropout` for `Dropot` [E203]\n"
        "fixed a.model:3:30: wrote `activation` for `activaton` [E312]\n",
    )
    assert list(listing(here)) == ["a.model"]


def test_what_an_edit_brings_to_light_is_mended_too_and_the_rest_is_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / "a.model"
    path.write_bytes(BEFORE.replace("\n", "\r\n").encode())
    assert main(["check", "a.model", "--fix"]) == 1
    after = """let a = 3
let b = 4
model M {
    input x: float32[4]
    output x -> Dense(a, activation="relu") -> Dense(b, kernel_initializer="zeros") and True
}
"""
    assert path.read_bytes() == after.replace("\n", "\r\n").encode()
    err = capsys.readouterr().err
    assert err.count("fixed a.model:") == 7
    assert "error[E305]: `and` does not work on a layer" in err


def test_a_guess_is_not_made(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = here / "a.model"
    text = model("first = x -> Dense(2)\n    output y = frist -> Dense(hiden)").replace("M {", "M(hidden=3) {")
    path.write_text(text)
    assert main(["check", "a.model", "--fix"]) == 1
    assert path.read_text() == text
    assert "fixed" not in capsys.readouterr().err
    fixes = [problem.fix for problem in check_source(Source("a.model", text)).problems if problem.fix]
    assert [(fix.replacement, fix.is_sure) for fix in fixes] == [("first", False), ("hidden", False)]


@pytest.mark.parametrize("text", [r'f"{x}"', r'r"\\d"'])
def test_a_prefix_that_means_something_stays(text: str) -> None:
    source = Source("a.model", f"let a = {text}\n")
    assert repair(source).edits == ()


def test_a_prefix_that_means_nothing_goes() -> None:
    repaired = repair(Source("a.model", 'let a = f"x"\n'))
    assert repaired.source.text == 'let a = "x"\n'
    assert repaired.edits == ("a.model:1:9: removed `f` [E106]",)
    assert repaired.problems == ()


def test_an_edit_that_mends_nothing_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from dsl.cli import fix
    from dsl.diagnostics import Diagnostic, Fix
    from dsl.source import Span

    def check(source: Source) -> tuple[Diagnostic, ...]:
        found = []
        for word in ("bad", "worse"):
            at = source.text.find(word)
            if at >= 0:
                span = Span(source, at, at + len(word))
                new = "good" if word == "bad" else "worse still"
                found.append(Diagnostic("E203", "no", span, fix=Fix(span, new, "")))
        return tuple(found)

    monkeypatch.setattr(fix, "_check", check)
    repaired = fix.repair(Source("a.model", "bad worse\n"))
    assert repaired.source.text == "good worse\n"
    assert len(repaired.edits) == len(repaired.problems) == 1


def test_files_that_are_imported_are_not_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "part.model").write_text("layer Part {\n    input x\n    output x -> Dens(4)\n}\n")
    (here / "whole.model").write_text('from "part.model" import Part\n\n' + model("output y = x -> Part()"))
    before = listing(here)
    assert main(["check", "whole.model", "--fix"]) == 1
    assert listing(here) == before
    assert main(["check", ".", "--fix"]) == 0
    assert "-> Dense(4)" in (here / "part.model").read_text()


def test_a_sound_file_is_not_touched(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = listing(here)
    assert main(["check", "digits.model", "--fix"]) == 0
    assert capsys.readouterr() == ("", "")
    assert listing(here) == before
