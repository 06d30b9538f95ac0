"""The table of codes."""

from __future__ import annotations

import re

from dsl.diagnostics.codes import _GROUPS, CODES


def test_codes_are_unique_and_sorted() -> None:
    for group in _GROUPS:
        codes = [row.code for row in group]
        assert codes == sorted(codes)
    assert len(CODES) == sum(len(group) for group in _GROUPS)


def test_rows_are_complete() -> None:
    for code, row in CODES.items():
        assert re.fullmatch(r"[EW]\d{3}", code)
        assert row.title and not row.title.endswith(".")
        assert row.explanation.endswith((".", "`"))
        assert row.bad and row.good and row.bad != row.good
