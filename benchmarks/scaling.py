"""Whether the time to compile grows in step with the model: milliseconds a layer, from 100 layers to 10,000.

Split into checking (all that `dsl.check` does), laying out (black on the finished text) and generating (the
rest of `dsl.compile`). The sizes take turns. Exits with 1 where the time a layer differs by more than LIMIT, or where
the largest takes longer than LONGEST to check.

    python benchmarks/scaling.py [--rounds 3] [--style functional]
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import black

import dsl

SIZES = (100, 300, 1000, 3000, 10_000)
LIMIT = 1.5
LONGEST = 15.0


@dataclass(frozen=True)
class Timing:
    """Seconds for one compilation, `total`, and for two of its parts when they are done alone."""

    total: float
    check: float
    layout: float

    @property
    def generate(self) -> float:
        return self.total - self.check - self.layout


def model_text(layers: int) -> str:
    """A model of that many layers, one a line, with a connection past every tenth."""
    lines = ["model Deep() {", "    input x: float32[64]", "    y = x -> Dense(64)"]
    for number in range(1, layers):
        if number % 10 == 0:
            lines.append("    x = [x, y] -> Add()")
        elif number % 10 == 1 and number > 1:
            lines.append('    y = x -> Dense(64, activation="relu")')
        else:
            lines.append('    y = y -> Dense(64, activation="relu", kernel_initializer="he_normal")')
    return "\n".join([*lines, "    output y", "}", ""])


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compile_once(text: str, style: str) -> Timing:
    code = ""

    def compile_text() -> None:
        nonlocal code
        result = dsl.compile(text, style=style)
        if result.code is None:
            raise SystemExit(f"the benchmark's own model does not compile: {result.problems}")
        code = result.code

    check = seconds(lambda: dsl.check(text))
    total = seconds(compile_text)
    # A changed text, for black looks first whether there is anything to do.
    # The compiler pauses the cyclic collector, so the part is measured without it too.
    gc.disable()
    layout = seconds(lambda: black.format_str(code.replace(", ", ","), mode=black.Mode()))
    gc.enable()
    return Timing(total, check, layout)


def measure(rounds: int, style: str) -> dict[int, list[Timing]]:
    texts = {size: model_text(size) for size in SIZES}
    compile_once(texts[SIZES[0]], style)  # once unmeasured: imports, the grammar, the catalogue
    timings: dict[int, list[Timing]] = {size: [] for size in SIZES}
    for _ in range(rounds):
        for size, text in texts.items():
            timings[size].append(compile_once(text, style))
    return timings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--style", default="functional")
    options = parser.parse_args()
    timings = measure(options.rounds, options.style)

    each = {}
    print("| layers | in all, ms | a layer, ms | checking | generating | laying out |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for size, runs in timings.items():
        check, generate, layout, total = (
            statistics.median(getattr(run, part) for run in runs) * 1000
            for part in ("check", "generate", "layout", "total")
        )
        each[size] = total / size
        parts = f"{check / size:.3f} | {generate / size:.3f} | {layout / size:.3f}"
        print(f"| {size:,} | {total:.0f} | {each[size]:.3f} | {parts} |")
    spread = max(each.values()) / min(each.values())
    print(f"\nTime a layer: the most is {spread:.2f} times the least (at most {LIMIT} wanted).")
    longest = statistics.median(run.check for run in timings[SIZES[-1]])
    print(f"A check of {SIZES[-1]:,} layers takes {longest:.1f} s (at most {LONGEST:.0f} wanted).")
    return int(spread > LIMIT or longest > LONGEST)


if __name__ == "__main__":
    raise SystemExit(main())
