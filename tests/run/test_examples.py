"""The examples train in every style and with both loops, and all of them come to the same history."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases import discover
from tests.cases.discover import Case
from tests.run import programs

pytestmark = pytest.mark.tensorflow

EXAMPLES = {case.name: case for case in discover.example_cases()}
LOCAL = sorted(set(EXAMPLES) - {"mnist_mlp"})


def link(tmp_path: Path, examples: Path) -> str:
    """The way from a program in `tmp_path` to the examples."""
    return Path(os.path.relpath(examples, tmp_path)).as_posix()


def histories(case: Case, folder: str, tmp_path: Path, **settings: Any) -> dict[str, dict[str, list[float]]]:
    found = {}
    for style in programs.styles_of(case):
        for loop in discover.LOOPS:
            name = f"{case.name}_{style}_{loop}"
            module = programs.load(discover.code(case, style, loop, folder), tmp_path, name)
            found[f"{style} {loop}"] = programs.history(module, tmp_path / name, **settings)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", LOCAL)
def test_all_histories_are_equal(name: str, tmp_path: Path, examples: Path) -> None:
    found = histories(EXAMPLES[name], link(tmp_path, examples), tmp_path, epochs=2)
    first = next(iter(found.values()))
    assert all(len(values) == 2 for values in first.values())
    assert {variant: history for variant, history in found.items() if history != first} == {}


@pytest.fixture
def small_mnist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few random pictures where Keras keeps its copy of MNIST."""
    from keras.src.backend import config
    from keras.src.utils import file_utils

    rng = np.random.default_rng(0)
    pictures = {
        f"{kind}_{part}": rng.integers(0, top, size=(count, *shape)).astype("uint8")
        for part, count in (("train", 200), ("test", 20))
        for kind, top, shape in (("x", 256, (28, 28)), ("y", 10, ()))
    }
    folder = tmp_path / "keras" / "datasets"
    folder.mkdir(parents=True)
    np.savez(folder / "mnist.npz", **pictures)
    # Keras reads KERAS_HOME when it is imported, and knows the hash of the real file.
    monkeypatch.setattr(config, "_KERAS_DIR", str(tmp_path / "keras"))
    monkeypatch.setattr(file_utils, "validate_file", lambda *_, **__: True)


@pytest.mark.slow
def test_all_histories_on_mnist_are_equal(small_mnist: None, tmp_path: Path) -> None:
    found = histories(EXAMPLES["mnist_mlp"], "", tmp_path, epochs=2)
    first = next(iter(found.values()))
    assert {variant: history for variant, history in found.items() if history != first} == {}


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
    assert "accuracy" in done.stdout.strip().splitlines()[-2]


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
