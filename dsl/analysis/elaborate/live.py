"""What an elaboration works on: tensors, layers that are still being called, and the frames of definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field

from dsl.ir.definitions import Definition
from dsl.ir.graph import ParameterCount, TensorRef, TensorSpec
from dsl.ir.values import Argument, Callee, Expr, Symbol
from dsl.records import dataclass
from dsl.source import Span


@dataclass(frozen=True, eq=False, slots=True)
class Tensor:
    """A symbolic tensor; `source` is None where nothing is known of where it comes from."""

    kind_name = "tensor"
    spec: TensorSpec
    source: TensorRef | None


@dataclass(eq=False, slots=True)
class Layer:
    """A layer; `own` becomes None or a count when it is first called.

    `written` are the arguments as they stand in the file. `shared` are those that are layers with a name: copies of
    this layer share them.
    """

    kind_name = "layer"
    id: int
    target: Callee
    arguments: Mapping[str, object]
    span: Span
    written: tuple[Argument, ...] = ()
    definition: Definition | None = None
    bound: dict[Symbol, object] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    is_built: bool = False
    built: tuple[int | None, ...] = ()
    own: ParameterCount | None = None
    parts: list[Layer] = field(default_factory=list)
    weights: dict[Symbol, Tensor] = field(default_factory=dict)
    made: dict[tuple[int, int], Layer] = field(default_factory=dict)
    label: str | None = None

    @property
    def name(self) -> str:
        return self.target.name


@dataclass(frozen=True, eq=False, slots=True)
class LayerChain:
    """Layers in sequence; a stage may be a list of layers.

    `repeats` says that they are copies of one layer: each is called on what the one before it gave, and on all that the
    first is called on beside that.
    """

    kind_name = "layer"
    stages: tuple[object, ...]
    repeats: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Outputs:
    """The outputs of a submodel, by name."""

    kind_name = "dict of tensors"
    values: dict[str, object]


@dataclass(eq=False, slots=True)
class Frame:
    """The names of one run of a definition, and the own layer that the layers made in it belong to."""

    values: dict[Symbol, object]
    owner: Layer | None = None
    occurrences: Counter[int] = field(default_factory=Counter)

    def made_before(self, expression: Expr) -> tuple[tuple[int, int], Layer | None]:
        """Where a layer made by this expression is kept, and the layer of the owner's earlier calls."""
        place = id(expression)
        key = (place, self.occurrences[place])
        self.occurrences[place] += 1
        return key, None if self.owner is None else self.owner.made.get(key)


@dataclass(frozen=True, slots=True)
class CallSite:
    """The call of an own layer, model or function that the elaboration is inside of."""

    name: str
    span: Span


def is_unknown_list(value: object) -> bool:
    """Whether nothing is known of what stands for a tensor: it may be a list of several."""
    return isinstance(value, Tensor) and value.spec.shape is None


def tensors(value: object) -> Iterator[Tensor]:
    """The tensors in a value, from left to right."""
    match value:
        case Tensor():
            yield value
        case list() | tuple():
            for item in value:
                yield from tensors(item)
        case dict():
            for item in value.values():
                yield from tensors(item)
        case Outputs(values):
            yield from tensors(values)


def layers(value: object) -> Iterator[Layer]:
    """The layers in a value, from left to right."""
    match value:
        case Layer():
            yield value
        case LayerChain(stages):
            yield from layers(stages)
        case list() | tuple():
            for item in value:
                yield from layers(item)
        case dict():
            for item in value.values():
                yield from layers(item)


def specs(value: object) -> object:
    """The value with the spec of each tensor in its place."""
    match value:
        case Tensor(spec):
            return spec
        case list() | tuple():
            return [specs(item) for item in value]
        case dict():
            return {key: specs(item) for key, item in value.items()}
        case Outputs(values):
            return specs(values)
        case _:
            return value
