"""What the parts of a model hold and do: weights, multiply-adds, and bytes."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.ir.graph import Graph, LayerInstance, Node, TensorSpec
from dsl.records import dataclass
from dsl.summary.outline import layers_of

BYTES = {
    "bool": 1, "int8": 1, "uint8": 1, "float8_e4m3fn": 1, "float8_e5m2": 1,
    "int16": 2, "uint16": 2, "float16": 2, "bfloat16": 2,
    "int32": 4, "uint32": 4, "float32": 4, "int64": 8, "uint64": 8, "float64": 8, "complex64": 8, "complex128": 16,
}  # fmt: skip


MAX_BITS = 256


@dataclass(frozen=True)
class Amount:
    """A number that is known, or the part of it that is: `is_exact` is false where there may be more."""

    known: int = 0
    is_exact: bool = True

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.known + other.known, self.is_exact and other.is_exact)


NOTHING = Amount()
NOT_KNOWN = Amount(0, False)


def exactly(number: int) -> Amount:
    """A number that is known; one of more digits than anybody reads is not."""
    return Amount(number) if number.bit_length() <= MAX_BITS else NOT_KNOWN


def total(amounts: Iterable[Amount]) -> Amount:
    return sum(amounts, NOTHING)


@dataclass(frozen=True)
class Costs:
    """What a part of a model costs.

    - `trainable`, `non_trainable`: numbers in its weights. `weight_bytes`: what they take.
    - `multiply_adds`: those of its products, for one sample where the batch varies.
    - `activation_bytes`: what its results take, for one batch.
    """

    trainable: Amount = NOTHING
    non_trainable: Amount = NOTHING
    multiply_adds: Amount = NOTHING
    weight_bytes: Amount = NOTHING
    activation_bytes: Amount = NOTHING

    def __add__(self, other: Costs) -> Costs:
        return Costs(
            self.trainable + other.trainable,
            self.non_trainable + other.non_trainable,
            self.multiply_adds + other.multiply_adds,
            self.weight_bytes + other.weight_bytes,
            self.activation_bytes + other.activation_bytes,
        )


class Accounts:
    """Counts the parts of a model in their order, the weights of each layer at its first call."""

    def __init__(self, batch_size: int) -> None:
        self.batch_size = batch_size
        self.counted: set[int] = set()

    def of(self, node: Node) -> tuple[Costs, bool]:
        """What a node adds; and whether its layer has weights that an earlier call has brought."""
        again = isinstance(node.does, LayerInstance) and node.does.id in self.counted and _has_weights(node.does)
        costs = sum((self._weights(layer) for layer in layers_of(node)), Costs())
        work = NOT_KNOWN if node.multiply_adds is None else exactly(node.multiply_adds)
        results = NOTHING if node.inside is not None else total(self.bytes(spec, node.times) for spec in node.outputs)
        return costs + Costs(multiply_adds=work, activation_bytes=results), again

    def _weights(self, layer: LayerInstance) -> Costs:
        if layer.id in self.counted:
            return Costs()
        self.counted.add(layer.id)
        if layer.own is None:
            return Costs(NOT_KNOWN, NOT_KNOWN, weight_bytes=NOT_KNOWN)
        size = BYTES.get(_variable_dtype(layer))
        weight_bytes = NOT_KNOWN if size is None and layer.own.total else exactly(layer.own.total * (size or 0))
        return Costs(exactly(layer.own.trainable), exactly(layer.own.non_trainable), weight_bytes=weight_bytes)

    def bytes(self, spec: TensorSpec, times: int | None = 1) -> Amount:
        """What a tensor takes for one batch, and as many times as it is made."""
        size = BYTES.get(spec.dtype or "")
        if spec.shape is None or size is None or None in spec.shape[1:] or times is None:
            return NOT_KNOWN
        size *= times
        for number, default in zip(spec.shape, (self.batch_size, *[0] * len(spec.shape)), strict=False):
            size *= default if number is None else number
        return exactly(size)


def _has_weights(layer: LayerInstance) -> bool:
    return layer.parameters is None or layer.parameters.total > 0


def _variable_dtype(layer: LayerInstance) -> str:
    """What a layer keeps its weights in; mixed policies compute in less than they keep."""
    given = layer.arguments.get("dtype")
    if given is None:
        return "float32"
    return "float32" if isinstance(given, str) and given.startswith("mixed_") else str(given)


def input_bytes(graph: Graph, accounts: Accounts) -> Amount:
    """What the inputs take for one batch."""
    return total(accounts.bytes(port.spec) for port in graph.inputs)
