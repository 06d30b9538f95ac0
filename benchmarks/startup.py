"""How long a user waits for `dotmodel check` and `dotmodel compile`, beside `import tensorflow`.

Whole processes, one of each kind in turn, so that whatever else the machine does falls on all alike. Modules are
read as byte code, as pip leaves them; with `--from-source` dotmodel's own are compiled anew in every process. Prints
the median of the rounds in milliseconds, and its ratio to the import of TensorFlow. Exits with 1 where `check` takes
more than LIMIT of that.

    python benchmarks/startup.py [--rounds 9] [--from-source]
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import dsl

MODEL = Path(__file__).with_name("forty_lines.model")
DOTMODEL = Path(sys.executable).with_name("dotmodel")
REFERENCE = "import tensorflow"
CHECK = "dotmodel check"
LIMIT = 1 / 12

COMMANDS: dict[str, list[str]] = {
    REFERENCE: [sys.executable, "-c", "import tensorflow"],
    CHECK: [str(DOTMODEL), "check", str(MODEL)],
    "dotmodel compile": [str(DOTMODEL), "compile", str(MODEL), "-o", "-"],
    "python, nothing else": [sys.executable, "-c", "pass"],
}


def environment(from_source: bool) -> dict[str, str]:
    """That of the processes: byte code is kept, or there is none of dotmodel's."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept["TF_CPP_MIN_LOG_LEVEL"] = "3"
    if not from_source:
        return kept
    for folder in Path(dsl.__file__).parent.rglob("__pycache__"):
        shutil.rmtree(folder)
    return kept | {"PYTHONDONTWRITEBYTECODE": "1"}


def seconds(command: list[str], variables: dict[str, str]) -> float:
    """The wall-clock time of one process, which must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=variables)
    return time.perf_counter() - start


def measure(rounds: int, variables: dict[str, str]) -> dict[str, list[float]]:
    for command in COMMANDS.values():  # once unmeasured: files come from memory afterwards
        seconds(command, variables)
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command, variables))
    return times


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--from-source", action="store_true")
    options = parser.parse_args()
    times = measure(options.rounds, environment(options.from_source))
    reference = statistics.median(times[REFERENCE])
    print("| process | median, ms | least | most | of `import tensorflow` |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, values in times.items():
        median = statistics.median(values)
        low, high = min(values) * 1000, max(values) * 1000
        print(f"| `{name}` | {median * 1000:.0f} | {low:.0f} | {high:.0f} | {median / reference:.3f} |")
    return int(statistics.median(times[CHECK]) > LIMIT * reference)


if __name__ == "__main__":
    raise SystemExit(main())
