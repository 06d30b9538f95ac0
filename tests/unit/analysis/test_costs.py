"""Multiply-adds: nothing of the catalogue is left out, and what is not known stays unknown."""

from __future__ import annotations

import pytest

from dsl.analysis.costs.free import FREE_LAYERS, UNCOUNTED_LAYERS, UNCOUNTED_OPS
from dsl.analysis.costs.library import LAYER_COSTS, OP_COSTS, layer_work, op_work
from dsl.analysis.shapes.rule import Call
from dsl.catalog import Category, load
from dsl.compiler import draw_source
from dsl.ir.graph import TensorSpec
from dsl.source import Source
from dsl.summary.costs import Amount
from dsl.summary.report import report


def test_every_layer_is_counted_free_or_said_not_to_be_counted() -> None:
    names = set(load().category(Category.LAYERS).canonical_names)
    assert set(LAYER_COSTS) | FREE_LAYERS | UNCOUNTED_LAYERS == names
    assert not set(LAYER_COSTS) & (FREE_LAYERS | UNCOUNTED_LAYERS)
    assert not FREE_LAYERS & UNCOUNTED_LAYERS


def test_rules_for_functions_are_for_functions_that_there_are() -> None:
    names = {name.removeprefix("nn.").removeprefix("numpy.") for name in load().category(Category.OPS).canonical_names}
    assert {name.rpartition(".")[2] for name in OP_COSTS} <= {name.rpartition(".")[2] for name in names}
    assert {name.rpartition(".")[2] for name in UNCOUNTED_OPS} <= {name.rpartition(".")[2] for name in names}
    assert not set(OP_COSTS) & UNCOUNTED_OPS


def test_calls_whose_result_is_not_known_are_not_known() -> None:
    spec = TensorSpec((None, 4), "float32")
    unknown = TensorSpec(None, None)
    assert layer_work(Call("Dense", {"units": 3}, (spec,)), [unknown]) is None
    assert layer_work(Call("Lambda", {}, (spec,)), [spec]) is None
    assert layer_work(Call("Wrapper", {}, (spec,)), [spec]) is None
    assert op_work(Call("fft", {"x": spec}), [spec]) is None
    assert op_work(Call("einsum", {"subscripts": "ab,bc,cd->ad", "operands": [spec] * 3}), [spec]) is None


WORK = [
    ("x -> Dense(3) -> Dense(2)", Amount(4 * 3 + 3 * 2)),
    ("x -> Dense(3) * 2", Amount(4 * 3 + 3 * 3)),
    ("d(x) + d(x)", Amount(2 * 4 * 3)),  # twice the work, one set of weights
    ("x -> Wide(5)", Amount(4 * 5)),
    ("twice(x) -> Dense(1)", Amount(4)),
    ("steps -> LSTM(3)", Amount(0, False)),
    ("[steps -> LSTM(3), x -> Dense(3)] -> Add()", Amount(4 * 3, False)),
    ("x -> Embedding(9, 2) -> Flatten() -> Dense(1)", Amount(8)),
    ("fixed @ ops.ones((3, 5))", Amount(7 * 3 * 5)),
]


@pytest.mark.parametrize(("value", "work"), WORK, ids=lambda value: str(value))
def test_the_work_of_a_model(value: str, work: Amount) -> None:
    text = f"""layer Wide(units) {{
    input x: float32[..., features]
    weight kernel: [features, units] = GlorotUniform()
    output x @ kernel
}}
function twice(x) {{
    output x * 2
}}
model One {{
    input x: float32[4], steps: float32[?, 2]
    input fixed: float32[3](batch_size=7)
    d = Dense(3)
    output y = {value}
}}
"""
    graph, problems = draw_source(Source("one.model", text))
    assert graph is not None, problems
    assert report(graph, 1).totals.multiply_adds == work
