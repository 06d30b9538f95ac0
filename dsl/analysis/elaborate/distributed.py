"""`TimeDistributed` around layers of the file's own, submodels and chains: what is inside runs on one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.analysis.elaborate.live import Layer, LayerChain, Tensor, layers, tensors
from dsl.analysis.elaborate.session import LiveNode, Session
from dsl.analysis.shapes.rule import WRONG_ARGUMENT, Call, ShapeError, ShapeResult
from dsl.analysis.shapes.wrappers import step_of
from dsl.catalog import Entry
from dsl.ir.graph import NO_PARAMETERS, UNKNOWN_SPEC, Shape, TensorSpec, Unknown
from dsl.source import Span

if TYPE_CHECKING:
    from dsl.analysis.elaborate.calling import Calling

DISTRIBUTED = "TimeDistributed"


def runs_inside(layer: Layer) -> bool:
    """Whether a layer is a `TimeDistributed` around what no rule for a layer of Keras tells the shape of."""
    if not isinstance(layer.target, Entry) or layer.target.name != DISTRIBUTED:
        return False
    match layer.arguments.get("layer"):
        case Layer(definition=None) as inner:
            return runs_inside(inner)
        case Layer() | LayerChain():
            return True
        case _:
            return False


class DistributedCalls:
    """Calls what is inside of a `TimeDistributed` on one step; its nodes are then those of the wrapper's call."""

    def __init__(self, session: Session, calling: Calling) -> None:
        self.session = session
        self.calling = calling

    def call(self, layer: Layer, call: Call, positional: list[object], node: LiveNode, span: Span) -> ShapeResult:
        """The output of the wrapper; ShapeError where Keras would refuse it."""
        value = positional[0] if positional else None
        if not isinstance(value, Tensor) or value.spec.shape is None:
            steps, step = None, Tensor(UNKNOWN_SPEC, None)
        else:
            shape = call.shape()
            steps, step = shape[1:2], Tensor(step_of(call), value.source)
        inner = layer.arguments["layer"]
        made = self._inside(layer, inner, step, steps, node, span)
        output = _one(inner, made)
        parts = tuple((part, part.own) for part in layers(inner))
        if steps is None or output.shape is None:
            return ShapeResult(UNKNOWN_SPEC, NO_PARAMETERS, parts=parts)
        joined = TensorSpec((output.shape[0], *steps, *output.shape[1:]), call.dtype)
        return ShapeResult(joined, NO_PARAMETERS, parts=parts)

    def _inside(
        self, layer: Layer, inner: object, step: Tensor, steps: Shape | None, node: LiveNode, span: Span
    ) -> object:
        """What the layer inside gives for one step."""
        outside = self.session.enter(layer.name, span)
        node.inside, first = self.session.path, len(self.session.nodes)
        try:
            made = self.calling.call(inner, [step], {}, span)
        finally:
            self.session.leave(outside)
        node.results = tuple(tensor.source for tensor in tensors(made) if tensor.source is not None)
        for each in self.session.nodes[first:]:
            each.repeat(None if steps is None else steps[0])
        return made


def _one(inner: object, made: object) -> TensorSpec:
    """The one tensor that comes out at each step."""
    if isinstance(made, Tensor):
        return made.spec
    several = sum(1 for _ in tensors(made))
    if isinstance(made, Unknown) or several == 0:
        return UNKNOWN_SPEC
    named = f"`{inner.name}`" if isinstance(inner, Layer) else "this chain"
    raise ShapeError(WRONG_ARGUMENT, f"`{DISTRIBUTED}` expected a layer with one output, and {named} gives {several}")
