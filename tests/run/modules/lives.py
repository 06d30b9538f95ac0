"""A program's life in a process that may end at any time: forked off a server that has imported TensorFlow.

A process that is killed leaves nothing behind, so each life needs one of its own; importing TensorFlow in each would
take most of the time.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import multiprocessing
import os
import resource
import signal
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tensorflow", "tests.run.modules.lives"])


def load(path: Path) -> types.ModuleType:
    """The module of a program."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def start(
    path: Path, change: Callable[[types.ModuleType], None] | None = None, *flags: str, log: Path | None = None
) -> Any:
    """A process that runs a program's `main`, in the folder of the program; `change` is told of its module first."""
    process = _context.Process(target=_live, args=(path, change, flags, log or path.with_suffix(".log")))
    process.start()
    return process


def live(path: Path, change: Callable[[types.ModuleType], None] | None = None, *flags: str) -> tuple[int, str]:
    """Run a program to its end; gives its exit code, negative for a signal, and what it said."""
    process = start(path, change, *flags)
    process.join()
    return process.exitcode, said(path)


def said(path: Path) -> str:
    """What the last life of a program has printed."""
    return path.with_suffix(".log").read_text(encoding="utf-8")


def _live(path: Path, change: Callable[[types.ModuleType], None] | None, flags: tuple[str, ...], log: Path) -> None:
    os.chdir(path.parent)
    sys.path.insert(0, str(path.parent))
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    module = load(path)
    if change is not None:
        change(module)
    module.main([*flags])


# --- changes, which the server has to find by their names -----------------------------------------


class DiesWriting:
    """Kills the process in the middle of writing a state, after a part of its bytes."""

    def __init__(self, write: int, part: float) -> None:
        self.write, self.part = write, part

    def __call__(self, module: types.ModuleType) -> None:
        import io

        whole = module.np.savez

        def savez(file: Any, **arrays: Any) -> None:
            buffer = io.BytesIO()
            whole(buffer, **arrays)
            self.write -= 1
            if self.write:
                file.write(buffer.getvalue())
                return
            file.write(buffer.getvalue()[: int(len(buffer.getvalue()) * self.part)])
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)

        module.np = types.SimpleNamespace(**{**vars(module.np), "savez": savez})


def limit_files(module: types.ModuleType) -> None:
    """No file may grow beyond 4 KB, as on a disk that is nearly full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft = 4096

    def on_train_begin(self: Any, logs: Any = None) -> None:
        begin(self, logs)
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

    begin = module.Checkpoint.on_train_begin
    module.Checkpoint.on_train_begin = on_train_begin


def as_nobody(module: types.ModuleType) -> None:
    """The folder of the checkpoint is somebody else's."""

    def __init__(self: Any, *arguments: Any) -> None:
        os.setegid(65534)
        os.seteuid(65534)
        init(self, *arguments)

    init = module.Checkpoint.__init__
    module.Checkpoint.__init__ = __init__


class Devices:
    """So many CPU devices, as if each were a GPU."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __call__(self, module: types.ModuleType) -> None:
        config = module.tf.config
        (cpu,) = config.list_physical_devices("CPU")
        config.set_logical_device_configuration(cpu, [config.LogicalDeviceConfiguration()] * self.count)


class Worker:
    """One of several processes that train together, as TF_CONFIG says; it leaves its weights in a file of its own."""

    def __init__(self, index: int, ports: list[int]) -> None:
        self.index, self.ports = index, ports

    def __call__(self, module: types.ModuleType) -> None:
        cluster = {"worker": [f"127.0.0.1:{port}" for port in self.ports]}
        os.environ["TF_CONFIG"] = json.dumps({"cluster": cluster, "task": {"type": "worker", "index": self.index}})
        _leave_weights(module, self.index)


class SlurmTask:
    """One of several tasks that `srun` has started on this machine; it leaves its weights in a file of its own."""

    def __init__(self, index: int, tasks: int, job: int) -> None:
        self.index, self.tasks, self.job = index, tasks, job

    def __call__(self, module: types.ModuleType) -> None:
        variables = {
            "JOB_ID": self.job, "PROCID": self.index, "LOCALID": self.index, "STEP_NUM_TASKS": self.tasks,
            "STEP_NODELIST": "localhost", "STEP_TASKS_PER_NODE": self.tasks,
        }  # fmt: skip
        os.environ.update({f"SLURM_{name}": str(value) for name, value in variables.items()})
        os.environ["SLURMD_NODENAME"] = "localhost"
        _leave_weights(module, self.index)


def _leave_weights(module: types.ModuleType, index: int) -> None:
    train = module.train

    def train_and_tell(**arguments: Any) -> Any:
        history = train(**arguments)
        weights = history.model.get_weights()
        module.np.savez(f"worker{index}.npz", *weights)
        return history

    module.train = train_and_tell


@contextlib.contextmanager
def lifetime(process: Any) -> Any:
    """The process is gone at the end."""
    try:
        yield process
    finally:
        if process.is_alive():
            process.kill()
        process.join()
