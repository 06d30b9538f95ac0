"""How long an editor waits: a file of 300 lines checked again after an edit, in one process.

Each round changes a number in another line, so that nothing is known from before but the grammar and the catalogue.
The time is that of the processor, which a quiet machine takes just as long for. Prints the median of the rounds in
milliseconds, and its parts. Exits with 1 where it is more than LIMIT.

    python benchmarks/editing.py [--rounds 15] [--lines 300]
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time

import dsl
from dsl.source import Source
from dsl.syntax.parser import parse

LIMIT = 60.0


def file_text(lines: int, edit: int) -> str:
    """A file of that many lines as people write them: blocks with loops, models, training; `edit` changes one line."""
    parts: list[str] = []
    number = 0
    while sum(part.count("\n") for part in parts) < lines:
        parts.append(f"""layer Residual{number}(filters, strides=1) {{  # a block of other layers
    input x
    shortcut = x
    if strides != 1 {{
        shortcut = x -> Conv2D(filters, 1, strides=strides) -> BatchNormalization()
    }}
    y = x
        -> Conv2D(filters, 3, strides=strides, padding="same") -> BatchNormalization() -> ReLU()
        -> Conv2D(filters, 3, padding="same") -> BatchNormalization()
    output y + shortcut -> ReLU()
}}

model Net{number}(width=16, rate=0.2) {{
    input image: float32[32, 32, 3]
    x = image -> Conv2D(width, 3, padding="same") -> BatchNormalization() -> ReLU()
    for filters, strides in [(width, 1), (2 * width, 2), (4 * width, 2)] {{
        x = x -> Residual{number}(filters, strides=strides)
    }}
    x = x -> GlobalAveragePooling2D() -> Dropout(rate) -> Dense({edit % 50 + 10}, activation="relu")
    output label = x -> Dense(10)
}}

train Net{number} {{
    data = npz("pictures.npz", image="images", label="labels")
    validation_split = 0.1
    loss = SparseCategoricalCrossentropy(from_logits=True)
    optimizer = Adam(learning_rate=1e-3)
    metrics = [SparseCategoricalAccuracy(name="accuracy")]
    epochs = 10
}}

""")
        number += 1
    return "".join(parts)


def milliseconds(text: str) -> tuple[float, float]:
    """The time of a whole check, and that of parsing alone."""
    gc.collect()
    start = time.process_time()
    problems = dsl.check(text)
    middle = time.process_time()
    parse(Source("edited.model", text))
    end = time.process_time()
    if problems:
        raise SystemExit(f"the benchmark's own file is not sound: {problems}")
    return (middle - start) * 1000, (end - middle) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--lines", type=int, default=300)
    options = parser.parse_args()
    milliseconds(file_text(options.lines, 0))  # once unmeasured: imports, the grammar, the catalogue
    times = [milliseconds(file_text(options.lines, edit)) for edit in range(1, options.rounds + 1)]
    check, parsing = (statistics.median(part) for part in zip(*times, strict=True))
    print("| lines | again checked, ms | of that parsing |")
    print("| ---: | ---: | ---: |")
    print(f"| {file_text(options.lines, 0).count(chr(10)):,} | {check:.1f} | {parsing:.1f} |")
    return int(check > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
