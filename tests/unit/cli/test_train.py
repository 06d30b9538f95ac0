"""`dotmodel train`: compiles into build/, and hands the rest to the program. TensorFlow is not imported here."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dsl.cli.main import main
from tests.unit.cli.conftest import SOUND, listing


class _Runs(list[dict[str, Any]]):
    """What programs were started; each prints these lines and ends with `code`."""

    code = 0
    lines = ("I0000 a library starts\n", "something to know\n")

    def __call__(self, command: list[str], **options: Any) -> _Process:
        self.append({"command": command, **options})
        return _Process(self)


class _Process:
    def __init__(self, runs: _Runs) -> None:
        self.runs = runs
        self.stderr = iter(runs.lines)

    def __enter__(self) -> _Process:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def wait(self) -> int:
        return self.runs.code


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> _Runs:
    """Instead of running programs, remember them; TensorFlow seems to be installed."""
    started = _Runs()
    monkeypatch.setattr(subprocess, "Popen", started)
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object() if name == "tensorflow" else find(name))
    return started


def test_program_goes_into_build_and_is_run(sound: Path, here: Path, runs: _Runs) -> None:
    assert main(["train", "digits.model"]) == 0
    assert (here / "build/digits.py").is_file()
    (run,) = runs
    assert run["command"] == [sys.executable, "build/digits.py"]
    assert run["env"]["PYTHONPATH"].startswith(str(here.resolve()))


def test_data_is_found_from_build(sound: Path, here: Path, runs: _Runs) -> None:
    main(["train", "digits.model"])
    assert "../digits.npz" in (here / "build/digits.py").read_text()


def test_options_of_the_program(sound: Path, runs: _Runs) -> None:
    assert main(["train", "digits.model", "--", "--epochs", "3", "--", "--fresh"]) == 0
    assert runs[0]["command"][2:] == ["--epochs", "3", "--", "--fresh"]


def test_options_of_compile(sound: Path, here: Path, runs: _Runs) -> None:
    choices = ["--style", "subclass", "--loop", "custom", "--set", "train.epochs=3", "--model", "Digits"]
    assert main(["train", "digits.model", *choices, "--train", "Digits"]) == 0
    program = (here / "build/digits.py").read_text()
    assert "(style: subclass, loop: custom)" in program and "EPOCHS = 3" in program


def test_messages_of_the_program(sound: Path, runs: _Runs, capsys: pytest.CaptureFixture[str]) -> None:
    main(["train", "digits.model"])
    assert capsys.readouterr().err == "something to know\n"


@pytest.mark.parametrize(("ended", "code"), [(0, 0), (1, 1), (2, 2), (-9, 137)])
def test_exit_code_is_that_of_the_program(ended: int, code: int, sound: Path, runs: _Runs) -> None:
    runs.code = ended
    assert main(["train", "digits.model"]) == code


def test_faulty_file_runs_nothing(faulty: Path, here: Path, runs: _Runs) -> None:
    before = listing(here)
    assert main(["train", "faulty.model"]) == 1
    assert listing(here) == before and runs == []


def test_nothing_to_train(here: Path, runs: _Runs, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "digits.model").write_text(SOUND.partition("train")[0])
    before = listing(here)
    assert main(["train", "digits.model"]) == 1
    assert listing(here) == before and runs == []
    assert "there is nothing to train" in capsys.readouterr().err


def test_workers_for_a_program_that_trains_alone(
    sound: Path, here: Path, runs: _Runs, capsys: pytest.CaptureFixture[str]
) -> None:
    before = listing(here)
    assert main(["train", "digits.model", "--workers", "2"]) == 1
    assert "digits.model: this program trains alone" in capsys.readouterr().err
    assert listing(here) == before and runs == []


def test_foreign_file_in_build_is_kept(sound: Path, here: Path, runs: _Runs) -> None:
    (here / "build").mkdir()
    (here / "build/digits.py").write_text("# written by hand\n")
    before = listing(here)
    assert main(["train", "digits.model"]) == 1
    assert listing(here) == before and runs == []


def test_without_tensorflow(
    sound: Path, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "tensorflow" else found(name))
    before = listing(here)
    assert main(["train", "digits.model"]) == 1
    assert listing(here) == before
    assert "pip install 'dotmodel[train]'" in capsys.readouterr().err
