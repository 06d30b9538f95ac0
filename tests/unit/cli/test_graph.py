"""`dotmodel graph`: its files, its options, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.cli.main import main
from tests.unit.cli.conftest import listing

BLOCKS = """layer Inner(units) {
    input x
    output x -> Dense(units) -> ReLU()
}

layer Outer(units) {
    input x
    output x -> Inner(units) -> Inner(units)
}

model Net {
    input x: float32[4]
    for i in range(3) {
        x = x -> Outer(5)
    }
    output y = x
}
"""


@pytest.fixture
def blocks(here: Path) -> Path:
    (here / "net.model").write_text(BLOCKS)
    return here / "net.model"


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", "<svg "), ("a.dot", "digraph "), ("a.mmd", "flowchart TB\n"), ("new/a.SVG", "<svg ")]
)
def test_the_name_says_the_format(name: str, start: str, sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "digits.model", "-o", name]) == 0
    assert capsys.readouterr() == ("", "")
    assert Path(name).read_text(encoding="utf-8").startswith(start)


def count(options: list[str], word: str) -> int:
    assert main(["graph", "net.model", "-o", "net.dot", *options]) == 0
    return Path("net.dot").read_text(encoding="utf-8").count(word)


@pytest.mark.parametrize(
    ("options", "outer", "inner", "dense"),
    [
        ([], 3, 0, 0),
        (["--depth", "1"], 3, 6, 0),
        (["--depth", "2"], 3, 6, 6),
        (["--expand", "all"], 3, 6, 6),
        (["--expand", "Outer"], 3, 6, 0),
        (["--expand", "Inner"], 3, 0, 0),
        (["--expand", "Inner", "--expand", "Outer"], 3, 6, 6),
        (["--fold-loops"], 0, 0, 0),
    ],
)
def test_what_is_opened(options: list[str], outer: int, inner: int, dense: int, blocks: Path) -> None:
    assert count(options, "Outer(5)") == outer
    assert count(options, "Inner(5)") == inner
    assert count(options, "Dense(5)") == dense
    assert count(options, "3 rounds") == (options == ["--fold-loops"])


def test_wrong_use(blocks: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = listing(here)
    assert main(["graph", "net.model"]) == 2
    assert main(["graph", "net.model", "-o", "net.png"]) == 2
    assert ".svg, .dot, .mmd" in capsys.readouterr().err
    assert main(["graph", "net.model", "-o", "net.svg", "--expand", "Outter"]) == 2
    assert "there are: Inner, Outer" in capsys.readouterr().err
    assert listing(here) == before


def test_faulty_files_are_told_and_nothing_is_written(faulty: Path, here: Path) -> None:
    before = listing(here)
    assert main(["graph", "faulty.model", "-o", "faulty.svg"]) == 1
    assert listing(here) == before


def test_what_nobody_could_read_is_not_drawn(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "long.model").write_text(
        "model Long {\n    input x: float32[4]\n    for i in range(2500) { x = x -> ReLU() }\n    output y = x\n}\n"
    )
    assert main(["graph", "long.model", "-o", "long.svg"]) == 1
    assert "2,502 nodes" in capsys.readouterr().err
    assert main(["graph", "long.model", "-o", "long.svg", "--fold-loops"]) == 0
    assert main(["graph", "long.model", "-o", "long.dot"]) == 0
