"""Several local processes that train together: each is told by TF_CONFIG who the others are, and all are watched."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import IO

# What TensorFlow's libraries print on every start, before its log level is looked at.
START_UP_NOISE = ("I0000 ", "WARNING: All log messages before absl::InitializeLog() is called")

# How long a worker that is asked to end may take, in seconds.
PATIENCE = 10


def run_workers(command: Sequence[str], environment: Mapping[str, str], count: int, restarts: int) -> int:
    """Run `count` workers until all of them have ended; gives 0, or the exit code of the first that failed.

    Where one fails, the others cannot go on and are ended; all are started again up to `restarts` times.
    """
    code = _run_once(command, environment, count)
    for _ in range(restarts):
        if code in (0, 128 + signal.SIGINT):
            break
        print("Starting all workers again", file=sys.stderr)
        code = _run_once(command, environment, count)
    return code


def _run_once(command: Sequence[str], environment: Mapping[str, str], count: int) -> int:
    cluster = {"worker": [f"127.0.0.1:{port}" for port in free_ports(count)]}
    workers = [_start(command, environment, cluster, index) for index in range(count)]
    try:
        return _watch(workers)
    finally:
        _end(workers)


def _start(
    command: Sequence[str], environment: Mapping[str, str], cluster: Mapping[str, list[str]], index: int
) -> subprocess.Popen[str]:
    task = {"type": "worker", "index": index}
    process = subprocess.Popen(
        command,
        env={**environment, "TF_CONFIG": json.dumps({"cluster": cluster, "task": task})},
        stdout=None if index == 0 else subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            threading.Thread(target=_tell, args=(stream, index), daemon=True).start()
    return process


def _tell(stream: IO[str], index: int) -> None:
    """Pass on what a worker says, with its number."""
    for line in stream:
        if not line.startswith(START_UP_NOISE):
            sys.stderr.write(f"[worker {index}] {line}")


def _watch(workers: Sequence[subprocess.Popen[str]]) -> int:
    """Wait until all have ended, or one has failed."""
    try:
        while True:
            codes = [worker.poll() for worker in workers]
            failed = next((index for index, code in enumerate(codes) if code), None)
            if failed is not None:
                code = codes[failed]
                assert code is not None
                how = f"exit code {code}" if code > 0 else f"signal {-code}"
                print(f"Worker {failed} has ended with {how}, so the others are ended", file=sys.stderr)
                return code if code > 0 else 128 - code
            if all(code == 0 for code in codes):
                return 0
            time.sleep(0.1)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _end(workers: Sequence[subprocess.Popen[str]]) -> None:
    for worker in workers:
        if worker.poll() is None:
            worker.terminate()
    limit = time.monotonic() + PATIENCE
    for worker in workers:
        try:
            worker.wait(max(0, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody listens on."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
