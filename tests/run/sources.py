"""Programs that read one data source, in some styles and both loops."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from tests.cases.discover import LOOPS, Case, code
from tests.run import programs

STYLES = ("functional", "subclass")


def case(text: str) -> Case:
    return Case("source", text, Path(), (), LOOPS)


def histories(text: str, tmp_path: Path) -> list[dict[str, list[float]]]:
    """The histories of all styles and loops."""
    found = []
    for style in STYLES:
        for loop in LOOPS:
            module = programs.load(code(case(text), style, loop), tmp_path, f"{style}_{loop}")
            found.append(programs.history(module, tmp_path / f"{style}_{loop}"))
    return found


def same(text: str, tmp_path: Path) -> dict[str, list[float]]:
    """The history that all styles and loops have in common."""
    found = histories(text, tmp_path)
    assert all(history == found[0] for history in found)
    assert all(np.isfinite(values).all() for values in found[0].values())
    return found[0]


def load(text: str, tmp_path: Path, loop: str = "fit") -> Any:
    return programs.load(code(case(text), "functional", loop), tmp_path)
