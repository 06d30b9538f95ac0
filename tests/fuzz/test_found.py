"""What fuzzing found stays mended, and what anyone could think of to break a compiler is answered in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.target import hold

FOUND = sorted((Path(__file__).parent / "found").glob("*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_it_holds_now(path: Path) -> None:
    hold(path.read_bytes())
