"""`dotmodel compile`: what it leaves alone, and what it does not take."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dsl.cli.main import main
from tests.unit.cli.conftest import FAULTY, listing

# --- nothing is broken ---------------------------------------------------------------------------


def test_nothing_is_written_for_a_faulty_file(faulty: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faulty.with_suffix(".py").write_text("")
    before = listing(here)
    assert main(["compile", "faulty.model"]) == 1
    assert main(["compile", "faulty.model", "-o", "new/out.py"]) == 1
    assert main(["compile", "faulty.model", "-o", "-"]) == 1
    assert listing(here) == before
    out, err = capsys.readouterr()
    assert out == "" and err.count("error[E203]: no layer is called `Dens`") == 3


def test_foreign_file_is_kept(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound.with_suffix(".py").write_text("# written by hand\n")
    before = listing(here)
    assert main(["compile", "digits.model"]) == 1
    assert listing(here) == before
    assert "left alone" in capsys.readouterr().err


def test_source_is_kept(sound: Path, here: Path) -> None:
    before = listing(here)
    assert main(["compile", "digits.model", "-o", "digits.model"]) == 1
    assert listing(here) == before


def test_own_program_and_empty_file_are_replaced(sound: Path) -> None:
    sound.with_suffix(".py").write_text("")
    assert main(["compile", "digits.model"]) == 0
    assert main(["compile", "digits.model", "--set", "hidden=3"]) == 0
    assert "hidden=3" in sound.with_suffix(".py").read_text(encoding="utf-8")


def test_output_is_a_folder(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "out.py").mkdir()
    before = listing(here)
    assert main(["compile", "digits.model", "-o", "out.py"]) == 1
    assert listing(here) == before
    assert "this is a folder" in capsys.readouterr().err


def test_unwritable_folder(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "file").write_text("")  # rights do not keep a superuser out, and what is no folder keeps out everyone
    before = listing(here)
    assert main(["compile", "digits.model", "-o", "file/out.py"]) == 1
    assert listing(here) == before
    assert "cannot be written" in capsys.readouterr().err


def test_failing_replacement_leaves_the_old_file(
    sound: Path, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["compile", "digits.model"])
    before = listing(here)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert main(["compile", "digits.model", "--set", "hidden=3"]) == 1
    assert listing(here) == before
    assert "cannot be written: No space left on device" in capsys.readouterr().err


def test_link_is_followed(sound: Path, here: Path) -> None:
    (here / "kept").mkdir()
    (here / "kept/real.py").write_text("")
    (here / "link.py").symlink_to(here / "kept/real.py")
    assert main(["compile", "digits.model", "-o", "link.py"]) == 0
    assert (here / "link.py").is_symlink() and "def build_model" in (here / "kept/real.py").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_stays_a_pipe(sound: Path, here: Path) -> None:
    os.mkfifo(here / "pipe")
    reader = os.open(here / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert main(["compile", "digits.model", "-o", "pipe"]) == 0
        assert os.read(reader, 1_000_000).startswith(b'"""Digits, generated from')
        assert (here / "pipe").is_fifo()
    finally:
        os.close(reader)


# --- inputs that are none ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"# only a comment\n", "E217"),
        (b"let size = 3\n", "E217"),
        (b"model \xff {", "not UTF-8: byte 6"),
        ("model Größe {".encode("utf-16"), "not UTF-8"),
        (b"model M\x00 {}", "E101"),
    ],
)
def test_input_that_is_no_model(content: bytes, words: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "x.model").write_bytes(content)
    before = listing(here)
    assert main(["compile", "x.model"]) == 1
    assert listing(here) == before
    shown = capsys.readouterr().err
    assert words in shown and "Traceback" not in shown


def test_missing_file_and_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "folder.model").mkdir()
    assert main(["compile", "missing.model"]) == 1
    assert main(["compile", "folder.model"]) == 1
    assert main(["compile", "folder.model/inside"]) == 1
    shown = capsys.readouterr().err
    assert "missing.model: there is no such file" in shown
    assert "folder.model: this is a folder" in shown


def test_huge_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (here / "huge.model").open("wb") as file:
        file.truncate(50_000_000)
    assert main(["compile", "huge.model"]) == 1
    assert "larger than 10 MB" in capsys.readouterr().err


def test_faulty_text_can_be_repaired_and_compiled(faulty: Path) -> None:
    assert main(["compile", "faulty.model"]) == 1
    faulty.write_text(FAULTY.replace("Dens(", "Dense("))
    assert main(["compile", "faulty.model"]) == 0
