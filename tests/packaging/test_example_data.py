"""The data files of the examples are what the export script makes of its sources."""

from __future__ import annotations

import subprocess
import sys
import zlib
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def lines_of(png: bytes) -> bytes:
    """The pixels of a PNG file that `export.py` wrote: the content of its third part, unpacked."""
    start = png.index(b"IDAT") + 4
    return zlib.decompress(png[start : start + int.from_bytes(png[start - 8 : start - 4], "big")])


def test_a_new_export_is_the_same(examples: Path, tmp_path: Path) -> None:
    np = pytest.importorskip("numpy")
    pytest.importorskip("sklearn")
    subprocess.run([sys.executable, str(examples / "data" / "export.py"), str(tmp_path)], check=True, timeout=120)
    exported = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    data = examples / "data"
    committed = {
        path.relative_to(data).as_posix() for path in data.rglob("*.*") if path.suffix in (".npz", ".csv", ".png")
    }
    # What comes out of packages that are not installed is written by another script.
    elsewhere = (data / "export_packages.py").read_text(encoding="utf-8")
    assert exported == {name for name in committed if f'"{name}"' not in elsewhere}
    assert (tmp_path / "wine.csv").read_text() == (data / "wine.csv").read_text()
    for name in exported:
        if name.endswith(".png"):
            assert lines_of((tmp_path / name).read_bytes()) == lines_of((data / name).read_bytes())
    for new in tmp_path.glob("*.npz"):
        with np.load(new) as made, np.load(examples / "data" / new.name) as committed:
            assert made.files == committed.files
            for name in made.files:
                assert made[name].dtype == committed[name].dtype
                np.testing.assert_array_equal(made[name], committed[name])
