"""Values of a program: expressions with every name bound and their kind known."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TypeAlias

from dsl.catalog import Entry
from dsl.records import dataclass
from dsl.source import Span


class Kind(Enum):
    """What a value is: known at compile time, a layer, a tensor, or a list (or tuple) of the latter two."""

    CONSTANT = "constant"
    LAYER = "layer"
    LAYERS = "list of layers"
    TENSOR = "tensor"
    TENSORS = "list of tensors"
    ARGUMENTS = "tuple of tensors"
    UNKNOWN = "unknown"

    @property
    def has_tensors(self) -> bool:
        return self in (Kind.TENSOR, Kind.TENSORS, Kind.ARGUMENTS)

    @property
    def has_layers(self) -> bool:
        return self in (Kind.LAYER, Kind.LAYERS)


class Role(Enum):
    """What a symbol was declared as."""

    PARAMETER = "parameter"
    LET = "let"
    INPUT = "input"
    WEIGHT = "weight"
    DIMENSION = "dimension"
    VARIABLE = "variable"
    TEMPORARY = "temporary"
    GENERATOR = "seed generator"


@dataclass(frozen=True, eq=False)
class Symbol:
    """A name of one scope; two symbols are the same only when they are the same object."""

    name: str
    role: Role
    span: Span = field(compare=False, repr=False)


# --- what can be called --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Declared:
    """A `layer`, `model` or `function` of this program, by name."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class PythonName:
    """A name imported from a Python module; nothing is known about it.

    `alias` is what the program calls it where another file of the program has taken the name.
    """

    module: str
    name: str
    alias: str | None = None

    @property
    def given(self) -> str:
        """What it is called in the program."""
        return self.alias or self.name


@dataclass(frozen=True, slots=True)
class Builtin:
    """A compile-time function of the language: `range`, `len`, …"""

    name: str


Key: TypeAlias = str | int | float
Callee: TypeAlias = Entry | Declared | PythonName | Builtin


# --- expressions ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, string, boolean or None; `text` is its Python spelling."""

    value: int | float | str | bool | None
    text: str = field(compare=False)
    span: Span = field(compare=False, repr=False)
    kind = Kind.CONSTANT


@dataclass(frozen=True, slots=True)
class Reference:
    """The value a symbol has at this place."""

    symbol: Symbol
    kind: Kind
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FunctionValue:
    """A function or class that is named and not called: `activations.gelu`, an own function."""

    target: Callee
    span: Span = field(compare=False, repr=False)
    kind = Kind.CONSTANT


@dataclass(frozen=True, slots=True)
class Operation:
    """Arithmetic, comparison or logic on values: a Python operator and its one or two operands."""

    operator: str
    operands: tuple[Expr, ...]
    kind: Kind
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A chained comparison, as in Python."""

    operators: tuple[str, ...]
    operands: tuple[Expr, ...]
    kind: Kind
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """`then if test else orelse`."""

    test: Expr
    then: Expr
    orelse: Expr
    kind: Kind
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list or a tuple."""

    items: tuple[Expr, ...]
    is_tuple: bool
    kind: Kind
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A dict; its keys are names, or numbers that stand for classes."""

    entries: tuple[tuple[Key, Expr], ...]
    kind: Kind
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Range:
    """`start:stop:step` inside an index."""

    start: Expr | None
    stop: Expr | None
    step: Expr | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rest:
    """`...` in an index or a shape."""

    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Subscript:
    """`value[items]`."""

    value: Expr
    items: tuple[Part, ...]
    kind: Kind
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument, by position (`name` is None) or by name, as it was written.

    `spread` says that it is a tuple whose items are an argument each: what stands under a name before an arrow.
    """

    name: str | None
    value: Expr
    span: Span = field(compare=False, repr=False)
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Construct:
    """A new layer (`Dense(64)`, an own layer or model), or another Keras object (`L2(1e-4)`, `Adam()`)."""

    target: Callee
    arguments: tuple[Argument, ...]
    kind: Kind
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Invoke:
    """The value of a function: `ops.mean(x)`, `range(3)`, an own function."""

    target: Callee
    arguments: tuple[Argument, ...]
    kind: Kind
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Apply:
    """A layer called on tensors, with any other call arguments."""

    layer: Expr
    arguments: tuple[Argument, ...]
    kind: Kind
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fan:
    """A list of layers, each called on the same tensor: the list of their outputs."""

    layers: Expr
    value: Expr
    span: Span = field(compare=False, repr=False)
    kind = Kind.TENSORS


@dataclass(frozen=True, slots=True)
class Chain:
    """Layers in sequence, not yet applied to anything: itself a layer."""

    stages: tuple[Expr, ...]
    span: Span = field(compare=False, repr=False)
    kind = Kind.LAYER


@dataclass(frozen=True, slots=True)
class Repeat:
    """`layer * count`: that many fresh copies in sequence."""

    layer: Expr
    count: Expr
    span: Span = field(compare=False, repr=False)
    kind = Kind.LAYER


Expr: TypeAlias = (
    Literal
    | Reference
    | FunctionValue
    | Operation
    | Comparison
    | Choice
    | Sequence
    | Mapping
    | Subscript
    | Construct
    | Invoke
    | Apply
    | Fan
    | Chain
    | Repeat
)

Part: TypeAlias = Expr | Range | Rest
"""What is inside of a value: another value, or the range or the `...` of an index."""
