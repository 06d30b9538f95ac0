"""Masks: which own layers hand on the mask that comes with their input.

Keras drops a mask at a layer that does not say that it supports masking, unless the last layer inside hands it on; a
sum or a weight of one's own in there does not. An own layer says so where a mask of the file reaches it and the axes
that the mask is for are still those of its outputs.
"""

from __future__ import annotations

from dsl.catalog import Category, Entry
from dsl.ir.graph import FromNode, Graph, LayerInstance, Node, TensorRef, TensorSpec
from dsl.ir.values import Declared
from dsl.records import dataclass

# The layers that start a mask, and those that hand one on as far as their outputs have its axes.
STARTING = frozenset({"Embedding", "Masking"})
PASSING = frozenset(
    {
        "Activation", "ActivityRegularization", "Add", "AdditiveAttention", "AlphaDropout", "Attention", "Average",
        "BatchNormalization", "Bidirectional", "Concatenate", "Dense", "Dropout", "ELU", "GRU", "GaussianDropout",
        "GaussianNoise", "GroupNormalization", "GroupQueryAttention", "Identity", "LSTM", "LayerNormalization",
        "LeakyReLU", "Maximum", "Minimum", "MultiHeadAttention", "Multiply", "Normalization", "PReLU", "RNN", "ReLU",
        "Rescaling", "SimpleRNN", "Softmax", "SpatialDropout1D", "Subtract", "TimeDistributed", "UnitNormalization",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Reached:
    """The own layers that masks reach, by name: those that hand every one on, and those that hand none on.

    `starts_any` says whether there are masks at all.
    """

    handing_on: frozenset[str]
    ending: frozenset[str]
    starts_any: bool


def reached_by_masks(graph: Graph) -> Reached:
    """The own layers that masks reach in a model; one that does now this and now that is neither."""
    masks = _Masks(graph)
    reached: set[str] = set()
    ending: set[str] = set()
    for node in graph.nodes:
        # What is inside of a wrapper gets its mask one step at a time.
        if _own_layer(node) is not None and node.times == 1 and masks.rank(node.inputs[:1]):
            (reached if masks.handed_on(node) else ending).add(node.name)
    return Reached(frozenset(reached - ending), frozenset(ending - reached), any(masks.ranks.values()))


def _own_layer(node: Node) -> Declared | None:
    match node.does:
        case LayerInstance(target=Declared(what="layer") as target):
            return target
        case _:
            return None


def _is_of_keras(node: Node) -> bool:
    """Whether a node is one layer to Keras: a wrapper is, whatever is inside of it."""
    return not node.results or (isinstance(node.does, LayerInstance) and isinstance(node.does.target, Entry))


class _Masks:
    """The rank of the mask that each result of a node comes with, 0 where there is none."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.ranks: dict[int, int] = {}
        for node in graph.nodes:
            if _is_of_keras(node):
                self.ranks[node.index] = self._of_keras(node)

    def rank(self, refs: tuple[TensorRef, ...]) -> int:
        """The greatest rank among the masks of some tensors."""
        return max((self._rank(ref) for ref in refs), default=0)

    def handed_on(self, node: Node) -> bool:
        """Whether the outputs of a node still have the axes of the mask that its first input comes with."""
        rank, before = self.rank(node.inputs[:1]), self._shape(node.inputs[0])
        return before is not None and all(_keeps(spec, before, rank) for spec in node.outputs)

    def _rank(self, ref: TensorRef) -> int:
        if not isinstance(ref, FromNode):
            return 0
        node = self.graph.nodes[ref.node]
        if _is_of_keras(node):
            return self.ranks.get(ref.node, 0)
        inside = self.rank(node.results[ref.output : ref.output + 1])
        own = self.rank(node.inputs[:1]) if _own_layer(node) is not None else 0
        return inside or (own if own and self.handed_on(node) else 0)

    def _of_keras(self, node: Node) -> int:
        match node.does:
            case LayerInstance(target=Entry(category=Category.LAYERS, name=name), arguments=arguments):
                if name in STARTING and (name != "Embedding" or arguments.get("mask_zero") is True):
                    shape = node.outputs[0].shape if node.outputs else None
                    return 0 if shape is None else len(shape) - 1
                if name not in PASSING:
                    return 0
                masked = next((ref for ref in node.inputs if self._rank(ref)), None)
                before = None if masked is None else self._shape(masked)
                rank = self.rank(() if masked is None else (masked,))
                return rank if before is not None and all(_keeps(s, before, rank) for s in node.outputs[:1]) else 0
            case _:
                return 0

    def _shape(self, ref: TensorRef) -> tuple[int | None, ...] | None:
        return self.graph.nodes[ref.node].outputs[ref.output].shape if isinstance(ref, FromNode) else None


def _keeps(spec: TensorSpec, before: tuple[int | None, ...], rank: int) -> bool:
    return spec.shape is not None and len(spec.shape) > rank and spec.shape[:rank] == before[:rank]
