"""`dotmodel train --cluster ray`: programs on a cluster of Ray, on this machine alone."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dsl.cli.workers import free_ports
from tests.run.shared_training import NET, alone, check_same, end, program, wait_for

pytestmark = [
    pytest.mark.tensorflow,
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed: the extra `ray`"),
]

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-c", "from dsl.cli.main import entry; entry()")
OPEN = {"RAY_AUTH_MODE": "disabled"}
TOGETHER = 'distribute = "multi_worker"\n    loop = "custom"'


class Training:
    """`dotmodel train` in a folder of its own, and all that it says."""

    def __init__(self, folder: Path, text: str, *options: str, cluster: str = "local") -> None:
        self.path = program(folder, "custom", text=NET)  # brings the data along
        (folder / "net.model").write_text(text)
        self.log = folder / "log"
        environment = {**os.environ, **OPEN, "PYTHONPATH": str(ROOT), "RAY_ADDRESS": cluster}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "train", "net.model", "--workers", "2", "--no-report", *options],
                cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def code(self) -> int:
        return self.process.wait(240)

    def said(self) -> str:
        return self.log.read_text()

    def end(self) -> dict[str, Any]:
        return end(self.path)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster that stands while these tests run."""
    (port,) = free_ports(1)
    address = f"127.0.0.1:{port}"
    start = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", f"--port={port}"]
    options = ["--num-cpus=4", "--include-dashboard=false", "--disable-usage-stats"]
    process = subprocess.Popen(
        [*start, *options], env={**os.environ, **OPEN}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    yield address
    os.killpg(process.pid, signal.SIGKILL)  # asked to end, Ray takes half a minute
    process.wait()


LONG = NET.replace("SETTINGS", f'{TOGETHER}\n    checkpoint = "kept"').replace("epochs = 3", "epochs = 40")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, cluster: str) -> Training:
    """A training on Ray that nobody disturbs."""
    training = Training(tmp_path_factory.mktemp("whole") / "ray", LONG, "--cluster", "ray", cluster=cluster)
    assert training.code() == 0, training.said()
    return training


def test_two_workers(whole: Training, tmp_path: Path) -> None:
    lines = whole.said().splitlines()
    assert "Training on CPU" in lines
    assert [line for line in lines if line.startswith("[")] == ["[worker 1] Training on CPU"]
    assert not any("Ray" in line or "ray" in line or "TF_" in line for line in lines), whole.said()
    check_same(whole.end(), alone(tmp_path, NET.replace("epochs = 3", "epochs = 40")))
    assert [path.name for path in (whole.path.parent / "build").iterdir()] == ["net.py"]


def test_a_worker_that_is_killed(whole: Training, cluster: str, tmp_path: Path) -> None:
    """The worker of Ray, with which its program ends."""
    training = Training(tmp_path / "ray", LONG, "--cluster", "ray", "--restarts", "1", cluster=cluster)
    wait_for(tmp_path / "ray/kept/state.npz")
    os.kill(parent(process_of(training.path.parent, worker=1)), signal.SIGKILL)
    assert training.code() == 0, training.said()
    assert training.said().count("Starting all workers again\n") == 1
    assert "Going on from" in training.said()
    found, expected = training.end(), whole.end()
    assert found.pop("weights").tobytes() == expected.pop("weights").tobytes()
    assert found == expected
    assert not processes(training.path.parent)


def test_a_training_that_fails(cluster: str, tmp_path: Path) -> None:
    text = NET.replace("SETTINGS", TOGETHER).replace('data = npz("net.npz"', 'data = npz("other.npz"', 1)
    training = Training(tmp_path / "ray", text, "--cluster", "ray", cluster=cluster)
    assert training.code() == 1
    said = training.said()
    assert "other.npz: there is no such file" in said
    assert said.count("has ended with exit code 1, so the others are ended\n") == 1
    assert "Starting all workers again" not in said and "Traceback" not in said


def test_a_training_that_is_stopped(tmp_path: Path) -> None:
    """By SIGTERM, on which Ray itself would abort; the cluster is one that the command starts, and ends with it."""
    training = Training(
        tmp_path / "ray", LONG.replace("epochs = 40", "epochs = 100000"), "--cluster", "ray", "--restarts", "1"
    )
    wait_for(tmp_path / "ray/kept/state.npz")
    training.process.terminate()
    assert training.code() == 128 + signal.SIGTERM, training.said()
    assert "Starting all workers again" not in training.said()
    assert not processes(training.path.parent)


def processes(folder: Path) -> dict[int, int]:
    """The processes that run the program in a folder, and which worker each is."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_text().split("\0")
            variables = dict(
                pair.split("=", 1) for pair in (process / "environ").read_text().split("\0") if "=" in pair
            )
        except (OSError, UnicodeDecodeError):  # gone by now, or somebody else's
            continue
        if str(folder.resolve() / "build/net.py") in command:
            found[int(process.name)] = json.loads(variables["TF_CONFIG"])["task"]["index"]
    return found


def process_of(folder: Path, worker: int) -> int:
    (found,) = [process for process, index in processes(folder).items() if index == worker]
    return found


def parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
