"""`dotmodel summary`: what it prints, its options, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dsl.cli.main import main
from tests.unit.cli.conftest import TWO_MODELS, listing


def test_a_table_and_nothing_written(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = listing(here)
    assert main(["summary", "digits.model"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("Digits(hidden=128)\n")
    assert "parameters             9,610\n" in out  # 64 * 128 + 128 + 128 * 10 + 10
    assert listing(here) == before


def test_settings_and_batch_size(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["summary", "digits.model", "--set", "hidden=2", "--batch-size", "3", "--format", "json"]
    assert main(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["parameters"] == {"hidden": "2"}
    assert found["batch_size"] == 3
    assert found["totals"] == {
        "parameters": 160, "trainable": 160, "non_trainable": 0, "multiply_adds": 148, "weight_bytes": 640,
        "activation_bytes": 3 * 4 * (64 + 2 + 10), "at_least": [],
    }  # fmt: skip


def test_one_of_several_models(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "two.model").write_text(TWO_MODELS)
    assert main(["summary", "two.model"]) == 1
    assert "E218" in capsys.readouterr().err
    assert main(["summary", "two.model", "--model", "Second"]) == 0
    assert capsys.readouterr().out.startswith("Second()\n")
    assert main(["summary", "two.model", "--model", "Third"]) == 1
    assert "E225" in capsys.readouterr().err


def test_several_train_blocks_are_no_question(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = sound.read_text()
    (here / "both.model").write_text(text + text[text.index("train") :].replace("Digits {", "Digits as again {"))
    assert main(["summary", "both.model"]) == 0


def test_faulty_files_are_told(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "faulty.model"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "E203" in err
    assert main(["summary", "missing.model"]) == 1
    assert "there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--batch-size", "0"], ["--batch-size", "x"], ["--depth", "-1"], ["--train", "a"]])
def test_wrong_use(options: list[str], sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "digits.model", *options]) == 2
    assert capsys.readouterr().out == ""
