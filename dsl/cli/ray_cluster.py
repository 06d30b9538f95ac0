"""Workers that train together on a cluster of Ray: Ray Train starts them, tells each who the others are, and starts
all of them again where one fails. Ray is imported here only, and only for `dotmodel train --cluster`."""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dsl.cli import ray_worker
from dsl.cli.files import InputError
from dsl.cli.workers import START_UP_NOISE

LOCAL = "local"


def require_ray() -> None:
    """Refuse to go on without Ray."""
    if importlib.util.find_spec("ray") is None:
        raise InputError("training on Ray needs Ray, which is not installed: pip install 'dotmodel[ray]'")


def run_on_ray(
    address: str, command: Sequence[str], environment: Mapping[str, str], workers: int, restarts: int, scratch: Path
) -> int:
    """Run a program in `workers` workers of a cluster, which is started here where none is named.

    Gives 0, or the exit code of the first worker that failed for the last time. `scratch` is a folder for what Ray
    notes down on the way.
    """
    with _connected(address or os.environ.get("RAY_ADDRESS") or LOCAL, workers), _listening() as ears:
        order = ray_worker.Order(
            command=[str(Path(command[0]).resolve()), *command[1:]],
            folder=os.getcwd(),
            environment={name: environment[name] for name in ("PYTHONPATH", "TF_CPP_MIN_LOG_LEVEL")},
            tell=ears.tell,
        )
        return _fit(order, workers, restarts, scratch, ears)


@contextmanager
def _connected(address: str, workers: int) -> Iterator[None]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray

    # What is started here is for this training alone, so it may have as many workers as are asked for.
    own = {"include_dashboard": False, "num_cpus": max(workers, os.cpu_count() or 1)} if address == LOCAL else {}
    try:
        with warnings.catch_warnings(), _without_noise():
            warnings.simplefilter("ignore")
            ray.init(address=address, log_to_driver=False, logging_level="ERROR", **own)
    except (OSError, RuntimeError, ValueError) as error:
        why = _first_line(error)
        if address != LOCAL and "RAY_AUTH_MODE" not in os.environ:
            why += "; if the cluster wants a token, set RAY_AUTH_MODE=token"
        raise InputError(f"no cluster of Ray can be reached at {address}: {why}") from None
    try:
        processors = int(ray.cluster_resources().get("CPU", 0))
        if processors < workers:
            note = f"note: the cluster has {processors} CPUs; {workers} workers wait until it has as many"
            print(note, file=sys.stderr)
        yield
    finally:
        ray.shutdown()


# --- what workers tell ----------------------------------------------------------------------------


class Ears:
    """Hears what workers say, and passes it on as `dotmodel train --workers` does; `code` is the first failure's."""

    def __init__(self, tell: Callable[[tuple[str, int, object]], None]) -> None:
        self.tell = tell
        self.code = 0
        self.started: set[int] = set()

    def hear(self, kind: str, worker: int, what: Any) -> None:
        match kind:
            case "stdout" if worker == 0:
                sys.stdout.write(what)
                sys.stdout.flush()
            case "stdout" | "stderr" if not what.startswith(START_UP_NOISE):
                sys.stderr.write(f"[worker {worker}] {what}")
            case "ended" if what and not self.code:
                how = f"exit code {what}" if what > 0 else f"signal {-what}"
                print(f"Worker {worker} has ended with {how}, so the others are ended", file=sys.stderr)
                self.code = what if what > 0 else 128 - what
            case "started":
                if worker in self.started:
                    print("Starting all workers again", file=sys.stderr)
                    self.started.clear()
                    self.code = 0
                self.started.add(worker)


@contextmanager
def _listening() -> Iterator[Ears]:
    """Hears until it is left, and all that was said before has been passed on; or until the cluster is lost."""
    from ray.exceptions import RayError
    from ray.util.queue import Queue

    queue = Queue(actor_options={"num_cpus": 0})
    ears = Ears(queue.put)

    def listen() -> None:
        with suppress(RayError, ConnectionError):
            while (told := queue.get()) is not None:
                ears.hear(*told)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield ears
    finally:
        with suppress(RayError, ConnectionError):
            queue.put(None)
        thread.join()


# --- the training ---------------------------------------------------------------------------------


def _fit(order: ray_worker.Order, workers: int, restarts: int, scratch: Path, ears: Ears) -> int:
    from ray import cloudpickle, cluster_resources
    from ray.train import FailureConfig, RunConfig, ScalingConfig

    with _without_noise():
        from ray.train.tensorflow import TensorflowTrainer

    # The machines of the cluster need not have dotmodel.
    cloudpickle.register_pickle_by_value(ray_worker)
    with tempfile.TemporaryDirectory(prefix=".ray-", dir=scratch.resolve()) as notes:
        trainer = TensorflowTrainer(
            ray_worker.work,
            train_loop_config=dict(order),
            scaling_config=ScalingConfig(num_workers=workers, use_gpu=cluster_resources().get("GPU", 0) >= workers),
            run_config=RunConfig(storage_path=notes, failure_config=FailureConfig(max_failures=restarts)),
        )
        return _code(trainer.fit, ears)


def _code(fit: Callable[[], object], ears: Ears) -> int:
    """The exit code of the command, which waits until the training has ended in one way or another."""
    from ray.exceptions import RayError
    from ray.train import TrainingFailedError

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    received = []

    def leave(number: int, frame: object) -> None:
        received.append(number)
        sys.exit(number)

    signal.signal(signal.SIGTERM, leave)  # Ray's own way is to abort
    try:
        fit()
    except TrainingFailedError as error:
        if not ears.code:
            print(f"error: {_what_failed(error)}", file=sys.stderr)
        return ears.code or 1
    except (RayError, ConnectionError) as error:
        print(f"error: the cluster of Ray is lost: {_first_line(error)}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, SystemExit):
        # Ray ends the workers at the first Ctrl-C, and then leaves by itself.
        return 128 + (received or [signal.SIGINT])[0]
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def _what_failed(error: Exception) -> str:
    """What went wrong around the programs, none of which has failed itself: a machine that is gone, a full one."""
    failures: Mapping[int, Exception] = getattr(error, "worker_failures", {})
    if not failures:
        return f"Ray could not train: {_first_line(error)}"
    return "\n".join(f"Ray has lost worker {worker}: {_first_line(why)}" for worker, why in failures.items())


def _first_line(error: Exception) -> str:
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)


@contextmanager
def _without_noise() -> Iterator[None]:
    """What libraries print goes nowhere: TensorFlow's when they are loaded, and Ray's at each try to connect."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
