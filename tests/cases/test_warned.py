"""Warnings: what is said about files that are compiled nonetheless.

To add one, make a folder `warned/<code>-<what looks wrong>/` with an `input.model`, run `make accept`, and read the
`expected.txt` that it wrote. A folder whose name starts with `sound-` shows what must not be warned of.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dsl.compiler import Compilation, Options, check_source, compile_source
from dsl.diagnostics.render import render_report
from dsl.source import Source
from tests.cases import discover
from tests.cases.discover import importer

HERE = Path(__file__).resolve().parent / "warned"
CASES = sorted(path for path in HERE.iterdir() if path.is_dir())
SOUND = "sound-"


def _compile(text: str, folder: Path) -> Compilation:
    source = Source("input.model", text)
    return compile_source(source, Options(read=importer(folder, source)))


def _text(case: Path) -> str:
    return (case / "input.model").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_report_is_the_expected_one(case: Path, golden: Callable[[Path, str], None]) -> None:
    compilation = _compile(_text(case), case)
    assert compilation.code is not None, [problem.message for problem in compilation.problems]
    if case.name.startswith(SOUND):
        assert [problem.message for problem in compilation.problems] == []
        return
    assert case.name[:4] in {problem.code for problem in compilation.problems}
    golden(case / "expected.txt", render_report(compilation.problems, color=False))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_check_says_the_same(case: Path) -> None:
    source = Source("input.model", _text(case))
    checked = check_source(source, Options(read=importer(case, source)))
    assert checked.problems == _compile(_text(case), case).problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fixes_mend(case: Path) -> None:
    """A file with all of the edits made is not warned of the same again."""
    text = _text(case)
    problems = _compile(text, case).problems
    mended = [problem for problem in problems if problem.fix is not None]
    for fix in sorted((problem.fix for problem in mended if problem.fix), key=lambda fix: -fix.span.start):
        text = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
    after = _compile(text, case)
    assert after.code is not None
    assert len(after.problems) == len(problems) - len(mended)


def test_warnings_wait_for_errors(tmp_path: Path) -> None:
    text = "model M(spare=1) {\n    input x: float32[8]\n    output y = x -> Dens(3)\n}\n"
    assert {problem.code for problem in _compile(text, tmp_path).problems} == {"E203"}


@pytest.mark.parametrize("case", discover.example_cases(), ids=lambda case: case.name)
def test_examples_have_none(case: discover.Case) -> None:
    for train in case.blocks() or [None]:
        assert [problem.message for problem in discover.compiled(case, None, None, train=train).problems] == []
