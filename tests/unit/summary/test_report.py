"""Summaries: rows as they nest, totals, and what is not known; whole ones are in `expected/`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dsl.compiler import Options, draw_source
from dsl.ir.graph import Graph
from dsl.source import Source
from dsl.summary.costs import Amount
from dsl.summary.json import render_json
from dsl.summary.report import report
from dsl.summary.text import render_text

EXPECTED = Path(__file__).resolve().parent / "expected"

EVERYTHING = """from somewhere import Mystery

layer Linear(units, activation=None) {
    input x: float32[..., features]
    weight kernel: [features, units] = GlorotUniform()
    weight scale: [units](trainable=False) = Ones()
    output (x @ kernel) * scale -> Activation(activation)
}

layer Residual(units) {
    input x
    y = x -> Dense(units) -> BatchNormalization()
    output y + x
}

function softened(x, by=2) {
    output ops.tanh(x / by)
}

model Encoder(size=4) {
    input features: float32[6]
    output code = features -> Dense(size) -> Residual(size)
}

model Everything(widths=[6, 8], rate=0.5) {
    input left: float32[6], right: float32[6]
    input words: int32[?]
    encoder = Encoder(4)
    towers = [Linear(3), Linear(2, activation="relu")]
    both = [left -> encoder, right -> encoder] -> Concatenate()
    for i, width in enumerate(widths) {
        both = both -> Dense(width)
        if i == 1 { both = both -> Residual(width) -> Dropout(rate) }
    }
    text, state, _ = words -> Embedding(50, 4) -> LSTM(3, return_state=True)
    heads = both -> towers -> Concatenate()
    output near = softened(heads)
    output far = [text, state] -> Concatenate() -> Dense(2, trainable=False)
}
"""

UNKNOWN = """from somewhere import Mystery
model Unknown {
    input x: float32[4]
    output y = x -> Dense(3) -> Mystery(7, "deep") -> Dense(2)
}
"""

WIDE = """model Wide {
    input a: float16[4](batch_size=8)
    input b: int32[3](batch_size=8)
    output y = a -> Dense(5, dtype="float16"), z = b -> Embedding(9, 2, dtype="mixed_bfloat16")
}
"""

TEXTS = {"everything": EVERYTHING, "unknown": UNKNOWN, "wide": WIDE}


def graph_of(text: str, **settings: str) -> Graph:
    graph, problems = draw_source(Source("test.model", text), Options(settings=settings))
    assert graph is not None, problems
    return graph


@pytest.mark.parametrize("name", TEXTS)
def test_tables(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(EXPECTED / f"{name}.txt", render_text(report(graph_of(TEXTS[name]), 32)))


def test_data(golden: Callable[[Path, str], None]) -> None:
    golden(EXPECTED / "everything.json", render_json(report(graph_of(EVERYTHING), 32)))


def test_no_expectations_without_a_model() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == {*(f"{name}.txt" for name in TEXTS), "everything.json"}


def test_rows_add_up() -> None:
    found = json.loads(render_json(report(graph_of(EVERYTHING), 4)))

    def check(rows: list[dict[str, object]]) -> None:
        for row in rows:
            inner = row["rows"]
            assert isinstance(inner, list)
            for field in ("trainable", "non_trainable", "multiply_adds"):
                parts = [part[field] for part in inner]
                if inner and None not in parts:
                    assert row[field] == sum(parts), row
            check(inner)

    check(found["rows"])
    assert sum(row["trainable"] for row in found["rows"]) == found["totals"]["trainable"]


def test_depth_closes_blocks() -> None:
    found = report(graph_of(EVERYTHING), 1)
    shallow, all = render_text(found, 0), render_text(found)
    assert shallow.splitlines()[-7:] == all.splitlines()[-7:]
    assert "weights of its own" in all
    assert "weights of its own" not in shallow
    assert len(render_text(found, 1).splitlines()) > len(shallow.splitlines())


def test_memory_grows_with_the_batch() -> None:
    graph = graph_of("model One {\n    input x: float32[4]\n    output y = x -> Dense(6)\n}\n")
    totals = {size: report(graph, size).totals for size in (1, 10)}
    assert totals[1].activation_bytes == Amount((4 + 6) * 4)
    assert totals[10].activation_bytes == Amount((4 + 6) * 40)
    assert totals[1].weight_bytes == totals[10].weight_bytes == Amount((4 * 6 + 6) * 4)


@pytest.mark.parametrize(
    ("policies", "size"), [(["mixed_bfloat16"], 2), (["float32"], 4), (["mixed_float16", "float32"], None)]
)
def test_the_policy_of_the_training_counts(policies: list[str], size: int | None) -> None:
    blocks = "".join(
        f'train One as run{place} {{\n    dtype_policy = "{policy}"\n    loss = MeanSquaredError()\n}}\n'
        for place, policy in enumerate(policies)
    )
    graph = graph_of(f"model One {{\n    input x: float32[4]\n    output y = x -> Dense(6)\n}}\n{blocks}")
    found = report(graph, 1).totals
    expected = Amount(16, False) if size is None else Amount(16 + 6 * size)
    assert (found.activation_bytes, found.weight_bytes) == (expected, Amount(30 * 4))


def test_settings_reach_the_graph() -> None:
    assert [row.name for row in report(graph_of(EVERYTHING, widths="[5]"), 1).rows if "width" in row.name] == [
        "i=0, width=5"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "x = [0]\n    for i in range(30) { x = [x, x] }\n    y = a -> Dense(1)",
        "y = a -> Dense(10 ** 900)",
        'y = a -> Dense(2, name="' + "n" * 3000 + '")',
    ],
    ids=["shared lists", "large numbers", "long names"],
)
def test_what_is_large_is_shown_shortly(body: str) -> None:
    graph, problems = draw_source(
        Source("big.model", f"model Big {{\n    input a: float32[4]\n    {body}\n    output z = y\n}}\n")
    )
    if graph is None:
        assert problems
        return
    assert max(len(line) for line in render_text(report(graph, 1)).splitlines()) < 2_000
