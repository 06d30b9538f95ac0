"""Mistakes: what is said about each, drawn as a user sees it.

To add one, make a folder `invalid/<code>-<what is wrong>/` with an `input.model`, run `make accept`, and read the
`expected.txt` that it wrote. Lines of an `options.txt` are choices made beside the file: `model: Digits`,
`train: finetune`, `style: sequential`, `set: hidden=256`. Other files of the folder are there to be imported.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dsl.compiler import Options, check_source, compile_source
from dsl.diagnostics import Diagnostic, Severity
from dsl.diagnostics.render import render_report
from dsl.source import Source
from tests.cases.discover import importer

HERE = Path(__file__).resolve().parent / "invalid"
CASES = sorted(path for path in HERE.iterdir() if path.is_dir())

# Mistakes of a choice among the models of a file, which `check` does not make: it looks at all of them.
ONLY_COMPILING = {"E217", "E218", "E226"}


def _options(case: Path) -> Options:
    path = case / "options.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    given = [tuple(line.split(": ", 1)) for line in lines]
    chosen = {name: text for name, text in given if name != "set"}
    settings = dict(text.split("=", 1) for name, text in given if name == "set")
    return Options(**chosen, settings=settings, read=importer(case, _source(case)))


def _source(case: Path) -> Source:
    return Source("input.model", (case / "input.model").read_text(encoding="utf-8"))


def _found(case: Path) -> tuple[Diagnostic, ...]:
    compilation = compile_source(_source(case), _options(case))
    assert compilation.code is None, "this file has no mistake"
    return compilation.problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_report_is_the_expected_one(case: Path, golden: Callable[[Path, str], None]) -> None:
    golden(case / "expected.txt", render_report(_found(case), color=False))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_folder_is_called_like_the_code(case: Path) -> None:
    assert case.name[:4] in {problem.code for problem in _found(case) if problem.severity is Severity.ERROR}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_places_are_in_the_file(case: Path) -> None:
    for problem in _found(case):
        span = problem.span
        assert 0 <= span.start <= span.end <= len(span.source.text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_check_says_the_same(case: Path) -> None:
    """All but what is chosen beside the file: `check` knows no choices."""
    if (case / "options.txt").exists() or case.name[:4] in ONLY_COMPILING:
        return
    assert render_report(check_source(_source(case), _options(case)).problems, False) == render_report(_found(case), False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fixes_mend(case: Path) -> None:
    """Where the report offers edits, the file with all of them made has fewer errors of these codes."""
    source, problems = _source(case), _found(case)
    mendable = [problem for problem in problems if problem.fix and problem.fix.span.source == source]
    fixes = [problem.fix for problem in mendable if problem.fix]
    if not fixes or (case / "options.txt").exists():
        return
    text = source.text
    for fix in sorted(fixes, key=lambda fix: fix.span.start, reverse=True):
        text = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
    mended = compile_source(Source("input.model", text), _options(case)).problems
    fixed = {(problem.code, problem.message) for problem in mendable}
    left = {(problem.code, problem.message) for problem in mended if problem.span.source.name == source.name}
    assert not fixed & left


def test_folders_hold_nothing_else() -> None:
    for case in CASES:
        beside = {path.name for path in case.iterdir()} - {"input.model", "options.txt", "expected.txt"}
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in case.glob("*.model") if path.is_file()]
        assert all(any(f'"{name}"' in text for text in texts) for name in beside), f"not imported: {beside}"
    assert all((case / "input.model").is_file() for case in CASES)
