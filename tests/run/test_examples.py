"""The examples on the command line: flags, messages, and one training to the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import discover
from tests.run import programs

pytestmark = pytest.mark.tensorflow

EXAMPLES = {case.name: case for case in discover.example_cases()}


def link(tmp_path: Path, examples: Path) -> str:
    """The way from a program in `tmp_path` to the examples."""
    return Path(os.path.relpath(examples, tmp_path)).as_posix()


def start(program: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(program), *arguments],
        cwd=program.parent,
        env=programs.environment(**environment),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.slow
def test_a_data_set_that_cannot_be_fetched(tmp_path: Path) -> None:
    program = tmp_path / "mnist_mlp.py"
    program.write_text(discover.code(EXAMPLES["mnist_mlp"], None, "fit"), encoding="utf-8")
    # Nothing listens there, and it is asked for every address.
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTPS_PROXY"), "http://127.0.0.1:9")
    done = start(program, "--epochs", "1", KERAS_HOME=str(tmp_path / "keras"), **nowhere)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("The data set 'mnist' could not be fetched: ")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "runs").exists()


@pytest.mark.slow
def test_a_data_file_that_is_not_there(tmp_path: Path) -> None:
    program = tmp_path / "digits.py"
    program.write_text(discover.code(EXAMPLES["digits"], None, "custom"), encoding="utf-8")
    done = start(program)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == f"{tmp_path / 'data/digits.npz'}: there is no such file"
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "runs").exists()


@pytest.mark.slow
def test_digits_to_the_end(tmp_path: Path, examples: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dsl.cli.main", "train", str(examples / "digits.model")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(discover.EXAMPLES.parent)},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    [written] = tmp_path.rglob("history.json")
    history = json.loads(written.read_text(encoding="utf-8"))
    assert f"epochs = {len(history['val_accuracy'])}\n" in EXAMPLES["digits"].text
    assert history["val_accuracy"][-1] >= 0.93
    assert (written.parent / "model.keras").is_file()
    assert "Validation: accuracy" in done.stdout


def test_flags_are_those_of_the_parameters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module = programs.load(discover.code(EXAMPLES["digits"], "subclass", "fit"), tmp_path)
    with pytest.raises(SystemExit) as done:
        module.main(["--help"])
    assert done.value.code == 0
    said = capsys.readouterr().out
    for flag in ("--epochs", "--batch-size", "--seed", "--run-dir", "--hidden", "--rate"):
        assert flag in said


def test_flags_reach_the_training(tmp_path: Path, examples: Path) -> None:
    text = discover.code(EXAMPLES["wine"], "subclass", "custom", link(tmp_path, examples))
    module = programs.load(text, tmp_path)
    run = tmp_path / "run"
    module.main(["--epochs", "3", "--batch-size", "32", "--hidden", "5", "--seed", "9", "--run-dir", str(run)])
    import tensorflow as tf

    history = json.loads((run / "history.json").read_text(encoding="utf-8"))
    assert {len(values) for values in history.values()} == {3}
    assert tf.keras.models.load_model(run / "model.keras").hidden == 5
