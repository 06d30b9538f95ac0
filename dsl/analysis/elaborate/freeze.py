"""The end of an elaboration: what was recorded becomes a graph that no longer changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dsl.analysis.elaborate.live import Layer, LayerChain, Outputs, Tensor
from dsl.analysis.elaborate.session import LiveNode, Session
from dsl.ir.graph import NO_PARAMETERS, UNKNOWN_SPEC, Graph, LayerInstance, Node, Operator, ParameterCount, Port


def freeze(
    session: Session,
    model: str,
    parameters: Mapping[str, object],
    inputs: Sequence[tuple[str, object]],
    outputs: Sequence[tuple[str, object]],
) -> Graph:
    """The graph of what a session has recorded."""
    layers = _Layers(session.layers)
    instances = tuple(layers.instance(layer) for layer in session.layers)
    nodes = tuple(_node(node, layers) for node in session.nodes)
    return Graph(
        model,
        {name: layers.constant(value) for name, value in parameters.items()},
        tuple(_port(name, value) for name, value in inputs),
        tuple(_port(name, value) for name, value in outputs),
        nodes,
        instances,
        session.is_complete,
        frozenset(span for span, is_known in session.places.items() if is_known),
    )


class _Layers:
    def __init__(self, layers: Sequence[Layer]) -> None:
        self.made: dict[int, LayerInstance] = {}
        told = (layer for layer in layers if layer.definition and layer.arguments.get("trainable", True) is False)
        self.frozen = {part.id for layer in told for part in _inside(layer)}

    def instance(self, layer: Layer) -> LayerInstance:
        if layer.id not in self.made:
            arguments = {name: self.constant(value) for name, value in layer.arguments.items()}
            parts = tuple(self.instance(part) for part in layer.parts)
            own = layer.own if layer.is_built else NO_PARAMETERS
            if own is not None and layer.id in self.frozen:
                own = ParameterCount(0, own.total)
            made = LayerInstance(layer.id, layer.name, layer.target, arguments, own, parts, layer.span, layer.label)
            self.made[layer.id] = made
        return self.made[layer.id]

    def constant(self, value: object) -> object:
        """A constant with each layer in it as an instance."""
        match value:
            case Layer():
                return self.instance(value)
            case LayerChain(stages):
                return tuple(self.constant(stage) for stage in stages)
            case list():
                return [self.constant(item) for item in value]
            case tuple():
                return tuple(self.constant(item) for item in value)
            case dict():
                return {key: self.constant(item) for key, item in value.items()}
            case _:
                return value


def _inside(layer: Layer) -> Iterator[Layer]:
    """An own layer or submodel, and all layers in it."""
    yield layer
    for part in layer.parts:
        yield from _inside(part)


def _node(node: LiveNode, layers: _Layers) -> Node:
    does = node.does if isinstance(node.does, Operator) else layers.instance(node.does)
    return Node(
        node.index, does, node.inputs, tuple(node.outputs), node.path, node.results, node.span, node.rounds, node.label,
        node.multiply_adds, node.inside, node.times,
    )  # fmt: skip


def _port(name: str, value: object) -> Port:
    if isinstance(value, Outputs) and len(value.values) == 1:
        value = next(iter(value.values.values()))
    if isinstance(value, Tensor):
        return Port(name, value.spec, value.source)
    return Port(name, UNKNOWN_SPEC, None)
