"""What runs in each of Ray's workers. It is sent there as it stands, so it imports nothing of dotmodel."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import IO, TypedDict

# A worker that Ray kills has no time to end the program that it has started. So the program ends itself where its
# standard input does, which the worker alone holds open.
_BOUND = """import os, runpy, signal, sys, threading

def end_with_input():
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)

threading.Thread(target=end_with_input, daemon=True).start()
del sys.argv[0]
sys.path[0] = os.path.dirname(sys.argv[0])
runpy.run_path(sys.argv[0], run_name="__main__")"""


class Order(TypedDict):
    """What a worker is to do: the program with its arguments, where, with which variables; and how it tells."""

    command: Sequence[str]
    folder: str
    environment: Mapping[str, str]
    tell: Callable[[tuple[str, int, object]], None]


class ProgramFailed(Exception):
    """The program of this worker has ended with another exit code than 0."""


def work(order: Order) -> None:
    """Run the program as this worker, tell all that it says, and at last its exit code; raises ProgramFailed."""
    from ray.train import get_context

    rank, tell = get_context().get_world_rank(), order["tell"]
    tell(("started", rank, None))
    code = _run(order, rank)
    tell(("ended", rank, code))
    if code:
        raise ProgramFailed(f"exit code {code}")


def _run(order: Order, rank: int) -> int:
    program = order["command"][0]
    if not os.path.isfile(program):
        where = f"error: {platform.node()} does not see {program}\n"
        order["tell"](("stderr", rank, where))
        return 1
    # TF_CONFIG is among Ray's variables. So is one that asks for Keras 2, which the program is not written for.
    environment = {name: value for name, value in os.environ.items() if name != "TF_USE_LEGACY_KERAS"}
    process = subprocess.Popen(
        [sys.executable, "-c", _BOUND, *order["command"]],
        cwd=order["folder"],
        env={**environment, **order["environment"], "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    threads = [
        threading.Thread(target=_pass_on, args=(stream, name, rank, order["tell"]))
        for name, stream in (("stdout", process.stdout), ("stderr", process.stderr))
    ]
    for thread in threads:
        thread.start()
    code = process.wait()
    for thread in threads:
        thread.join()
    return code


def _pass_on(stream: IO[str], name: str, rank: int, tell: Callable[[tuple[str, int, object]], None]) -> None:
    for line in stream:
        tell((name, rank, line))
