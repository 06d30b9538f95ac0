"""The graph: a model run with concrete parameters, loops unrolled, each layer call a node with its shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TypeAlias

from dsl.catalog import Entry
from dsl.ir.values import Callee
from dsl.records import dataclass
from dsl.source import Span

Shape: TypeAlias = "tuple[int | None, ...]"


@dataclass(frozen=True, slots=True)
class TensorSpec:
    """Shape and dtype of a tensor.

    `shape` has the batch dimension first; None in it is a dimension that varies from batch to batch. A `shape`
    or `dtype` that is None is not known to the compiler.
    """

    shape: Shape | None
    dtype: str | None

    @property
    def is_static(self) -> bool:
        """Whether every dimension but the first is known."""
        return self.shape is not None and None not in self.shape[1:]


UNKNOWN_SPEC = TensorSpec(None, None)


@dataclass(frozen=True, slots=True)
class ParameterCount:
    """How many numbers the weights hold: those that training changes, and the others."""

    trainable: int
    non_trainable: int

    @property
    def total(self) -> int:
        return self.trainable + self.non_trainable

    def __add__(self, other: ParameterCount) -> ParameterCount:
        return ParameterCount(self.trainable + other.trainable, self.non_trainable + other.non_trainable)


NO_PARAMETERS = ParameterCount(0, 0)


def add_counts(counts: Iterable[ParameterCount | None]) -> ParameterCount | None:
    """The sum, or None where one of them is not known."""
    total = NO_PARAMETERS
    for count in counts:
        if count is None:
            return None
        total += count
    return total


# --- constants that Python has no value for ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unknown:
    """A constant that cannot be known: what is computed with it is unknown too, silently.

    `varies` marks a dimension that Keras too knows only when a batch is there.
    """

    varies: bool = False


UNKNOWN = Unknown()
VARYING = Unknown(varies=True)


@dataclass(frozen=True, eq=False)
class KerasObject:
    """A Keras object that is not a layer: `L2(1e-4)`, `HeNormal()`. `arguments` are those that were given."""

    entry: Entry
    arguments: Mapping[str, object]


# --- layers and their calls ----------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class LayerInstance:
    """One layer with its weights, however often it is called.

    - `id`: its place in `Graph.layers`, which is the order in which layers are made.
    - `name`: the name of its class, `Dense`.
    - `arguments`: the constants it was made with, by parameter name, without defaults. A layer among them is
      a LayerInstance.
    - `own`: the weights it makes itself; None where that is not known. A layer that is never called has none.
    - `parts`: the layers inside of it that have weights of their own: those of an own layer or a submodel.
    - `label`: what it is called in the .model file, `encoder`, `towers[1]`; None for one that was made in place.
    """

    id: int
    name: str
    target: Callee
    arguments: Mapping[str, object]
    own: ParameterCount | None
    parts: tuple[LayerInstance, ...]
    span: Span = field(repr=False)
    label: str | None = None

    @property
    def parameters(self) -> ParameterCount | None:
        """All weights in it, each counted once."""
        return add_counts(layer.own for layer in self._inner())

    def _inner(self) -> list[LayerInstance]:
        found: dict[int, LayerInstance] = {}
        waiting = [self]
        while waiting:
            layer = waiting.pop()
            if layer.id not in found:
                found[layer.id] = layer
                waiting.extend(layer.parts)
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Operator:
    """What a node does that is not a layer: `+`, `[]`, `ops.mean`, a function imported from Python."""

    name: str


@dataclass(frozen=True, slots=True)
class FromInput:
    """The input of the model at this place."""

    index: int


@dataclass(frozen=True, slots=True)
class FromNode:
    """A result of the node at this place in `Graph.nodes`."""

    node: int
    output: int


@dataclass(frozen=True, slots=True)
class FromWeight:
    """A weight of an own layer."""

    layer: int
    name: str


TensorRef: TypeAlias = FromInput | FromNode | FromWeight


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a loop: `loop` tells the loops of a model apart, `number` counts from 0.

    `label` says what the loop's names hold, `i=0, filters=64`, as far as that is short.
    """

    loop: int
    number: int
    label: str


@dataclass(frozen=True, eq=False)
class Node:
    """One call of a layer, or one operation on tensors.

    - `path`: the calls of own layers, submodels and functions that this one is inside of, from outside in:
      `("Encoder", "Residual_2")`. A model's own steps have the empty path.
    - `results`: for the call of an own layer or submodel, the tensors inside of it that its outputs are.
    - `rounds`: the rounds of loops it is made in, from outside in; those of the body it stands in itself.
    - `label`: the name that its result is first given there.
    - `multiply_adds`: those of the products in it, for one sample where the batch varies; None where not known. The
      call of an own layer has none of its own.
    - `inside`: the path of the nodes inside of the call of an own layer, submodel or function, or of a
      `TimeDistributed` around one; None for other nodes.
    - `times`: how often it is done, more than once for each step of a `TimeDistributed`, whose nodes have the shapes of
      one step; None where that is not known.
    """

    index: int
    does: LayerInstance | Operator
    inputs: tuple[TensorRef, ...]
    outputs: tuple[TensorSpec, ...]
    path: tuple[str, ...]
    results: tuple[TensorRef, ...]
    span: Span = field(repr=False)
    rounds: tuple[Round, ...] = ()
    label: str | None = None
    multiply_adds: int | None = 0
    inside: tuple[str, ...] | None = None
    times: int | None = 1

    @property
    def name(self) -> str:
        """`Dense`, `+`, `ops.mean`."""
        return self.does.name


@dataclass(frozen=True, slots=True)
class Port:
    """An input or output of the model; `source` is None for what could not be followed."""

    name: str
    spec: TensorSpec
    source: TensorRef | None


@dataclass(frozen=True, eq=False)
class Graph:
    """A model with concrete parameters.

    Nodes stand in the order of their calls, that of an own layer before those inside of it. `complete` is
    false where a condition or a loop hung on something unknown, so that nodes may be missing. `fixed` are the places
    of operations for which every number was known each time they were passed, those that come from sizes too.
    """

    model: str
    parameters: Mapping[str, object]
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    nodes: tuple[Node, ...]
    layers: tuple[LayerInstance, ...]
    complete: bool
    fixed: frozenset[Span] = frozenset()

    def at(self, path: tuple[str, ...] = ()) -> tuple[Node, ...]:
        """The nodes of one level: of the model itself, or of the inside of one call."""
        return tuple(node for node in self.nodes if node.path == path)

    @property
    def count(self) -> ParameterCount | None:
        """All weights of the model, each counted once; None where one is not known."""
        return add_counts(layer.own for layer in self.layers) if self.complete else None
