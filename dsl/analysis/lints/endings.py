"""How a network ends: the activation that an output comes out of."""

from __future__ import annotations

from dsl.catalog import Entry
from dsl.ir.graph import FromNode, Graph, LayerInstance, Node, TensorRef
from dsl.records import dataclass
from dsl.source import Span

# Layers with an argument `activation` that is the last thing they do.
_ACTIVATED = frozenset(
    {
        "Activation", "Dense", "EinsumDense", "Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose",
        "Conv3DTranspose", "DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D",
    }
)  # fmt: skip

_ACTIVATIONS = {"Softmax": "softmax", "ReLU": "relu", "LeakyReLU": "leaky_relu", "ELU": "elu"}

# What moves numbers about and leaves them as they are.
_KEEPING = frozenset({"Flatten", "Identity", "Permute", "Reshape", "[]", "ops.reshape", "ops.squeeze", "ops.transpose"})


@dataclass(frozen=True)
class Ending:
    """The activation by its name in `keras.activations`, and the step it is in; `units` is the last dimension."""

    activation: str
    span: Span
    units: int | None

    @property
    def gives_probabilities(self) -> bool:
        return self.activation in ("softmax", "sigmoid", "hard_sigmoid")


def ending_of(graph: Graph, output: str) -> Ending | None:
    """How the output comes about; None where that is not plain to see."""
    port = next((port for port in graph.outputs if port.name == output), None)
    if port is None or port.source is None:
        return None
    node = last_step(graph, port.source)
    activation = None if node is None else activation_of(node)
    if node is None or activation is None:
        return None
    return Ending(activation, node.span, port.spec.shape[-1] if port.spec.shape else None)


def activation_of(node: Node) -> str | None:
    """The activation that a step ends with, by its name; None where that is not known."""
    return _activation(node.does if isinstance(node.does, LayerInstance) else node.name)


def last_step(graph: Graph, source: TensorRef) -> Node | None:
    """The last node that does more than move numbers about, inside of own layers too."""
    while isinstance(source, FromNode):
        node = graph.nodes[source.node]
        if node.results:
            source = node.results[source.output]
        elif node.name in _KEEPING and node.inputs:
            source = node.inputs[0]
        else:
            return node
    return None


def _activation(step: LayerInstance | str) -> str | None:
    if isinstance(step, str):
        name = step.rpartition(".")[2]
        return name if step.startswith(("ops.", "activations.")) and name in ("softmax", "sigmoid") else None
    if step.name == "TimeDistributed":
        inner = step.arguments.get("layer")
        return _activation(inner) if isinstance(inner, LayerInstance) else None
    if step.name not in _ACTIVATED:
        return _ACTIVATIONS.get(step.name)
    match step.arguments.get("activation"):
        case None:
            return "linear"
        case str(name):
            return name
        case Entry(name=name):
            return name
        case _:
            return None
