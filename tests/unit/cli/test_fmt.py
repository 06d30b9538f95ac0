"""`dotmodel fmt`: files in their one layout, written whole or not at all."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest

from dsl.cli.main import main
from tests.unit.cli.conftest import SOUND, listing

UNTIDY = "let a=1 # one\nlet b = ( a )\n"
TIDY = "let a = 1  # one\nlet b = a\n"
BROKEN = "let a=1\nlet b = = 2\n"


@pytest.fixture
def untidy(here: Path) -> Path:
    (here / "untidy.model").write_text(UNTIDY)
    return here / "untidy.model"


def test_file_is_written_in_its_layout(untidy: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "untidy.model"]) == 0
    assert capsys.readouterr() == ("", "formatted untidy.model\n")
    assert listing(here) == {"untidy.model": TIDY.encode()}
    assert main(["fmt", "untidy.model"]) == 0
    assert capsys.readouterr() == ("", "")


def test_file_in_its_layout_is_not_touched(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.utime(sound, (1, 1))
    assert main(["fmt", "digits.model"]) == 0
    assert capsys.readouterr() == ("", "")
    assert sound.stat().st_mtime == 1
    assert sound.read_text() == SOUND


def test_check_shows_what_would_change(untidy: Path, sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", ".", "--check"]) == 1
    out, err = capsys.readouterr()
    assert out == (
        "--- untidy.model\n"
        "+++ untidy.model (formatted)\n"
        "@@ -1,2 +1,2 @@\n"
        "-let a=1 # one\n"
        "-let b = ( a )\n"
        "+let a = 1  # one\n"
        "+let b = a\n"
    )
    assert err == "untidy.model: would be formatted\n"
    assert untidy.read_text() == UNTIDY
    assert main(["fmt", "digits.model", "--check"]) == 0


def test_faulty_file_is_told_and_left_alone(here: Path, untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "broken.model").write_text(BROKEN)
    assert main(["fmt", "*.model"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "formatted untidy.model\n"
        "error[E111]: expected an expression after `=`, found `=`\n"
        "  ┌─ broken.model:2:9\n"
        "2 │ let b = = 2\n"
        "  │         ^\n"
        "\n"
        "1 error\n"
    )
    assert (here / "broken.model").read_text() == BROKEN


def test_names_that_are_not_known_do_not_matter(here: Path) -> None:
    (here / "names.model").write_text("let a=b->Dens(1)\n")
    assert main(["fmt", "names.model"]) == 0
    assert (here / "names.model").read_text() == "let a = b -> Dens(1)\n"


def test_missing_and_empty_files(here: Path, untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "empty.model").write_text("")
    assert main(["fmt", "gone.model", "empty.model", "untidy.model"]) == 1
    err = capsys.readouterr().err
    assert "error: gone.model: there is no such file\n" in err
    assert "error: empty.model: the file is empty\n" in err
    assert untidy.read_text() == TIDY


def test_line_ends_and_marks_of_other_systems(here: Path) -> None:
    (here / "dos.model").write_bytes(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode())
    assert main(["fmt", "dos.model", "--check"]) == 1
    assert main(["fmt", "dos.model"]) == 0
    assert (here / "dos.model").read_bytes() == TIDY.encode()


def test_mode_of_the_file_and_links_stay(untidy: Path, here: Path) -> None:
    untidy.chmod(0o640)
    (here / "link.model").symlink_to("untidy.model")
    assert main(["fmt", "link.model"]) == 0
    assert (here / "link.model").is_symlink()
    assert stat.S_IMODE(untidy.stat().st_mode) == 0o640
    assert untidy.read_text() == TIDY


def _stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_standard_input(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _stdin(monkeypatch, UNTIDY.encode())
    assert main(["fmt", "-"]) == 0
    assert capsys.readouterr() == (TIDY, "")
    _stdin(monkeypatch, UNTIDY.encode())
    assert main(["fmt", "-", "--check"]) == 1
    assert capsys.readouterr().err == "<stdin>: would be formatted\n"
    _stdin(monkeypatch, TIDY.encode())
    assert main(["fmt", "-", "--check"]) == 0
    assert capsys.readouterr() == ("", "")
    assert listing(here) == {}


def test_faulty_standard_input(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _stdin(monkeypatch, BROKEN.encode())
    assert main(["fmt", "-"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error[E111]") and "<stdin>:2:9" in err
    _stdin(monkeypatch, b"\xff")
    assert main(["fmt", "-"]) == 1
    assert capsys.readouterr().err == "error: <stdin>: not UTF-8: byte 0 cannot be decoded\n"


def test_standard_input_goes_with_no_file(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "-", "untidy.model"]) == 2
    assert "standard input" in capsys.readouterr().err
    assert untidy.read_text() == UNTIDY
