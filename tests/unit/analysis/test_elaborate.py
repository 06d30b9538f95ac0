"""Elaboration: graphs, counts, and mistakes at their positions."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dsl.analysis.elaborate.model import elaborate
from dsl.analysis.problems import Problems
from dsl.catalog import load
from dsl.compiler import Options, analyse, check_source
from dsl.diagnostics import Diagnostic
from dsl.diagnostics.code import Code
from dsl.diagnostics.codes_elaborate import ELABORATE
from dsl.ir.graph import FromInput, FromNode, Graph, ParameterCount
from dsl.source import Source


def run(text: str, **parameters: Any) -> tuple[Graph | None, list[Diagnostic]]:
    """The graph of the last model of a text, and everything that is wrong with it."""
    problems = Problems()
    program = analyse(Source("test.model", text), Options(), problems)
    assert not problems.found, problems.found
    problems = Problems()
    graph = elaborate(program, program.models[-1].name, load(), problems, parameters)
    return graph, problems.found


def graph_of(text: str, **parameters: Any) -> Graph:
    graph, found = run(text, **parameters)
    assert not found, found
    assert graph is not None
    return graph


def net(statements: str, result: str = "x") -> str:
    lines = "\n    ".join(statements.split("\n"))
    return f"model Net(n=3) {{\n    input x: float32[8, 8, 3]\n    {lines}\n    output {result}\n}}\n"


def shapes(graph: Graph) -> list[Any]:
    return [port.spec.shape for port in graph.outputs]


# --- graphs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "count", "outputs"),
    [
        ("digits", ParameterCount(67274, 0), [(None, 10)]),
        ("linear", ParameterCount(385, 21), [(None, 1)]),
        ("wine", ParameterCount(275, 27), [(None, 3)]),
    ],
)
def test_examples(examples: Path, name: str, count: ParameterCount, outputs: list[Any]) -> None:
    graph = graph_of((examples / f"{name}.model").read_text())
    assert (graph.count, shapes(graph), graph.complete) == (count, outputs, True)


def test_a_chain() -> None:
    graph = graph_of(net("", "x -> Flatten() -> Dense(n)"))
    assert [node.name for node in graph.nodes] == ["Flatten", "Dense"]
    assert graph.nodes[0].inputs == (FromInput(0),)
    assert graph.nodes[1].inputs == (FromNode(0, 0),)
    assert graph.nodes[1].outputs[0].shape == (None, 3)
    assert graph.layers[1].arguments == {"units": 3}
    assert graph.outputs[0].source == FromNode(1, 0)
    assert graph.outputs[0].name == "output"


def test_parameters_replace_defaults() -> None:
    assert shapes(graph_of(net("", "x -> Dense(n)"), n=7)) == [(None, 8, 8, 7)]


def test_a_shared_layer_counts_once() -> None:
    graph = graph_of(net("d = Dense(3)\ny = x -> d\nz = y -> d", "[y, z] -> Add()"))
    assert graph.count == ParameterCount(12, 0)
    assert graph.nodes[0].does is graph.nodes[1].does


def test_copies_have_weights_of_their_own() -> None:
    graph = graph_of(net("", "x -> (Dense(3) -> ReLU()) * n"))
    assert [node.name for node in graph.nodes] == ["Dense", "ReLU"] * 3
    assert graph.count == ParameterCount(36, 0)


def test_loops_and_conditions_are_unrolled() -> None:
    body = "skips = []\nfor i, f in enumerate([4, 8]) {\n  if i == 1 { x = x -> MaxPooling2D() }\n"
    graph = graph_of(net(body + '  x = x -> Conv2D(f, 3, padding="same")\n  skips = skips + [x]\n}', "skips[0]"))
    assert [node.name for node in graph.nodes] == ["Conv2D", "MaxPooling2D", "Conv2D"]
    assert graph.outputs[0].source == FromNode(0, 0)


RESIDUAL = """layer Block(filters, strides=1) {
    input x
    shortcut = x
    if strides != 1 { shortcut = x -> Conv2D(filters, 1, strides=strides) }
    y = x -> Conv2D(filters, 3, strides=strides, padding="same") -> BatchNormalization()
    output y + shortcut -> ReLU()
}
"""


def test_own_layers_have_an_inside() -> None:
    graph = graph_of(RESIDUAL + net("b = Block(3)\ny = x -> b -> b", "y -> Block(4, strides=2)"))
    assert [node.name for node in graph.at()] == ["Block", "Block", "Block"]
    assert [node.name for node in graph.at(("Block_3",))] == ["Conv2D", "Conv2D", "BatchNormalization", "+", "ReLU"]
    assert graph.nodes[0].does is graph.at()[1].does
    assert graph.at()[0].results == (FromNode(graph.at(("Block",))[-1].index, 0),)
    first, last = graph.at()[0].does, graph.at()[2].does
    assert first.parameters == ParameterCount(84 + 6, 6)
    assert last.parameters == ParameterCount(16 + 112 + 8, 8)
    assert graph.count == ParameterCount(90 + 136, 14)
    assert shapes(graph) == [(None, 4, 4, 4)]


def test_own_weights_and_dimensions() -> None:
    text = """layer Linear(units) {
    input x: float32[..., features]
    weight kernel: [features, units] = GlorotUniform()
    weight offset: [units](trainable=False) = Zeros()
    output x @ kernel + offset
}
"""
    graph = graph_of(text + net("d = Linear(5)\ny = x -> d\nz = x -> d", "y + z"))
    assert shapes(graph) == [(None, 8, 8, 5)]
    assert graph.count == ParameterCount(15, 5)


def test_submodels_and_their_outputs() -> None:
    text = """model Two {
    input a: float32[4], b: float32[4]
    output left = a -> Dense(2)
    output right = a + b
}
model Net {
    input x: float32[4], y: float32[4]
    m = Two()
    p, q = m(x, b=y)
    r = m({a: y, b: x})
    output o = [p, r["left"]] -> Add(), q
}
"""
    graph = graph_of(text)
    assert shapes(graph) == [(None, 2), (None, 4)]
    assert graph.count == ParameterCount(10, 0)


def test_functions() -> None:
    graph = graph_of("function twice(x, k=2) {\n    output k * ops.tanh(x)\n}\n" + net("", "x -> twice"))
    assert [node.name for node in graph.nodes] == ["twice", "ops.tanh", "*"]
    assert graph.outputs[0].source == FromNode(0, 0)


def test_several_results() -> None:
    text = net("y, h, c = x -> Reshape([8, 24]) -> LSTM(4, return_sequences=True, return_state=True)", "y, h, c")
    assert shapes(graph_of(text)) == [(None, 8, 4), (None, 4), (None, 4)]


def test_wrappers_and_forks() -> None:
    graph = graph_of(net("", "x -> TimeDistributed(Bidirectional(LSTM(4))) -> [Dense(2), Identity()] -> Concatenate()"))
    assert shapes(graph) == [(None, 8, 10)]
    assert graph.count == ParameterCount(2 * (4 * 4 * (3 + 4 + 1)) + 18, 0)


def test_unknown_spreads_silently() -> None:
    graph = graph_of("from mine import Odd\n" + net("a, b = x -> Odd(3)", "a -> Dense(4) -> Flatten()"))
    assert shapes(graph) == [None]
    assert graph.count is None
    assert graph.complete
    assert len(graph.nodes[0].outputs) == 2


@pytest.mark.parametrize(
    "index", ["[:, :k]", "[..., k:]", "[:, ::k]", "[:, k]", "[k, 0, k]", "[:, :made(2)]", "[:, made(2)]"]
)
def test_an_index_that_is_not_known_may_be_anything(index: str) -> None:
    text = f"from mine import made\nlet k = made(3)\n{net('', f'x{index} -> Flatten() -> Dense(4)')}"
    assert shapes(graph_of(text)) == [None]


def test_a_condition_on_an_unknown_size_is_not_followed() -> None:
    text = "layer Odd {\n    input x: float32[..., n]\n    y = x\n    if n > 3 { y = x -> Dense(2) }\n    output y\n}\n"
    graph = graph_of(text + "model Net {\n    input x: float32[?]\n    output x -> Odd()\n}\n")
    assert (shapes(graph), graph.complete, graph.count) == ([None], False, None)


def test_models_inputs() -> None:
    graph = graph_of("model Net(n=4) {\n    input x: int32[?, n](batch_size=2)\n    output x -> Flatten()\n}\n")
    assert graph.inputs[0].spec.shape == (2, None, 4)
    assert graph.inputs[0].spec.dtype == "int32"
    assert not graph.inputs[0].spec.is_static


# --- mistakes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", ELABORATE, ids=lambda row: row.code)
def test_code(row: Code) -> None:
    _, found = run(row.bad)
    assert [one.code for one in found] == [row.code]
    _, found = run(row.good)
    assert found == []


def test_no_code_twice() -> None:
    assert len({row.code for row in ELABORATE}) == len(ELABORATE)


def test_a_mistake_is_reported_once_with_the_calls_that_lead_there() -> None:
    text = "layer Bad {\n    input x\n    output x -> LSTM(3)\n}\n" + net("for i in range(n) {\n  x = x -> Bad()\n}")
    _, found = run(text)
    assert [(one.code, one.span.text, [label.span.text for label in one.labels]) for one in found] == [
        ("E401", "LSTM(3)", ["Bad()"])
    ]


def test_a_parameter_that_is_not_there() -> None:
    assert [one.code for one in run(net(""), m=3)[1]] == ["E223"]


@pytest.mark.parametrize(
    "statement",
    [
        "a = 2 ** 10 ** 9", "a = 10 ** 4000", "a = [0] * 10 ** 9", 'a = "a" * 10 ** 9', "a = max(range(10 ** 12))",
        "a = sum(range(10 ** 12))", "a = list(range(10 ** 12))", "a = tuple(zip(range(10 ** 12), range(10 ** 12)))",
        "for i in range(10 ** 12) { a = i }", "a = 0\nfor i in range(10 ** 7) { a = a + i }",
        "a = [1]\nfor i in range(90) { a = [a, a] }\nb = a == a",
        "a = [x]\nfor i in range(60) { a = [a, a] }\nb = ops.stack(a)",
        "t = Dense(3)\nfor i in range(100) { t = t -> t }",
        "t = ReLU() * 0\nfor i in range(99) { t = t -> t }\ny = (x -> t * 2)",
        "for i in range(10 ** 5) { x = x -> Dense(3) }", "y = x -> (ReLU() * 300) * 300", 'a = "%999999999d" % 3',
        "for i in range(100) { for j in range(100) { for k in range(100) { a = k } } }",
        "a = [0] * 10 ** 6\nfor i in range(10 ** 5) { b = a + [i] }", "a = round(5, 0 - 10 ** 9)",
        "a = 1.5 in range(10 ** 12)", "a = len(range(10 ** 30))", "a = 2.5\nfor i in range(99) { a = a ** 2 }",
    ],
)  # fmt: skip
def test_nothing_takes_long(statement: str, seconds: Callable[[Callable[[], object]], float]) -> None:
    text = net(statement)
    assert seconds(lambda: run(text)) < 2.5


def test_long_pipelines_are_no_matter_of_depth() -> None:
    graph = graph_of(net("", "x" + " -> ReLU()" * 5_000))
    assert len(graph.nodes) == 5_000


def test_deep_calls_end_in_a_diagnostic() -> None:
    layers = [f"layer L{i} {{\n    input x\n    output x -> L{i + 1}()\n}}\n" for i in range(500)]
    text = "".join(layers) + "layer L500 {\n    input x\n    output x\n}\n" + net("", "x -> L0()")
    assert [one.code for one in run(text)[1]] == ["E334"]


def test_deep_expressions_do_not_break_it() -> None:
    text = net("a = " + "(1 + " * 60 + "1" + ")" * 60)
    assert run(text)[1] == []


def test_a_check_leaves_nothing_to_the_collector(root: Path) -> None:
    """What holds itself waits for Python's collector, which takes longer over it than an editor should wait."""
    source = Source("residual.model", (root / "examples/residual.model").read_text(encoding="utf-8"))
    assert not check_source(source).problems  # once before: what is kept for all checks
    assert min(_left_by_a_check(source) for _ in range(3)) == 0  # other threads of the test runner leave some, too


def _left_by_a_check(source: Source) -> int:
    """How many objects a check leaves that hold each other."""
    gc.collect()
    gc.disable()
    try:
        check_source(source)
        return gc.collect()
    finally:
        gc.enable()
