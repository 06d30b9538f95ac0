"""The summary agrees with Keras: parameters, and the output of each layer, of every case and example."""

from __future__ import annotations

import ast
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dsl.analysis.shapes.library import LAYER_RULES
from dsl.catalog import Entry
from dsl.compiler import Options, draw_source
from dsl.ir.graph import Graph, LayerInstance, Node
from dsl.ir.values import Declared
from dsl.source import Source
from dsl.summary.outline import Block, Loop, Step, outline
from dsl.summary.report import report
from tests.cases import discover
from tests.cases.discover import Case
from tests.run import programs

pytestmark = pytest.mark.tensorflow

CASES = (*discover.valid_cases(), *discover.example_cases())

# Whose calls Keras lists under other names: a network of `applications` is a `Functional` there, and calls with a
# fixed `training`, or on no input of the model, go through a layer of their own; Equalization stands in a Pipeline.
CALLED_OTHERWISE = {
    "applications", "applications_chain", "applications_parts", "beside_inputs", "normalizations", "training_calls",
    "transfer",
}  # fmt: skip

# The model of a file that trains several.
MODELS = {"finetune": "Digits"}

# What build_model is given so that it fetches nothing.
SETTINGS = {"transfer": {"pretrained": "None"}}


def model_of(case: Case) -> str:
    return MODELS.get(case.name) or programs.main_model(case)


def models_alone(case: Case) -> Case:
    """The models of a case in functional style, in which Keras knows their layers, without any dtype policy."""
    text = re.sub(r" as (subclass|layer|sequential) \{", " {", case.without_training().text)
    return Case(case.name, text, case.expected, case.styles, case.loops, case.folder)


def graph_of(case: Case, name: str) -> Graph:
    source = Source(f"{case.name}.model", case.text)
    read = None if case.folder is None else discover.importer(case.folder, source)
    settings = SETTINGS.get(case.name, {})
    graph, problems = draw_source(source, Options(model=name, settings=settings, read=read))
    assert graph is not None, problems
    return graph


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_counts_and_shapes_are_those_of_keras(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(programs.MODULES))
    name = model_of(case)
    case = models_alone(case)
    graph = graph_of(case, name)
    parameters = {name: ast.literal_eval(value) for name, value in SETTINGS.get(case.name, {}).items()}
    module = programs.load(discover.code(case, "functional", model=name), tmp_path, case.name)
    model = module.build_model(**parameters)
    totals = report(graph, 1).totals
    keras = (weight_numbers(model.trainable_weights), weight_numbers(model.non_trainable_weights))
    ours = (totals.trainable, totals.non_trainable)
    for amount, number in zip(ours, keras, strict=True):
        assert amount.is_exact or has_no_rule(graph), case.name
        assert amount.known == number if amount.is_exact else amount.known <= number, (ours, keras)
    assert sum(keras) == model.count_params()
    if case.name in CALLED_OTHERWISE:
        return
    assert_same_calls(calls_in(graph), keras_calls(model, {layer.name.rstrip("_") for layer in graph.layers}))


def has_no_rule(graph: Graph) -> bool:
    """Whether a layer is not one of Keras's, or one whose shapes have no rule yet."""
    unknown = [layer for layer in graph.layers if layer.own is None]
    return any(not isinstance(layer.target, Entry) or layer.name not in LAYER_RULES for layer in unknown)


def weight_numbers(weights: Any) -> int:
    return sum(math.prod(weight.shape) for weight in weights)


def calls_in(graph: Graph) -> list[tuple[str, tuple[Any, ...]]]:
    """The calls of layers in the model itself: those inside of own layers and submodels are not its own."""
    found: list[Node] = []
    waiting = list(outline(graph))
    while waiting:
        match waiting.pop():
            case Step(node):
                found.append(node)
            case Loop(turns):
                waiting += [item for turn in turns for item in turn.items]
            case Block(node, items):
                if isinstance(node.does, LayerInstance):
                    found.append(node)
                else:
                    waiting += items
    layers = [node for node in found if isinstance(node.does, LayerInstance)]
    return [(class_of(node), tuple((spec.shape, spec.dtype) for spec in node.outputs)) for node in layers]


def class_of(node: Node) -> str:
    """The class of the layer; a submodel is an instance of Keras's own classes."""
    assert isinstance(node.does, LayerInstance)
    target = node.does.target
    return "Functional" if isinstance(target, Declared) and target.what == "model" else node.does.name.rstrip("_")


def keras_calls(model: Any, declared: set[str]) -> list[tuple[str, tuple[Any, ...]]]:
    """The calls of layers in a functional model; a chain that has a name is a Sequential, and is opened.

    A function that draws random numbers is written as a layer, which the file does not have.
    """
    import tensorflow as tf

    found = []
    for node in (node for nodes in model._nodes_by_depth.values() for node in nodes):
        layer = node.operation
        if isinstance(layer, tf.keras.Sequential):
            found += keras_calls(layer._functional, declared)
        elif isinstance(layer, tf.keras.layers.Layer) and not isinstance(layer, tf.keras.layers.InputLayer):
            # A class whose name the program needs for itself has a line at its end there.
            name = "Functional" if isinstance(layer, tf.keras.Model) else type(layer).__name__.rstrip("_")
            if not type(layer).__module__.startswith("keras.") and name not in declared:
                continue
            found.append((name, tuple((tuple(tensor.shape), tensor.dtype) for tensor in node.outputs)))
    return found


def assert_same_calls(ours: list[tuple[str, tuple[Any, ...]]], keras: list[tuple[str, tuple[Any, ...]]]) -> None:
    """The same calls in any order; what we do not know is compared as far as we do."""
    known = Counter(call for call in ours if all(shape is not None and dtype for shape, dtype in call[1]))
    unknown = Counter(name for name, outputs in ours if any(shape is None or not dtype for shape, dtype in outputs))
    left = Counter(keras) - known
    assert not known - Counter(keras), (known - Counter(keras), left)
    assert Counter(name for name, _ in left.elements()) == unknown
