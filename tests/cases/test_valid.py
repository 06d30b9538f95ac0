"""Whole programs: each case, in each style and with each loop, is what the file beside it says.

To add a case, make a folder in `valid/` with an `input.model`, run `make accept`, and read what it wrote.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cases import discover
from tests.cases.discover import Case

CASES = (*discover.valid_cases(), *discover.example_cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_programs_are_the_expected_ones(case: Case, golden: Callable[[object, str], None], accept: bool) -> None:
    expected = {}
    for name, (style, loop, train) in case.variants().items():
        if not discover.is_refused(case, style):
            expected[name] = discover.code(case, style, loop, train=train)
    assert expected
    present = {path.name for path in case.expected.glob("*")} if case.expected.is_dir() else set()
    unused = sorted(present - set(expected))
    if accept:
        for name in unused:
            (case.expected / name).unlink()
    else:
        assert not unused, f"no longer made: {', '.join(unused)}; `make accept` removes them"
    for name, text in expected.items():
        golden(case.expected / name, text)


def test_no_expectations_without_an_example() -> None:
    folders = {path.name for path in (discover.HERE / "examples").iterdir()}
    assert folders == {case.name for case in discover.example_cases()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_second_time_gives_the_same_text(case: Case) -> None:
    first = discover.compiled(case, None, None).code
    assert discover.compiled_anew(case, None, None).code == first
