"""How fast generated programs train, beside what is written by hand: samples a second, in turn, in one process.

    python benchmarks/training.py [--only mlp] [--rounds 7] [--memory]

Each way to train waits at the beginning of an epoch for its turn, so that all of them meet the same machine. A turn is
three epochs, of which the faster of the last two is counted: while others had theirs, some machines have put the memory
of this one away. Each round begins with another way. Ratios are the medians of those of each round. The first round,
which traces the functions, is not counted. A GPU is used where TensorFlow finds one.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from training_ways import NETWORKS, ByHand, Setting, Turns, as_generated, generated

SETTINGS = (
    Setting("mlp", 64, 19_200, True),
    Setting("mlp", 512, 51_200, True),
    Setting("small_cnn", 64, 6_400, True),
    Setting("small_cnn", 512, 20_480, True),
    Setting("larger_cnn", 64, 960),
    Setting("lstm", 64, 3_840),
    Setting("transformer", 64, 1_920),
)


WAYS = ("fit(x, y)", "fit, tf.data", "guide's loop", "whole epoch", "generated fit", "generated custom")


def write_data(setting: Setting, folder: Path) -> None:
    shape = {"mlp": (784,), "small_cnn": (28, 28, 1), "larger_cnn": (32, 32, 3), "lstm": (32, 16)}
    rng = np.random.default_rng(0)
    x = rng.standard_normal((setting.samples, *shape.get(setting.network, (32, 64)))).astype("float32")
    np.savez(folder / "data.npz", x=x, y=rng.integers(0, 10, setting.samples).astype("int32"))


@dataclass(frozen=True)
class Times:
    """The seconds that each way took for an epoch, one row a round."""

    samples: int
    rounds: list[dict[str, float]]

    def speed(self, way: str) -> float:
        """Samples a second, the median of the rounds."""
        return self.samples / statistics.median(seconds[way] for seconds in self.rounds)

    def ratio(self, way: str, other: str) -> float:
        """How many times faster than another way, the median of the rounds: both met the same machine in each."""
        return statistics.median(seconds[other] / seconds[way] for seconds in self.rounds)


def measure(setting: Setting, rounds: int) -> Times:
    """The times of all ways; each round begins with the next one."""
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(open(os.devnull, "w")):
        folder = Path(name)
        write_data(setting, folder)
        fit, custom = (generated(loop, setting, folder) for loop in ("fit", "custom"))
        hand = ByHand(fit, setting, folder)
        ways = (hand.fit_arrays, hand.fit_dataset, hand.loop, hand.whole_epoch)
        trained = [Turns(way) for way in (*ways, as_generated(fit, folder), as_generated(custom, folder))]
        for turns in trained:
            turns.turn()
        times = []
        for number in range(rounds):
            order = [(way + number) % len(WAYS) for way in range(len(WAYS))]
            times.append({WAYS[way]: trained[way].turn() for way in order})
    return Times(setting.samples, times)


def tables(settings: tuple[Setting, ...], rounds: int) -> bool:
    """Print what was measured; gives whether all is as fast as is wanted."""
    import tensorflow as tf

    gpus = [tf.config.experimental.get_device_details(gpu) for gpu in tf.config.list_physical_devices("GPU")]
    print(f"Device: {', '.join(str(gpu.get('device_name')) for gpu in gpus) or f'CPU, {os.cpu_count()} cores'}\n")
    print("| network, batch | " + " | ".join(WAYS) + " | fit / tf.data | fit / fit(x, y) | custom / whole epoch |")
    print("| --- |" + " ---: |" * (len(WAYS) + 3))
    is_fast = True
    for setting in settings:
        times = measure(setting, rounds)
        ratios = (
            times.ratio("generated fit", "fit, tf.data"),
            times.ratio("generated fit", "fit(x, y)"),
            times.ratio("generated custom", "whole epoch"),
        )
        is_fast &= ratios[0] >= 1 and ratios[2] >= 0.95 and (ratios[1] >= 1.5 or not setting.is_small)
        cells = [f"{times.speed(way):,.0f}" for way in WAYS] + [f"{ratio:.2f}" for ratio in ratios]
        print(f"| {setting.name} | {' | '.join(cells)} |", flush=True)
    return is_fast


# --- memory --------------------------------------------------------------------------------------

MEMORY = Setting("mlp", 64, 50_000)


def memory() -> None:
    """Print the most memory that processes take which train for an epoch on 157 MB of data."""
    print("| way | most memory, MB |\n| --- | ---: |", flush=True)
    with tempfile.TemporaryDirectory() as name:
        write_data(MEMORY, Path(name))
        for way in ("fit, tf.data", "generated fit", "generated custom"):
            command = [sys.executable, __file__, "--peak", way, name]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            print(f"| {way} | {done.stdout.splitlines()[-1]} |", flush=True)
    print()


def peak(way: str, folder: Path) -> None:
    """Train for an epoch in this process, and print its most memory in MB."""
    module = generated("custom" if way == "generated custom" else "fit", MEMORY, folder)
    if way == "fit, tf.data":
        hand = ByHand(module, MEMORY, folder)
        hand.compiled().fit(hand.batches(), epochs=2)
    else:
        module.train(epochs=2, run_dir=str(folder / "run"))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=sorted(NETWORKS), help="measure one network")
    parser.add_argument("--rounds", type=int, default=7, help="epochs that are counted; their median is told")
    parser.add_argument("--memory", action="store_true", help="measure the memory, too")
    parser.add_argument("--peak", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    options = arguments()
    if options.peak:
        peak(options.peak[0], Path(options.peak[1]))
        return 0
    chosen = tuple(setting for setting in SETTINGS if options.only in (None, setting.network))
    if options.memory:
        memory()  # first: on Linux a process counts the most memory of the one that starts it as its own
    is_fast = tables(chosen, options.rounds)
    sys.stdout.flush()
    os._exit(0 if is_fast else 1)  # the ways to train wait for their next turn


if __name__ == "__main__":
    sys.exit(main())
