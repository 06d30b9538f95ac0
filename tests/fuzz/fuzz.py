"""Look for bytes that break the compiler, guided by what they reach in it: `python tests/fuzz/fuzz.py`.

Needs `pip install atheris` (Linux). It starts from the examples and the test cases; options of libFuzzer such as
`-max_total_time=600` are handed on. What it finds is written to a file called `crash-…`: cut it down, mend the
fault, and keep the file in `tests/fuzz/found/`, which the test suite runs.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["dsl", "lark"]):
    # Imported late by the compiler, which would be past the instrumentation.
    import dsl.codegen.generate
    import dsl.codegen.plan
    import dsl.codegen.render  # noqa: F401
    from tests.fuzz.mutation import mutate
    from tests.fuzz.target import hold_once

WORDS = (
    "model", "layer", "function", "train", "let", "from", "import", "input", "output", "weight", "for", "if", "else",
    "in", "assert", "add_loss", "as", "float32", "int32", "->", "**", "//", "...", "?", "Dense(3)", "Conv2D(8, 3)",
    "LSTM(4)", "Concatenate()", "Flatten()", "Bidirectional(", "ops.mean(", "random.normal(", "range(3)", "* 2", "[",
    "]", "{", "}", "(", ")", '\\"', "#", "loss = ", "data = synthetic(8)", "metrics = ", "MeanSquaredError()",
)  # fmt: skip


def change(data: bytes, most: int, seed: int) -> bytes:
    """Half of the time libFuzzer's own change of bytes, half of the time one of whole words."""
    chance = random.Random(seed)
    if chance.random() < 0.5:
        return bytes(atheris.Mutate(data, most))
    return mutate(data.decode("utf-8", "replace"), chance).encode("utf-8", "replace")[:most]


def main() -> None:
    """Run libFuzzer over a corpus made of all .model files of the project."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds = folder / "seeds"
        seeds.mkdir()
        for number, path in enumerate(sorted([*ROOT.glob("examples/*.model"), *ROOT.glob("tests/**/*.model")])):
            if path.is_file():
                (seeds / f"{number}").write_bytes(path.read_bytes())
        words = folder / "words.txt"
        words.write_text("".join(f'"{word}"\n' for word in WORDS), encoding="utf-8")
        given = [f"-dict={words}", "-max_len=4000", "-timeout=20", "-rss_limit_mb=4000", *sys.argv[1:], str(seeds)]
        atheris.Setup([sys.argv[0], *given], hold_once, custom_mutator=change)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
