"""Each code in use has a row, each row is in use, and its examples do what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dsl.compiler import Options, check_source, compile_source
from dsl.diagnostics import Diagnostic
from dsl.diagnostics.codes import CODES
from dsl.source import Missing, Source

# What is chosen beside the file, for codes that are about such choices.
OPTIONS = {
    "E219": Options(settings={"hidden": "256"}),
    "E226": Options(train="finetune"),
}


def _problems(text: str, code: str) -> tuple[Diagnostic, ...]:
    source, options = Source("example.model", text), OPTIONS.get(code, Options())
    if CODES[code].files:
        options = replace(options, read=_reader(source, dict(CODES[code].files)))
    return (*check_source(source, options).problems, *compile_source(source, options).problems)


def _reader(main: Source, files: dict[str, str]) -> Callable[[str], Source]:
    sources = {main.name: main, **{name: Source(name, text) for name, text in files.items()}}

    def read(name: str) -> Source:
        if name not in sources:
            raise Missing("there is no such file")
        return sources[name]

    return read


# About what a file declares and leaves unused.
UNUSED = tuple(code for code in CODES if "never used" in CODES[code].title)

# Given only by callers in Python, who name the parameters themselves.
NO_FILE = {"E223"}


def _used(root: Path) -> set[str]:
    files = [path for path in (root / "dsl").rglob("*.py") if not path.name.startswith("codes")]
    return {code for path in files for code in re.findall(r'"([EW]\d{3})"', path.read_text(encoding="utf-8"))}


def test_codes_in_use_have_rows(root: Path) -> None:
    assert sorted(_used(root) - set(CODES) - NO_FILE) == []


def test_rows_are_in_use(root: Path) -> None:
    assert sorted(set(CODES) - _used(root)) == []


@pytest.mark.parametrize("code", sorted(CODES))
def test_bad_example_gives_the_code_alone(code: str) -> None:
    assert {problem.code for problem in _problems(CODES[code].bad, code)} == {code}


@pytest.mark.parametrize("code", sorted(CODES))
def test_good_example_has_no_problems(code: str) -> None:
    text = CODES[code].good
    found = (
        _problems(text, code)
        if re.search(r"^(model|train) ", text, re.MULTILINE)
        else check_source(Source("example.model", text)).problems
    )
    # Some of them show one thing alone, and leave the rest of what they declare unused.
    unused = () if code.startswith("W") else UNUSED
    assert [problem.message for problem in found if problem.code not in unused] == []
