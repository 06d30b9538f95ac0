"""What runs in each of Ray's workers, here without Ray: it starts a program, and tells what that says."""

from __future__ import annotations

import signal
import subprocess
import sys
import types
from pathlib import Path

import pytest

from dsl.cli import ray_worker


@pytest.fixture(autouse=True)
def rank(monkeypatch: pytest.MonkeyPatch) -> None:
    """This is worker 1, with the variables that Ray sets."""
    context = types.SimpleNamespace(get_world_rank=lambda: 1)
    monkeypatch.setitem(sys.modules, "ray", types.ModuleType("ray"))
    monkeypatch.setitem(sys.modules, "ray.train", types.SimpleNamespace(get_context=lambda: context))
    monkeypatch.setenv("TF_CONFIG", "{}")
    monkeypatch.setenv("TF_USE_LEGACY_KERAS", "1")


def work(program: Path, *arguments: str) -> list[tuple[str, int, object]]:
    """All that a worker tells; the order of standard output and standard error does not count."""
    told: list[tuple[str, int, object]] = []
    order = ray_worker.Order(
        command=[str(program), *arguments], folder=str(program.parent), environment={"MINE": "yes"}, tell=told.append
    )
    try:
        ray_worker.work(order)
    except ray_worker.ProgramFailed as failure:
        told.append(("raised", 1, str(failure)))
    return told


def test_a_program(tmp_path: Path) -> None:
    (tmp_path / "beside.py").write_text("WORD = 'found'\n")
    program = tmp_path / "program.py"
    program.write_text(
        "import os, sys, beside\n"
        "print(__name__, __file__, sys.argv, beside.WORD)\n"
        "print(os.getcwd(), [os.environ.get(name) for name in ('MINE', 'TF_CONFIG', 'TF_USE_LEGACY_KERAS')])\n"
    )
    assert work(program, "--epochs", "3") == [
        ("started", 1, None),
        ("stdout", 1, f"__main__ {program} {[str(program), '--epochs', '3']} found\n"),
        ("stdout", 1, f"{tmp_path} ['yes', '{{}}', None]\n"),
        ("ended", 1, 0),
    ]


@pytest.mark.parametrize(
    ("text", "code"), [("raise SystemExit(3)", 3), ("import os; os.kill(os.getpid(), 9)", -signal.SIGKILL)]
)
def test_a_program_that_fails(text: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(text)
    assert work(tmp_path / "program.py") == [
        ("started", 1, None), ("ended", 1, code), ("raised", 1, f"exit code {code}"),
    ]  # fmt: skip


def test_a_program_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("raise SystemExit('no data')")
    told = work(tmp_path / "program.py")
    assert told[1:3] == [("stderr", 1, "no data\n"), ("ended", 1, 1)]


def test_a_machine_that_does_not_see_the_program(tmp_path: Path) -> None:
    told = work(tmp_path / "program.py")
    assert [each[0] for each in told] == ["started", "stderr", "ended", "raised"]
    assert str(told[1][2]).endswith(f" does not see {tmp_path}/program.py\n")


def test_a_program_ends_with_its_worker(tmp_path: Path) -> None:
    """Its standard input ends when nobody holds it any more, however the worker has gone."""
    (tmp_path / "program.py").write_text("import time\nprint('here', flush=True)\ntime.sleep(60)\n")
    command = [sys.executable, "-c", ray_worker._BOUND, str(tmp_path / "program.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.stdin.close()
        assert process.wait(20) == -signal.SIGTERM
