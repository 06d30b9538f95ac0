"""The data files of the examples are what the export script makes of its sources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_a_new_export_is_the_same(examples: Path, tmp_path: Path) -> None:
    np = pytest.importorskip("numpy")
    pytest.importorskip("sklearn")
    subprocess.run([sys.executable, str(examples / "data" / "export.py"), str(tmp_path)], check=True, timeout=120)
    exported = {path.name for path in tmp_path.iterdir()}
    assert exported == {path.name for path in (examples / "data").iterdir() if path.suffix in (".npz", ".csv")}
    assert (tmp_path / "wine.csv").read_text() == (examples / "data" / "wine.csv").read_text()
    for new in tmp_path.glob("*.npz"):
        with np.load(new) as made, np.load(examples / "data" / new.name) as committed:
            assert made.files == committed.files
            for name in made.files:
                assert made[name].dtype == committed[name].dtype
                np.testing.assert_array_equal(made[name], committed[name])
