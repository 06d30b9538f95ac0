"""Statements, inside of `model`, `layer` and `function`."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from dsl.records import dataclass
from dsl.source import Span
from dsl.syntax.tree.expressions import Argument, Ellipsis_, Expr, Identifier


@dataclass(frozen=True, slots=True)
class AnyDim:
    """`?` in a shape: a dimension that varies."""

    span: Span = field(compare=False, repr=False)


Dim: TypeAlias = Expr | AnyDim | Ellipsis_


@dataclass(frozen=True, slots=True)
class Port:
    """One name of an `input` statement. `dims` is None where no shape was written, `()` for `[]`."""

    name: Identifier
    dtype: Identifier | None
    dims: tuple[Dim, ...] | None
    options: tuple[Argument, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Input:
    """`input a: float32[3], b: int32[?](sparse=True)`."""

    ports: tuple[Port, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Weight:
    """`weight kernel: [features, units](trainable=False) = GlorotUniform()`."""

    name: Identifier
    dims: tuple[Expr, ...]
    options: tuple[Argument, ...]
    initializer: Expr | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Assign:
    """`a = value`, or `a, b = value`; the target `_` drops a result."""

    targets: tuple[Identifier, ...]
    value: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OutputItem:
    """One output; `name` is None where it was not named."""

    name: Identifier | None
    value: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Output:
    """`output value` or `output name = value`, or several with commas."""

    items: tuple[OutputItem, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NestedTargets:
    """`(a, b)` among the names of a loop: the parts of one item."""

    targets: tuple[Target, ...]
    span: Span = field(compare=False, repr=False)


Target: TypeAlias = Identifier | NestedTargets


@dataclass(frozen=True, slots=True)
class For:
    """`for i, (a, b) in iterable { body }`."""

    targets: tuple[Target, ...]
    iterable: Expr
    body: tuple[Stmt, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class If:
    """`if test { then } else { orelse }`; `else if` is an If alone in `orelse`."""

    test: Expr
    then: tuple[Stmt, ...]
    orelse: tuple[Stmt, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AddLoss:
    """`add_loss value`."""

    value: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Assert:
    """`assert test, "message"`."""

    test: Expr
    message: Expr | None
    span: Span = field(compare=False, repr=False)


Stmt: TypeAlias = Input | Weight | Assign | Output | For | If | AddLoss | Assert
