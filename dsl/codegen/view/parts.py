"""What a program defines beside its training: functions, classes, and what builds the model."""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from dsl.codegen.view.statements import Block
from dsl.records import dataclass


@dataclass(frozen=True)
class Parameter:
    """A parameter of a Python function: `text` is the name with its default, `attribute` where a class keeps it."""

    name: str
    text: str
    key: str
    attribute: str


@dataclass(frozen=True)
class Function:
    """A function without weights."""

    template: ClassVar[str] = "function.py.j2"
    name: str
    parameters: tuple[str, ...]
    package: str
    body: Block


@dataclass(frozen=True)
class Class:
    """A subclass of `base`: layers made in `init` and `build`, called in `call`.

    `build` is empty where nothing depends on the shape of the input. `objects` are the keys of its configuration
    under which layers or functions stand. `output_shape` is empty where Keras does not ask for it. `ends_masks` says
    why a mask that comes with the input goes no further, and is empty where none comes or it goes on. `keeps_dtypes`
    says that inputs are not made numbers of fewer bits before they are given to a layer.
    """

    template: ClassVar[str] = "class.py.j2"
    name: str
    base: str
    package: str
    parameters: tuple[Parameter, ...]
    init: Block
    build_parameters: tuple[str, ...]
    build: Block
    call_parameters: tuple[str, ...]
    call: Block
    output_shape: str
    objects: tuple[str, ...]
    keeps_dtypes: bool
    ends_masks: str = ""


@dataclass(frozen=True)
class Builder:
    """A function that gives a model."""

    template: ClassVar[str] = "builder.py.j2"
    name: str
    parameters: tuple[str, ...]
    body: Block


@dataclass(frozen=True)
class Losses:
    """The layer through which a functional model adds losses."""

    template: ClassVar[str] = "losses.py.j2"
    name: str
    package: str


@dataclass(frozen=True)
class FixedTraining:
    """The layer through which a functional model calls another one with a `training` of its own."""

    template: ClassVar[str] = "fixed_training.py.j2"
    name: str
    package: str
    keeps_dtypes: bool


@dataclass(frozen=True)
class BesideInputs:
    """The layer through which a functional model calls another one on what no input has a part in."""

    template: ClassVar[str] = "beside_inputs.py.j2"
    name: str
    package: str
    keeps_dtypes: bool


@dataclass(frozen=True)
class LearnedBins:
    """The layer that learns bins inside of a class."""

    template: ClassVar[str] = "learned_bins.py.j2"
    name: str
    package: str


@dataclass(frozen=True)
class BuiltOutside:
    """The layer that is a Normalization inside of a class."""

    template: ClassVar[str] = "built_outside.py.j2"
    name: str
    package: str


@dataclass(frozen=True)
class SetTrainable:
    """The function that says of a network in the middle of an expression whether it learns."""

    template: ClassVar[str] = "set_trainable.py.j2"
    name: str


Part: TypeAlias = (
    Function | Class | Builder | Losses | FixedTraining | BesideInputs | LearnedBins | BuiltOutside | SetTrainable
)
