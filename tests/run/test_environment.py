"""Numbers from the environment: a program says which variable is wrong, before it does anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import discover
from tests.run import programs

pytestmark = pytest.mark.tensorflow

TEXT = discover.code(next(case for case in discover.valid_cases() if case.name == "environment"), "functional", "fit")


def test_a_number_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EPOCHS", "3")
    assert programs.load(TEXT, tmp_path).EPOCHS == 3


def test_the_default_stands_where_nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EPOCHS", raising=False)
    assert programs.load(TEXT, tmp_path).EPOCHS == 10


def test_what_is_no_number_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EPOCHS", "many")
    with pytest.raises(SystemExit, match="The environment variable EPOCHS must be a whole number, and is 'many'"):
        programs.load(TEXT, tmp_path)
