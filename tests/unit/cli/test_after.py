"""`evaluate`, `predict` and `report`: what is refused before a process is started. TensorFlow is not imported here."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dsl.cli.main import main
from dsl.running.request import Request, from_json, to_json
from tests.unit.cli.conftest import SOUND, listing


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """Instead of running tasks, remember them; each is answered with metrics."""
    requests: list[Request] = []

    def run(command: list[str], **_: Any) -> Any:
        requests.append(from_json(Path(command[-1]).read_text()))
        Path(requests[-1].result).write_text('{"data": "test", "metrics": {"loss": 0.12345678}}')
        return SimpleNamespace(returncode=0, stdout="")

    monkeypatch.setattr(subprocess, "run", run)
    return requests


def test_evaluate_in_both_forms(sound: Path, asked: list[Request], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "digits.model", "--set", "hidden=3"]) == 0
    assert capsys.readouterr().out == "loss 0.123457\n"
    assert main(["evaluate", "digits.model", "--format", "json", "--run-dir", "other"]) == 0
    assert json.loads(capsys.readouterr().out)["metrics"] == {"loss": 0.12345678}
    assert [request.run_dir for request in asked] == ["runs/Digits", "other"]
    assert Path("build/digits.py").is_file()


def test_what_the_process_is_told(sound: Path, here: Path, asked: list[Request]) -> None:
    (here / "new.npz").write_bytes(b"")
    assert main(["predict", "digits.model", "new.npz", "-o", "out.npz"]) == 0
    (request,) = asked
    assert (request.task, request.data, request.as_table, request.parameters) == (
        "predict",
        "new.npz",
        False,
        ("hidden",),
    )
    (form,) = request.interface.inputs
    assert (form.name, form.shape, form.dtype, form.fields) == ("image", (64,), "float32", ("images",))
    assert request.interface.outputs == ("digit",) and ("epochs", "10") in request.interface.settings
    assert from_json(to_json(request)) == request
    assert (here / "out.npz").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ["predict", "digits.model", "new.csv", "-o", "out.txt"],
            2,
            "out.txt: the end of the name says what is written",
        ),
        (["predict", "digits.model", "missing.csv"], 1, "missing.csv: there is no such file or folder"),
        (["predict", "digits.model"], 2, "INPUT"),
        (["evaluate", "digits.model", "--format", "xml"], 2, "xml"),
        (["evaluate", "missing.model"], 1, "missing.model"),
    ],
)
def test_refused(
    arguments: list[str], code: int, said: str, sound: Path, here: Path, asked: list[Request],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    before = listing(here)
    assert main(arguments) == code
    assert said in capsys.readouterr().err
    assert listing(here) == before and asked == []


@pytest.mark.parametrize("command", ["evaluate", "predict", "report"])
def test_a_file_that_trains_nothing(
    command: str, here: Path, asked: list[Request], capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "digits.model").write_text(SOUND.partition("train")[0])
    more = ["digits.model"] if command == "predict" else []
    assert main([command, "digits.model", *more]) == 1
    assert "there is nothing to train" in capsys.readouterr().err and asked == []


def test_a_failed_process(sound: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said = "I0000 a library starts\nerror: runs/Digits: no trained run is here\n"
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1, stdout=said))
    for command in (["evaluate"], ["report"], ["predict"]):
        more = ["digits.model"] if command == ["predict"] else []
        assert main([*command, "digits.model", *more]) == 1
        assert capsys.readouterr().err == "error: runs/Digits: no trained run is here\n"
