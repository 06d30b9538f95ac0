"""How long a user waits for `dotmodel check` and `dotmodel compile`, beside `import tensorflow`.

Whole processes, one of each kind in turn, so that whatever else the machine does falls on all alike. Prints
the median of the rounds in milliseconds, and its ratio to the import of TensorFlow.

    python benchmarks/startup.py [--rounds 9]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

MODEL = Path(__file__).with_name("forty_lines.model")
DOTMODEL = Path(sys.executable).with_name("dotmodel")
REFERENCE = "import tensorflow"

COMMANDS: dict[str, list[str]] = {
    REFERENCE: [sys.executable, "-c", "import tensorflow"],
    "dotmodel check": [str(DOTMODEL), "check", str(MODEL)],
    "dotmodel compile": [str(DOTMODEL), "compile", str(MODEL), "-o", "-"],
    "python, nothing else": [sys.executable, "-c", "pass"],
}


def seconds(command: list[str]) -> float:
    """The wall-clock time of one process, which must succeed."""
    start = time.perf_counter()
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def measure(rounds: int) -> dict[str, list[float]]:
    for command in COMMANDS.values():  # once unmeasured: files come from memory afterwards
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    times = measure(parser.parse_args().rounds)
    reference = statistics.median(times[REFERENCE])
    print("| process | median, ms | least | most | of `import tensorflow` |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, values in times.items():
        median = statistics.median(values)
        low, high = min(values) * 1000, max(values) * 1000
        print(f"| `{name}` | {median * 1000:.0f} | {low:.0f} | {high:.0f} | {median / reference:.3f} |")


if __name__ == "__main__":
    main()
