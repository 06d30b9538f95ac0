"""What anyone could think of to bring a compiler down is answered, in time and in 500 MB."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MEGABYTE = 2**20

# How many times the loop that is timed beside it, which takes a sixteenth of a second on a quiet machine. Caches that
# others fill cost the compiler more than they cost the loop.
LIMIT = 20.0

# Files of thousands of layers are followed to their end, which takes longer; `benchmarks/scaling.py` looks at those.
FOLLOWED = {"chain", "assignments", "unused"}
LIMIT_FOLLOWED = 30.0
HEAD, TAIL = "model M {\n    input x: float32[3]\n", "\n}\n"


def _model(statements: str) -> str:
    return f"{HEAD}    {statements}{TAIL}"


# About 100 kB each, and the code that the answer begins with; None where there is nothing wrong.
HARD: dict[str, tuple[str, str | None]] = {
    "parentheses": (_model("output x -> Dense(" + "(" * 50_000 + "1" + ")" * 50_000 + ")"), "E110"),
    "never closed": (_model("output x -> Dense(" + "(" * 100_000), "E110"),
    "closed otherwise": (_model("output x -> Dense(" + "(" * 50_000 + "1" + "]" * 50_000), "E110"),
    "closed otherwise inside": (_model("output x[" + "(" * 50_000 + "1" + "]" * 50_000), "E110"),
    "never closed lists": (_model("output " + "[" * 100_000), "E110"),
    "never closed blocks": ("{" * 100_000, "E108"),
    "never closed calls": (_model("output " + "f(" * 50_000), "E110"),
    "closed only": (")" * 100_000, "E109"),
    "signs": (_model("output " + "-" * 100_000 + "x"), "E110"),
    "indices": (_model("output x" + "[0]" * 33_000), "E110"),
    "chain": (_model("output x" + " -> Dense(3)" * 8_000), None),
    "sum": (_model("output x" + " + x" * 25_000), "E110"),
    "blocks": (_model("if True {\n" * 9_000 + "}\n" * 9_000 + "output x"), "E110"),
    "assignments": (HEAD + "    x = x -> Dense(3)\n" * 4_500 + "    output x\n}\n", None),
    "unused": (HEAD + "".join(f"    y{i} = x + {i}\n" for i in range(5_500)) + "    output x -> Dense(3)\n}\n", "W202"),
    "misspelt": (HEAD + "".join(f"    y{i} = x -> Dens(3)\n" for i in range(4_000)) + "    output x\n}\n", "E203"),
    "unknown": (_model(f"output [{', '.join(f'z{i}' for i in range(12_000))}]"), "E201"),
    "given often": (_model("output x -> Dense(" + "units=3, " * 11_000 + ")"), "E313"),
    "given wrongly": (_model(f"output x -> Dense({', '.join(f'u{i}=3' for i in range(10_000))})"), "E312"),
    "items": (f"let a = [{'1, ' * 33_000}]\n", None),
    "parameters": (f"layer M({', '.join(f'p{i}=1' for i in range(9_000))}) {{\n input x\n output x\n}}\n", "W204"),
    "declarations": ("".join(f"let a{i} = {i}\n" for i in range(7_000)), None),
    "settings": (_model("output x -> Dense(3)") + "train M {\n" + "    epochs = 3\n" * 6_000 + "}\n", "E502"),
    "comments": ("#\n" * 50_000, None),
    "blank": (" \t\n" * 33_000, None),
    "string": (f'let a = "{"x" * 100_000}"\n', None),
    "number": (f"let a = {'9' * 100_000}\n", "E104"),
    "name": (f"let {'a' * 100_000} = 1\n", None),
    "long loop": (_model("for i in range(10**12) {\n x = x -> Dense(3)\n }\n output x"), "E330"),
    "copies": (_model("output x -> Dense(8) * 10**9"), "E331"),
    "copies of copies": (_model("output x -> ((Dense(8) * 999) * 999) * 999"), "E330"),
    "billion classes": (
        _model("output x -> Dense(10**9)") + "train M {\n    loss = SparseCategoricalCrossentropy(from_logits=True)\n"
        "    class_weight = {0: 2.0}\n    data = synthetic(8)\n}\n",
        None,
    ),
    "power": (f"let a = 2 ** 10**9\n{_model('output x -> Dense(3)')}", "E332"),
    "long string": (f'let a = "x" * 10**10\n{_model("output x -> Dense(3)")}', "E333"),
    "long list": (f"let a = list(range(10**12))\n{_model('output x -> Dense(3)')}", "E333"),
    "symbols": ("\u2028\u200b\u00e9\U0001f600\ufeff" * 8_000, "E101"),
}  # fmt: skip

RUN = """
import resource, sys, time
from dsl.compiler import check_source
from dsl.source import Source

def loop():
    start, total = time.process_time(), 0
    for number in range(2_000_000):
        total += number
    return time.process_time() - start

unit = loop()
started = time.process_time()
with open(sys.argv[1], encoding="utf-8") as file:
    source = Source("hard.model", file.read())
problems = check_source(source).problems
print(problems[0].code if problems else None)
took = time.process_time() - started
print(2 * took / (unit + loop()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is measured in kilobytes on Linux")
@pytest.mark.parametrize("name", HARD)
def test_it_is_answered_in_time_and_memory(name: str, tmp_path: Path) -> None:
    text, code = HARD[name]
    path = tmp_path / "hard.model"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found, figures = done.stdout.splitlines()
    ratio, size = map(float, figures.split())
    assert found == str(code)
    # Time of the processor beside that of a loop in the same process, so that a busy machine counts little.
    limit = LIMIT_FOLLOWED if name in FOLLOWED else LIMIT
    assert ratio < limit * max(1, len(text) / 100_000), f"{ratio:.1f} times the loop"
    assert size < 500 * MEGABYTE, f"{size / MEGABYTE:.0f} MB"


@pytest.mark.parametrize("name", [name for name in HARD if len(HARD[name][0]) < 1_000])
def test_short_ones_take_no_longer_than_long_ones(name: str) -> None:
    from tests.fuzz.target import hold

    hold(HARD[name][0].encode())
