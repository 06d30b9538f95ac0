"""Results whose rank TensorFlow loses where a model is traced, though Keras's functions keep it."""

from __future__ import annotations

from dsl.analysis.problems import Problems
from dsl.ir.graph import FromNode, Graph, Node
from dsl.source import Span

SCAN = "ops.associative_scan"

# Up to three elements are joined without the step that loses the rank, as Keras 3.15 does it.
_KEPT = 3


def warn_of_scans(graph: Graph, problems: Problems) -> None:
    """Report results of `ops.associative_scan` that are used before they get their shape back."""
    seen: set[Span] = set()
    for node in graph.nodes:
        if node.name == SCAN and _loses_rank(node) and not _is_reshaped(node, graph) and node.span not in seen:
            seen.add(node.span)
            problems.report(
                "W303",
                "Keras does not know how many dimensions this has when the model runs",
                node.span,
                "give it its shape back: `ops.reshape(…, ops.shape(x))` of what comes out, `x` being what went in",
            )


def _loses_rank(node: Node) -> bool:
    shapes = [spec.shape for spec in node.outputs if spec.shape is not None]
    return any(any(dim is None for dim in shape) and max(dim or 0 for dim in shape) > _KEPT for shape in shapes)


def _is_reshaped(node: Node, graph: Graph) -> bool:
    """Whether all that uses a result gives it a shape, or picks it out of several."""
    users = [user for user in graph.nodes if any(_comes_from(source, node) for source in user.inputs)]
    return bool(users) and all(user.name == "ops.reshape" for user in users)


def _comes_from(source: object, node: Node) -> bool:
    return isinstance(source, FromNode) and source.node == node.index
