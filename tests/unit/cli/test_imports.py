"""Imported files on disk: where they are looked for, under which name they are shown, what cannot be read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import dsl
from dsl.cli.main import main

NET = 'from "parts/blocks.model" import Block\n\nmodel Net {\n    input x: float32[4]\n    output y = x -> Block()\n}\n'
BLOCK = "layer Block {\n    input x\n    output x -> Dense(3)\n}\n"


@pytest.fixture
def net(here: Path) -> Path:
    """A file that imports another one, in a folder of the folder that commands run in."""
    (here / "nets/parts").mkdir(parents=True)
    (here / "nets/net.model").write_text(NET)
    (here / "nets/parts/blocks.model").write_text(BLOCK)
    return here / "nets/net.model"


def test_compile(net: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", "nets/net.model"]) == 0
    assert capsys.readouterr() == ("", "")
    first = net.with_suffix(".py").read_text()
    assert "class Block(" in first
    assert main(["compile", str(net), "--check"]) == 0
    (net.parent / "parts/blocks.model").write_text(BLOCK.replace("3", "5"))
    assert main(["compile", "nets/net.model", "--check"]) == 1


def test_compile_from_python(net: Path) -> None:
    compilation = dsl.compile(net)
    assert compilation.code is not None
    assert compilation.code == dsl.compile("nets/net.model").code
    assert dsl.check(net) == ()
    assert [problem.code for problem in dsl.check(NET)] == ["E236"]


def test_a_fault_is_shown_once_under_the_name_of_its_file(net: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (net.parent / "parts/blocks.model").write_text(BLOCK.replace("Dense", "Dens"))
    assert main(["check", "nets", "--format", "json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)
    assert (Path(fault["file"]).as_posix(), fault["line"], fault["code"]) == ("nets/parts/blocks.model", 3, "E203")


def test_a_circle_however_the_paths_are_written(net: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (net.parent / "parts/blocks.model").write_text('from "../parts/../net.model" import Net\n' + BLOCK)
    assert main(["check", "./nets/net.model", "--format", "json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)
    assert fault["code"] == "E234"


def test_a_linked_file_is_the_same_file(net: Path) -> None:
    os.symlink("parts/blocks.model", net.parent / "link.model")
    text = NET.replace("Block()", "Block() -> Other()")
    (net.parent / "other.model").write_text(
        'from "link.model" import Block\nlayer Other {\n input x\n output x -> Block()\n}\n'
    )
    net.write_text('from "other.model" import Other\n' + text)
    code = dsl.compile(net).code
    assert code is not None
    assert code.count("class ") == 2


@pytest.mark.parametrize("name", ["", "/", ".", "..", "a\\0b.model", "x" * 5000 + ".model", "/dev/null", "/etc/passwd"])
def test_paths_that_lead_to_no_file(here: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "net.model").write_text(f'from "{name}" import Block\n')
    assert main(["check", "net.model", "--format", "json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)
    assert fault["code"] in ("E231", "E232")


def test_a_pipe_is_not_waited_for(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(here / "pipe.model")
    (here / "net.model").write_text('from "pipe.model" import Block\n')
    assert main(["check", "net.model", "--format", "json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)
    assert fault["code"] == "E232"


def test_an_absolute_path(net: Path) -> None:
    net.write_text(NET.replace("parts/blocks.model", str(net.parent / "parts/blocks.model")))
    code = dsl.compile(net).code
    assert code is not None
    assert str(net.parent) not in code
