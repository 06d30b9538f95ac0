"""Several devices, and several processes, come to what one comes to."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from dsl.cli.workers import free_ports
from tests.cases.discover import LOOPS
from tests.run.modules import lives
from tests.run.shared_training import NET, STREAM, alone, check_same, end, program, wait_for

pytestmark = [pytest.mark.tensorflow, pytest.mark.slow]


@pytest.mark.parametrize("devices", [2, 4])
@pytest.mark.parametrize("loop", LOOPS)
def test_devices_of_one_machine(loop: str, devices: int, tmp_path: Path) -> None:
    """Keras's own loop lets each device count alike, so there the last batch has to be shared in equal parts."""
    samples = 40 if loop == "fit" else 38
    path = program(tmp_path / "shared", loop, 'distribute = "mirrored"', samples=samples)
    assert lives.live(path, lives.Devices(devices))[0] == 0, lives.said(path)
    check_same(end(path), alone(tmp_path, samples=samples))


@pytest.mark.parametrize("text", [NET, STREAM], ids=["arrays", "stream"])
@pytest.mark.parametrize("workers", [2, 3])
def test_processes(workers: int, text: str, tmp_path: Path) -> None:
    path = program(tmp_path / "shared", "custom", 'distribute = "multi_worker"', text)
    assert train_together(path, tf_config(workers)) == [0] * workers, said(path, 0)
    check_alike(path, workers)
    check_same(end(path), alone(tmp_path, text))


def test_tasks_of_slurm(tmp_path: Path) -> None:
    path = program(tmp_path / "shared", "custom", 'distribute = "multi_worker"')
    job = free_job(2)
    assert train_together(path, [lives.SlurmTask(index, 2, job) for index in range(2)]) == [0, 0], said(path, 0)
    check_alike(path, 2)
    check_same(end(path), alone(tmp_path))


def test_tasks_of_slurm_on_nodes_that_sort_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By name n10 goes before n9; SLURM counts in its own way, here a node at a time."""
    module = lives.load(program(tmp_path / "net", "custom", 'distribute = "multi_worker"'))
    step = {"NODELIST": "n[9-10]", "TASKS_PER_NODE": "2,1", "NUM_TASKS": "3"}
    monkeypatch.setenv("SLURM_JOB_ID", "1230042")
    for name, value in step.items():
        monkeypatch.setenv(f"SLURM_STEP_{name}", value)
    found = []
    for rank, (node, local) in enumerate([("n9", 0), ("n10", 0), ("n9", 1)]):
        monkeypatch.setenv("SLURM_PROCID", str(rank))
        monkeypatch.setenv("SLURM_LOCALID", str(local))
        monkeypatch.setenv("SLURMD_NODENAME", node)
        found.append(module.slurm_config())
    assert [each["task"] for each in found] == [{"type": "worker", "index": index} for index in (1, 0, 2)]
    addresses = ["n10:20042", "n9:20042", "n9:20043"]
    assert [each["cluster"] for each in found] == [{"worker": addresses}] * 3


KEPT = 'distribute = "multi_worker"\n    checkpoint = "kept"\n    callbacks = [CSVLogger("log.csv")]'
LONG = NET.replace("epochs = 3", "epochs = 20")  # seconds, in which it can be killed


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of a training that nobody has disturbed."""
    path = program(tmp_path_factory.mktemp("undisturbed") / "whole", "custom", KEPT, LONG)
    assert train_together(path, tf_config(2)) == [0, 0], said(path, 0)
    return path


def check_as_if_undisturbed(path: Path, whole: Path) -> None:
    """The same history, test and weights, bit for bit."""
    found, expected = end(path), end(whole)
    assert found.pop("weights").tobytes() == expected.pop("weights").tobytes()
    assert found == expected
    assert (path.parent / "log.csv").read_text() == (whole.parent / "log.csv").read_text()


def test_a_worker_that_is_killed(whole: Path, tmp_path: Path) -> None:
    killed = program(tmp_path / "killed", "custom", KEPT, LONG)
    assert train_together(killed, tf_config(2), kill=1) == [1, -signal.SIGKILL], said(killed, 0)
    assert "\nAnother worker has gone, so this one ends: " in said(killed, 0)
    assert not (killed.parent / "runs").exists()
    assert train_together(killed, tf_config(2)) == [0, 0], said(killed, 0)
    assert "Going on from" in said(killed, 1)
    check_as_if_undisturbed(killed, whole)


def test_workers_that_are_started_again_one_by_one(whole: Path, tmp_path: Path) -> None:
    """As Kubernetes does with `restartPolicy: OnFailure`: nobody waits until the others have ended too."""
    killed = program(tmp_path / "killed", "custom", KEPT, LONG)
    codes = train_until_all_are_done(killed, tf_config(2), kill=1)
    assert codes[1][0] == -signal.SIGKILL
    assert [each[-1] for each in codes] == [0, 0]
    assert sum(map(len, codes)) <= 10, codes
    check_as_if_undisturbed(killed, whole)


def test_logs_of_an_earlier_run_are_the_chief_s_alone(tmp_path: Path) -> None:
    """Two workers that cut one file at once would lose each other's lines."""
    path = program(tmp_path / "net", "custom", KEPT)
    module = lives.load(path)
    for index, left in enumerate([1, 0]):
        resolver = SimpleNamespace(
            task_id=index, task_type="worker", cluster_spec=lambda: SimpleNamespace(jobs=["worker"])
        )
        logger = module.tf.keras.callbacks.CSVLogger(str(tmp_path / "log.csv"))
        assert len(module.own_callbacks([logger], SimpleNamespace(cluster_resolver=resolver))) == left
    assert path.read_text().count("continue_csv_logs(") == 2  # where it is defined, and:
    assert "continue_csv_logs(own_callbacks(callbacks, strategy), checkpoint)" in path.read_text()


def train_until_all_are_done(path: Path, members: Sequence[lives.Worker], kill: int) -> list[list[int]]:
    """The exit codes of each, which is started again as often as it fails; one is killed after the first checkpoint."""
    codes: list[list[int]] = [[] for _ in members]
    is_killed, limit = False, time.monotonic() + 240

    def start(index: int) -> Any:
        return stack.enter_context(lives.lifetime(lives.start(path, members[index], log=log(path, index))))

    with ExitStack() as stack:
        running = {index: start(index) for index in range(len(members))}
        while running and time.monotonic() < limit:
            if not is_killed and (path.parent / "kept" / "state.npz").exists():
                running[kill].kill()
                is_killed = True
            for index, process in list(running.items()):
                if process.exitcode is not None:
                    codes[index].append(process.exitcode)
                    del running[index]
                    if process.exitcode:
                        running[index] = start(index)
            time.sleep(0.05)
    return codes


def tf_config(workers: int) -> list[lives.Worker]:
    """So many workers, each told who the others are."""
    ports = free_ports(workers)
    return [lives.Worker(index, ports) for index in range(workers)]


def train_together(path: Path, members: Sequence[lives.Worker | lives.SlurmTask], kill: int | None = None) -> list[int]:
    """The exit codes of processes that train together, of which one may be killed after the first checkpoint."""
    with ExitStack() as stack:
        processes = [
            stack.enter_context(lives.lifetime(lives.start(path, member, log=log(path, index))))
            for index, member in enumerate(members)
        ]
        if kill is not None:
            wait_for(path.parent / "kept" / "state.npz")
            processes[kill].kill()
        for process in processes:
            process.join(120)
        return [process.exitcode for process in processes]


def check_alike(path: Path, members: int) -> None:
    """All have come to the same weights, bit for bit."""
    weights = [dict(np.load(path.parent / f"worker{index}.npz")) for index in range(members)]
    for other in weights[1:]:
        assert all((other[name] == value).all() for name, value in weights[0].items())


def log(path: Path, index: int) -> Path:
    return path.with_suffix(f".{index}.log")


def said(path: Path, index: int) -> str:
    return log(path, index).read_text(encoding="utf-8")


def free_job(tasks: int) -> int:
    """The number of a job whose tasks find their ports free: they are counted from 20000 and its last four digits."""
    for job in range(1000, 10_000, tasks):
        with ExitStack() as stack, suppress(OSError):
            for task in range(tasks):
                stack.enter_context(socket.socket()).bind(("127.0.0.1", 20_000 + job + task))
            return job
    raise OSError("no port is free")


@pytest.mark.parametrize(("loop", "size", "devices", "left"), [("custom", 29, 2, 1), ("fit", 24, 4, 6)])
def test_a_batch_that_is_too_small_for_all_devices(
    loop: str, size: int, devices: int, left: int, tmp_path: Path
) -> None:
    text = NET.replace("batch_size = 8", f"batch_size = {size}")
    path = program(tmp_path / "net", loop, 'distribute = "mirrored"', text)
    exitcode, message = lives.live(path, lives.Devices(devices))
    assert exitcode == 1
    expected = f"A batch of {left} samples is too small for {devices} devices; choose another batch size\n"
    assert message.endswith(expected)


def test_a_device_that_is_not_there(tmp_path: Path) -> None:
    path = program(tmp_path / "net", "fit")
    assert lives.live(path, None, "--device", "cpu")[0] == 0
    exitcode, message = lives.live(path, None, "--device", "gpu:1")
    assert exitcode == 1
    assert message.endswith("There is no device 'gpu:1' here; TensorFlow sees cpu\n")
