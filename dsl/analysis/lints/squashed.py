"""Activations on what another one has brought into a range already, in which they can tell little apart."""

from __future__ import annotations

from dsl.analysis.lints.endings import activation_of, last_step
from dsl.analysis.problems import Problems
from dsl.diagnostics import Label
from dsl.ir.graph import Graph, LayerInstance, Node
from dsl.source import Span

# Steps that are an activation and nothing else.
_ALONE = frozenset({"Activation", "Softmax", "ops.sigmoid", "activations.sigmoid"})

# What comes of an activation on the numbers that another one gives.
_OUTCOMES = {
    ("softmax", "softmax"): "softmax of numbers between 0 and 1 is never sure of a class",
    ("sigmoid", "softmax"): "softmax of numbers between 0 and 1 is never sure of a class",
    ("softmax", "sigmoid"): "sigmoid of numbers between 0 and 1 lies between 0.5 and 0.73",
    ("sigmoid", "sigmoid"): "sigmoid of numbers between 0 and 1 lies between 0.5 and 0.73",
    ("relu", "sigmoid"): "sigmoid of numbers from 0 is never below 0.5",
}


def warn_of_squashed(graph: Graph, problems: Problems) -> None:
    """Report softmax and sigmoid right behind an activation whose numbers they cannot spread again."""
    seen: set[Span] = set()
    for node in graph.nodes:
        if node.name not in _ALONE or len(node.inputs) != 1 or node.span in seen:
            continue
        before = last_step(graph, node.inputs[0])
        if before is None or _axis(before) != _axis(node):
            continue
        outcome = _OUTCOMES.get((activation_of(before) or "", activation_of(node) or ""))
        if outcome is not None:
            seen.add(node.span)
            labels = (Label(before.span, f"this ends in {activation_of(before)}"),)
            problems.report("W307", outcome, node.span, "leave out one of the two", labels)


def _axis(node: Node) -> object:
    """The axis that a softmax goes along; rows and columns may be brought to a sum of 1 in turn."""
    if activation_of(node) != "softmax":
        return -1
    if not isinstance(node.does, LayerInstance):
        return None
    return node.does.arguments.get("axis", -1) if node.name == "Softmax" else -1
