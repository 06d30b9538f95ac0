"""What a cost rule gets, and sizes that it counts with."""

from __future__ import annotations

from math import prod

from dsl.analysis.shapes.rule import Call, NotKnown
from dsl.ir.graph import Shape, TensorSpec
from dsl.records import dataclass


@dataclass(frozen=True)
class Work:
    """One call, and the tensors that it gives."""

    call: Call
    outputs: tuple[TensorSpec, ...]

    @property
    def output(self) -> Shape:
        """The shape of the first result; NotKnown where it is not known."""
        return known(self.outputs[0])


def known(value: object) -> Shape:
    """The shape of a tensor; NotKnown where it is not known."""
    if not isinstance(value, TensorSpec) or value.shape is None:
        raise NotKnown
    return value.shape


def elements(shape: Shape) -> int:
    """How many numbers a tensor holds, for one sample where the batch varies; NotKnown where another size varies."""
    return size(shape[0], varies=1) * product(shape[1:]) if shape else 1


def product(sizes: Shape) -> int:
    """The product of sizes that are all known."""
    return prod(size(number) for number in sizes)


def size(number: int | None, varies: int | None = None) -> int:
    """A size, or what stands for one that varies."""
    if number is None and varies is None:
        raise NotKnown
    return number if number is not None else varies or 0
