"""`dotmodel check`: files, folders and patterns, and the three formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dsl.cli.main import main
from tests.unit.cli.conftest import FAULTY, SOUND, TWO_MODELS, listing

FIELDS = ["file", "line", "column", "end_line", "end_column", "severity", "code", "message", "help"]


def _files(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [problem["file"] for problem in json.loads(capsys.readouterr().out)]


def test_sound_file_says_nothing(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = listing(here)
    assert main(["check", "digits.model"]) == 0
    assert capsys.readouterr() == ("", "")
    assert listing(here) == before


def test_text(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "faulty.model"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "error[E203]: no layer is called `Dens`\n"
        "  ┌─ faulty.model:3:29\n"
        "3 │     output digit = image -> Dens(10)\n"
        "  │                             ^^^^ did you mean `Dense`?\n"
        "\n"
        "1 error\n"
    )


def test_json(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "faulty.model", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    (problem,) = json.loads(out)
    assert list(problem) == FIELDS
    assert problem == {
        "file": "faulty.model",
        "line": 3,
        "column": 29,
        "end_line": 3,
        "end_column": 33,
        "severity": "error",
        "code": "E203",
        "message": "no layer is called `Dens`",
        "help": "did you mean `Dense`?",
    }


def test_json_without_problems(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "digits.model", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_github(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "faulty.model", "--format", "github"]) == 1
    place = "file=faulty.model,line=3,endLine=3,col=29,endColumn=33,title=E203"
    assert capsys.readouterr().out == f"::error {place}::no layer is called `Dens`%0Adid you mean `Dense`?\n"


def test_github_without_problems(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "digits.model", "--format", "github"]) == 0
    assert capsys.readouterr().out == ""


def test_unknown_format_is_wrong_use(sound: Path) -> None:
    assert main(["check", "digits.model", "--format", "xml"]) == 2


def test_every_model_is_looked_at(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "two.model").write_text(TWO_MODELS)
    assert main(["check", "two.model"]) == 0
    (here / "two.model").write_text(TWO_MODELS.replace("Dense(1)", "Dense(1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9, 9, 9)"))
    assert main(["check", "two.model"]) == 1


def test_folder_of_layers_alone_is_sound(here: Path) -> None:
    (here / "blocks.model").write_text("layer Head {\n    input x\n    output x -> Dense(10)\n}\n")
    assert main(["check", "blocks.model"]) == 0


# --- several files -------------------------------------------------------------------------------


@pytest.fixture
def many(here: Path) -> Path:
    """Faulty files at several depths, one of them hidden, and a file that is no .model file."""
    for name in ("b.model", "a.model", "deep/er/c.model", ".venv/d.model", "deep/notes.txt"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(FAULTY)
    (here / "sound.model").write_text(SOUND)
    return here


def test_folder(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ".", "--format", "json"]) == 1
    assert _files(capsys) == ["a.model", "b.model", "deep/er/c.model"]


def test_pattern(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "*.model", "--format", "json"]) == 1
    assert _files(capsys) == ["a.model", "b.model"]
    assert main(["check", "**/*", "--format", "json"]) == 1
    assert _files(capsys) == ["a.model", "b.model", "deep/er/c.model"]


def test_same_file_twice_is_checked_once(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a.model", "*.model", "a.model", "--format", "json"]) == 1
    assert _files(capsys) == ["a.model", "b.model"]


def test_count_is_of_all_files(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a.model", "sound.model", "deep"]) == 1
    assert capsys.readouterr().err.endswith("\n2 errors\n")


def test_one_unreadable_file_does_not_hide_the_others(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "missing.model", "a.model", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert [problem["file"] for problem in json.loads(out)] == ["a.model"]
    assert err == "error: missing.model: there is no such file\n"


def test_folder_and_pattern_without_files(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (many / "empty").mkdir()
    assert main(["check", "empty"]) == 1
    assert main(["check", "x*.model"]) == 1
    shown = capsys.readouterr().err
    assert "empty: no .model file in this folder" in shown
    assert "x*.model: no .model file fits this pattern" in shown


def test_name_with_brackets_is_a_file_first(here: Path) -> None:
    (here / "a[1].model").write_text(SOUND)
    assert main(["check", "a[1].model"]) == 0


def test_no_file_is_wrong_use(here: Path) -> None:
    assert main(["check"]) == 2
