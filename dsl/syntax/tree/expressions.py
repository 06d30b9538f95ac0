"""Names and expressions."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from dsl.records import dataclass
from dsl.source import Span


@dataclass(frozen=True, slots=True)
class Identifier:
    """A name at a place."""

    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands for a value."""

    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `text` is how it was written (`10_000`, `1e-3`)."""

    value: int | float
    text: str = field(compare=False)
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class String:
    """A string; `value` has its escapes resolved, as in Python."""

    value: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Keyword:
    """`True`, `False` or `None`."""

    value: bool | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ListExpr:
    """`[a, b]`."""

    items: tuple[Expr, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TupleExpr:
    """`(a, b)`, or `a, b` on the right of an assignment."""

    items: tuple[Expr, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a dict. A `Name` key is the name itself (an output, say), as a string key is."""

    key: Name | String | Number
    value: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DictExpr:
    """`{key: value}`."""

    entries: tuple[Entry, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """`-a`, `+a` or `not a`."""

    operator: str
    operand: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """`a + b` and the other arithmetic: `+ - * / // % @ **`."""

    operator: str
    left: Expr
    right: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """`a < b <= c`, chained as in Python: `operators[i]` stands between `operands[i]` and `operands[i + 1]`.

    An operator is one of `== != < <= > >= in`, `not in`, `is`, `is not`.
    """

    operators: tuple[str, ...]
    operands: tuple[Expr, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Boolean:
    """`a and b`, `a or b`."""

    operator: str
    left: Expr
    right: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Conditional:
    """`then if test else orelse`."""

    test: Expr
    then: Expr
    orelse: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call; `name` is None for a positional one."""

    name: Identifier | None
    value: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """`callee(arguments)`; `L(args)(x)` is a call whose callee is a call."""

    callee: Expr
    arguments: tuple[Argument, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Attribute:
    """`value.name`."""

    value: Expr
    name: Identifier
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Slice:
    """`start:stop:step` inside an index."""

    start: Expr | None
    stop: Expr | None
    step: Expr | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Ellipsis_:
    """`...` inside an index or a shape."""

    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Index:
    """`value[items]`."""

    value: Expr
    items: tuple[Expr | Slice | Ellipsis_, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Pipe:
    """`left -> right`: apply or compose."""

    left: Expr
    right: Expr
    span: Span = field(compare=False, repr=False)


Expr: TypeAlias = (
    Name
    | Number
    | String
    | Keyword
    | ListExpr
    | TupleExpr
    | DictExpr
    | Unary
    | Binary
    | Compare
    | Boolean
    | Conditional
    | Call
    | Attribute
    | Index
    | Pipe
)
