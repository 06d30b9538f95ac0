"""The examples are in the layout that `dotmodel fmt` gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.cli.main import main


def test_the_examples_are_formatted(examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--check", str(examples)]) == 0, capsys.readouterr().out
