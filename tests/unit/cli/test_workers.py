"""Processes that train together, started and watched; the programs here do without TensorFlow."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from dsl.cli import workers

# What a worker does: it says who it is, and then ends as it is told, the others go on for a minute.
WORKER = """import json, os, pathlib, sys, time
config = json.loads(os.environ["TF_CONFIG"])
index = config["task"]["index"]
lives = pathlib.Path(f"lives_{index}")
lives.write_text(lives.read_text() + "x" if lives.exists() else "x")
pathlib.Path(f"config_{index}").write_text(json.dumps(config))
print("I am", index, flush=True)
"""


def run(body: str, tmp_path: Path, count: int = 2, restarts: int = 0) -> int:
    program = tmp_path / "program.py"
    program.write_text(WORKER + body)
    return workers.run_workers([sys.executable, str(program)], dict(os.environ), count, restarts)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_each_worker_is_told_who_the_others_are(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import json

    assert run("time.sleep(0.3)", tmp_path, 3) == 0
    configs = [json.loads((tmp_path / f"config_{index}").read_text()) for index in range(3)]
    assert [config["task"] for config in configs] == [{"type": "worker", "index": index} for index in range(3)]
    (addresses,) = {tuple(config["cluster"]["worker"]) for config in configs}
    assert len(set(addresses)) == 3 and all(address.startswith("127.0.0.1:") for address in addresses)
    said = capfd.readouterr()
    assert said.out == "I am 0\n"
    assert sorted(said.err.splitlines()) == ["[worker 1] I am 1", "[worker 2] I am 2"]


@pytest.mark.parametrize(
    ("ends", "code", "how"),
    [("sys.exit(3)", 3, "exit code 3"), ("os.kill(os.getpid(), 9)", 128 + signal.SIGKILL, "signal 9")],
)
def test_where_one_fails_the_others_are_ended(
    ends: str, code: int, how: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    begun = time.monotonic()
    assert run(f"{ends} if index == 1 else time.sleep(60)", tmp_path) == code
    assert time.monotonic() - begun < 30
    assert f"Worker 1 has ended with {how}, so the others are ended\n" in capfd.readouterr().err


def test_all_are_started_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    body = "sys.exit(index == 1 and len(lives.read_text()) < 3)"
    assert run(body, tmp_path, restarts=1) == 1
    assert run(body, tmp_path, restarts=1) == 0
    assert (tmp_path / "lives_1").read_text() == "xxx"
    assert capfd.readouterr().err.count("Starting all workers again\n") == 1


def test_one_that_does_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PATIENCE", 0.5)
    body = """import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(f"deaf_{index}").touch()
while index == 1 and not pathlib.Path("deaf_0").exists():
    time.sleep(0.01)
sys.exit(5) if index == 1 else time.sleep(60)
"""
    assert run(body, tmp_path) == 5
