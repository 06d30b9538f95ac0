"""Confirms on a machine with a GPU what the documents say of GPUs, which was written without one.

    python benchmarks/gpu.py

Prints a line for each claim, and exits with 1 where one does not hold. Needs `pip install '.[gpu]'`.
"""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import dsl

FILE = """model Net {{
    input x: float32[28, 28, 1]
    y = x -> Conv2D(16, 3, activation="relu") -> MaxPooling2D() -> Conv2D(32, 3, activation="relu") -> Flatten()
    output y = y -> Dense(10)
}}

train Net {{
    data = npz("data.npz")
    validation_split = 0.2
    loss = SparseCategoricalCrossentropy(from_logits=True)
    metrics = [SparseCategoricalAccuracy(name="accuracy")]
    optimizer = SGD(0.05)
    batch_size = 64
    epochs = 2
    {settings}
}}
"""

# Put before a program, this tells afterwards what TensorFlow did.
TELL = """
import atexit, json, tensorflow as tf

def tell():
    devices = [device.name for device in tf.config.list_logical_devices("GPU")]
    memory = [tf.config.experimental.get_memory_info(name.removeprefix("/device:"))["peak"] for name in devices]
    print("TOLD", json.dumps({"devices": devices, "memory": memory}))

atexit.register(tell)
"""


def run(folder: Path, loop: str, settings: str = "", *flags: str) -> tuple[int, str, dict[str, list[float]]]:
    """The exit code of a program, what it said, and its history."""
    code = dsl.compile(FILE.format(settings=settings), loop=loop).code
    assert code is not None
    path = folder / f"net_{loop}.py"
    path.write_text(code, encoding="utf-8")
    command = (
        f"{TELL}\nimport runpy, sys\nsys.argv[1:] = {list(flags)!r}\nrunpy.run_path({str(path)!r}, run_name='__main__')"
    )
    history = folder / "runs" / "Net" / "history.json"
    history.unlink(missing_ok=True)
    done = subprocess.run([sys.executable, "-c", command], cwd=folder, capture_output=True, text=True)
    found = json.loads(history.read_text()) if history.exists() else {}
    return done.returncode, done.stdout + done.stderr, found


def told(said: str) -> dict[str, list[float]]:
    """What a program told of its devices."""
    lines = [line for line in said.splitlines() if line.startswith("TOLD ")]
    found: dict[str, list[float]] = json.loads(lines[-1].removeprefix("TOLD "))
    return found


def close(one: dict[str, list[float]], other: dict[str, list[float]], rtol: float) -> bool:
    """Whether two histories agree."""
    return bool(one) and one.keys() == other.keys() and all(np.allclose(one[k], other[k], rtol=rtol) for k in one)


def trains_on_gpu(folder: Path) -> bool:
    return all(
        code == 0 and "Training on /physical_device:GPU:0" in said and told(said)["memory"][0] > 0
        for code, said, _ in (run(folder, loop) for loop in ("fit", "custom"))
    )


def takes_memory_as_needed(folder: Path) -> bool:
    """A small network takes less than a gigabyte, where without growth TensorFlow would take nearly all."""
    query = ["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits"]
    before = int(subprocess.run(query, capture_output=True, text=True, check=True).stdout.split()[0])
    code, said, _ = run(folder, "custom")
    return code == 0 and told(said)["memory"][0] < 2**30 and before < 2**15


def both_loops_agree(folder: Path) -> bool:
    return close(run(folder, "fit")[2], run(folder, "custom")[2], 1e-3)


def can_be_kept_on_cpu(folder: Path) -> bool:
    code, said, _ = run(folder, "fit", "", "--device", "cpu")
    return code == 0 and "Training on CPU" in said and not told(said)["devices"]


def names_what_is_there(folder: Path) -> bool:
    code, said, _ = run(folder, "fit", "", "--device", "gpu:99")
    return code == 1 and "There is no device 'gpu:99' here; TensorFlow sees cpu, gpu:0" in said


def mixed_precision_trains(folder: Path) -> bool:
    settings = 'dtype_policy = "mixed_float16"'
    histories = [run(folder, loop, settings)[2] for loop in ("fit", "custom")]
    return close(*histories, 1e-2)


def all_gpus_share(folder: Path) -> bool:
    """With one GPU this is a strategy of one replica."""
    code, _, shared = run(folder, "custom", 'distribute = "mirrored"')
    return code == 0 and close(shared, run(folder, "custom")[2], 1e-3)


class Large(np.ndarray[Any, Any]):
    """An array that says it is larger than it is."""

    nbytes = 2**30 + 1


def large_arrays_stay_with_the_host(folder: Path) -> bool:
    code = dsl.compile(FILE.format(settings=""), loop="custom").code
    assert code is not None
    (folder / "batches.py").write_text(code, encoding="utf-8")
    program = runpy.run_path(str(folder / "batches.py"), run_name="batches")

    def device(kind: type[np.ndarray[Any, Any]]) -> str:
        batches = program["Batches"]((np.zeros((8, 28, 28, 1), "float32").view(kind), np.zeros(8, "int32")), 4, 0)
        return str(batches.tensors[0].device).rpartition("device:")[2]

    return (device(np.ndarray), device(Large)) == ("GPU:0", "CPU:0")


CLAIMS: dict[str, Callable[[Path], bool]] = {
    "both loops train on the GPU": trains_on_gpu,
    "memory is taken as it is needed": takes_memory_as_needed,
    "both loops come to the same history, to rounding": both_loops_agree,
    "--device cpu keeps a program off the GPU": can_be_kept_on_cpu,
    "--device gpu:99 says what is there": names_what_is_there,
    "mixed_float16 trains alike in both loops": mixed_precision_trains,
    "arrays are on the GPU, and with the host where they are larger than a gigabyte": large_arrays_stay_with_the_host,
    'distribute = "mirrored" comes to what one device comes to': all_gpus_share,
}


def main() -> int:
    import tensorflow as tf

    if not tf.config.list_physical_devices("GPU"):
        print("TensorFlow sees no GPU here: nothing can be confirmed", file=sys.stderr)
        return 1
    holds = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rng = np.random.default_rng(0)
        x = rng.standard_normal((640, 28, 28, 1)).astype("float32")
        np.savez(folder / "data.npz", x=x, y=rng.integers(0, 10, 640).astype("int32"))
        for claim, check in CLAIMS.items():
            holds.append(check(folder))
            print(f"{'yes' if holds[-1] else 'NO '}  {claim}", flush=True)
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main())
