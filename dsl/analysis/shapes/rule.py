"""What a shape rule gets and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TypeAlias

from dsl.analysis.elaborate.describe import show
from dsl.analysis.elaborate.evaluate import EvaluationError
from dsl.ir.graph import NO_PARAMETERS, ParameterCount, Shape, TensorSpec
from dsl.records import dataclass

FLOATS = ("bfloat16", "float16", "float32", "float64")

WRONG_INPUT = "E401"
WRONG_COMBINATION = "E402"
NO_SIZE = "E403"
WRONG_ARGUMENT = "E407"
BUILT_OTHERWISE = "E408"
WRONG_DTYPE = "E409"


TAKES_LISTS = (
    "Activation", "ActivityRegularization", "AlphaDropout", "Dropout", "ELU", "GaussianDropout", "GaussianNoise",
    "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalAveragePooling3D", "GlobalMaxPooling1D",
    "GlobalMaxPooling2D", "GlobalMaxPooling3D", "Identity", "LeakyReLU", "Masking", "ReLU", "Rescaling", "Softmax",
    "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "ThresholdedReLU", "UnitNormalization",
)  # fmt: skip
"""Layers for one tensor that Keras calls on a list, too."""


OF_ANY_CASE = ("data_format", "interpolation", "padding")
"""Arguments whose words Keras takes in capitals, too."""


class ShapeError(EvaluationError):
    """Keras would refuse this call. The message says what was expected and what was received.

    - `argument`: the argument to blame, None where the inputs are.
    - `layer`: the layer whose argument that is, None for a function.
    - `help`: what to do about it.
    """

    def __init__(
        self, code: str, message: str, argument: str | None = None, layer: object = None, help: str = ""
    ) -> None:
        super().__init__(code, message, help)
        self.argument = argument
        self.layer = layer


class NotKnown(Exception):
    """An argument or a shape that the rule needs is not known: the result is not known either."""


@dataclass(frozen=True)
class ShapeResult:
    """What a call gives.

    - `outputs`: one tensor, or the list of several.
    - `count`: the weights of the layer itself, None where not known.
    - `built`: the sizes that the layer keeps from its first call; another call must have the same.
    - `parts`: the layers inside of it, with their weights.
    """

    outputs: TensorSpec | list[TensorSpec]
    count: ParameterCount | None = NO_PARAMETERS
    built: tuple[int | None, ...] = ()
    parts: tuple[tuple[object, ParameterCount | None], ...] = ()


def weights(trainable: int, non_trainable: int = 0) -> ParameterCount:
    return ParameterCount(trainable, non_trainable)


@dataclass(frozen=True)
class Call:
    """One call of a layer or function.

    - `arguments`: the constants a layer was made with, or all arguments of a function, defaults filled in.
    - `inputs`: the positional arguments of a layer's call: a TensorSpec, or a list or dict of them.
    - `options`: the named arguments of a layer's call.
    - `dtype`: the dtype the layer computes in.
    - `layer`: the layer that is called, for errors to name it.
    """

    name: str
    arguments: Mapping[str, object]
    inputs: tuple[object, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
    dtype: str | None = "float32"
    layer: object = None

    # --- inputs ----------------------------------------------------------------------------------

    def input(self, place: int = 0) -> TensorSpec:
        """The tensor at that place; NotKnown where its shape is not known."""
        if place >= len(self.inputs):
            raise NotKnown
        self.not_several(place)
        value = self.inputs[place]
        if not isinstance(value, TensorSpec) or value.shape is None:
            raise NotKnown
        return value

    def not_several(self, place: int = 0) -> None:
        """Refuse a list for one tensor, of which a rule may otherwise not get to know."""
        value = self.inputs[place] if place < len(self.inputs) else None
        if isinstance(value, list):
            raise ShapeError(WRONG_INPUT, f"`{self.name}` expected one tensor, received a list of {len(value)}")

    def tensor(self, name: str) -> TensorSpec:
        """An argument of a function that is a tensor; NotKnown where its shape is not known."""
        value = self.arguments.get(name)
        if not isinstance(value, TensorSpec) or value.shape is None:
            raise NotKnown
        return value

    def kept_dtype(self) -> str | None:
        """The dtype of a layer that only moves numbers: floats become its own dtype, others stay."""
        dtype = self.input().dtype
        return self.dtype if dtype in FLOATS else dtype

    def shape(self, place: int = 0) -> Shape:
        """The shape of the input at that place."""
        shape = self.input(place).shape
        assert shape is not None
        return shape

    def not_a_list(self) -> None:
        """NotKnown for a list, which Keras puts into one tensor for the layers that don't look."""
        if self.inputs and isinstance(self.inputs[0], list):
            raise NotKnown

    def one_shape(self, *ranks: int) -> Shape:
        """The shape of the first input, for a layer that takes any: NotKnown for another rank.

        A list is left to Keras for the layers that would work on each of its tensors, or on all in one.
        """
        if self.name in TAKES_LISTS:
            self.not_a_list()
        shape = self.shape()
        if ranks and len(shape) not in ranks:
            raise NotKnown
        return shape

    def shape_of_rank(self, *ranks: int) -> Shape:
        """The shape of the first input, which must have one of these ranks (counting the batch dimension)."""
        shape = self.shape()
        if len(shape) not in ranks:
            expected = " or ".join(str(rank) for rank in ranks)
            raise ShapeError(
                WRONG_INPUT,
                f"`{self.name}` expected a tensor of {expected} dimensions with the batch, "
                f"received {show_shape(shape)}",
            )
        return shape

    def list_of_inputs(self) -> list[TensorSpec]:
        """The list the layer is called on; NotKnown where a shape in it is not known."""
        value = self.inputs[0] if self.inputs else None
        if isinstance(value, TensorSpec) and value.shape is not None:
            raise ShapeError(WRONG_INPUT, f"`{self.name}` expected a list of tensors, received one tensor")
        if not isinstance(value, list):
            raise NotKnown
        for item in value:
            if not isinstance(item, TensorSpec) or item.shape is None:
                raise NotKnown
        return value

    def size(self, place: int, axis: int) -> int:
        """A dimension that must be known, since weights depend on it."""
        shape = self.shape(place)
        size = shape[axis]
        if size is None:
            which = "last size" if axis in (-1, len(shape) - 1) else f"size in dimension {axis}"
            raise ShapeError(
                WRONG_INPUT,
                f"`{self.name}` expected a known {which}, received {show_shape(shape)}",
            )
        return size

    # --- arguments -------------------------------------------------------------------------------

    def get(self, name: str) -> object:
        """An argument as it is."""
        return self.arguments.get(name)

    def integer(self, name: str, least: int | None = None) -> int:
        value = self.arguments.get(name)
        if value is None or isinstance(value, str | list | tuple | dict):
            self.refuse(name, "a whole number" if least is None else f"a whole number of at least {least}")
        if not isinstance(value, int):
            raise NotKnown
        if least is not None and value < least:
            self.refuse(name, f"a whole number of at least {least}")
        return int(value)

    def flag(self, name: str) -> bool:
        value = self.arguments.get(name)
        if not is_plain(value):
            raise NotKnown
        return bool(value)

    def choice(self, name: str, *choices: str) -> str:
        value = self.arguments.get(name)
        if not isinstance(value, str):
            raise NotKnown
        word = value.lower() if name in OF_ANY_CASE else value
        if word not in choices:
            self.refuse(name, " or ".join(f'"{choice}"' for choice in choices))
        return word

    def sizes(self, name: str, rank: int, zero: bool = False) -> tuple[int, ...]:
        """An argument that is one size for all dimensions, or a tuple with one size for each."""
        value = self.arguments.get(name)
        items = (value,) * rank if isinstance(value, int) else value
        if not isinstance(items, (list, tuple)):
            raise NotKnown
        if not all(map(is_plain, items)):
            raise NotKnown
        if len(items) != rank or any(not isinstance(item, int) or item < (0 if zero else 1) for item in items):
            sort = "whole numbers from 0" if zero else "positive whole numbers"
            one = "a whole number from 0" if zero else "a positive whole number"
            self.refuse(name, f"one or {rank} {sort}" if rank > 1 else one)
        return tuple(int(item) for item in items)

    def channels_first(self) -> bool:
        value = self.arguments.get("data_format")
        if is_plain(value) and not value:
            return False
        return self.choice("data_format", "channels_last", "channels_first") == "channels_first"

    def refuse(self, name: str, expected: str) -> None:
        """Report an argument that Keras does not take."""
        received = show(self.arguments.get(name))
        raise self.wrong(name, f"`{name}` of `{self.name}`: expected {expected}, received {received}")

    def wrong(self, name: str, message: str) -> ShapeError:
        """What to raise for an argument that does not go with the inputs or with other arguments."""
        return ShapeError(WRONG_ARGUMENT, message, name, self.layer)


def is_plain(value: object) -> bool:
    """Whether a value is one that a file writes out, rather than one that is not known, or a thing of Keras."""
    return value is None or isinstance(value, str | int | float | list | tuple | dict)


def show_shape(shape: Shape) -> str:
    """A shape as it is written in messages, the batch dimension first: `(?, 8, 8, 1)`."""
    sizes = ", ".join("?" if size is None else str(size) for size in shape)
    return f"({sizes}{',' if len(shape) == 1 else ''})"


Rule: TypeAlias = Callable[[Call], ShapeResult]
