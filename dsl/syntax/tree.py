"""The syntax tree: what was written, with the place of every part.

Two trees are equal when they say the same thing; spans and the spelling of numbers do not count.
"""

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


# --- expressions ---------------------------------------------------------------------------------


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

# --- statements ----------------------------------------------------------------------------------


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

# --- declarations --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a declaration, with its default where it has one."""

    name: Identifier
    default: Expr | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FileImport:
    """`from "blocks.model" import Residual`."""

    path: String
    names: tuple[Identifier, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ModuleImport:
    """`from package.module import thing`."""

    module: Identifier
    names: tuple[Identifier, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Let:
    """`let classes = 10`."""

    name: Identifier
    value: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FunctionDecl:
    """`function name(a, b=1) { ... }`."""

    name: Identifier
    parameters: tuple[Parameter, ...]
    body: tuple[Stmt, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LayerDecl:
    """`layer Name(params) { ... }`."""

    name: Identifier
    parameters: tuple[Parameter, ...]
    body: tuple[Stmt, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ModelDecl:
    """`model Name(params) as style { ... }`."""

    name: Identifier
    parameters: tuple[Parameter, ...]
    style: Identifier | None
    body: tuple[Stmt, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Setting:
    """One `name = value` of a train block."""

    name: Identifier
    value: Expr
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TrainDecl:
    """`train Model as name (params) { ... }`; `alias` is None where the block has no name of its own."""

    model: Identifier
    alias: Identifier | None
    parameters: tuple[Parameter, ...]
    settings: tuple[Setting, ...]
    span: Span = field(compare=False, repr=False)


Decl: TypeAlias = FileImport | ModuleImport | Let | FunctionDecl | LayerDecl | ModelDecl | TrainDecl


@dataclass(frozen=True, slots=True)
class File:
    """A whole .model file."""

    declarations: tuple[Decl, ...]
    span: Span = field(compare=False, repr=False)
