"""Saved models load in a new process that has run nothing but the program, or a warning says that they do not.

That those of every case load, and predict what they did before, is in `test_styles.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import discover
from tests.cases.discover import Case
from tests.run import programs, saving
from tests.run.reloading import Reloader

pytestmark = [pytest.mark.tensorflow, pytest.mark.slow]


@pytest.mark.parametrize("name", ["W304-nested", "sound-nested"])
def test_models_do_not_load_where_the_warning_says_so(name: str, tmp_path: Path, reloader: Reloader) -> None:
    text = (discover.HERE / "warned" / name / "input.model").read_text(encoding="utf-8")
    case = Case(name, text, tmp_path, discover.STYLES, ())
    models = {style: saving.build(case, style, tmp_path / style) for style in ("functional", "subclass")}
    inputs = programs.inputs_for(models["functional"])
    found = [saving.save(model, inputs, tmp_path / style) for style, model in models.items()]
    functional, subclass = reloader.reload([saved for saved, _ in found])
    assert bool(functional.failed) is (name == "W304-nested")
    assert subclass.predictions == found[1][1]
