"""Declarations, and the file that they make."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from dsl.records import dataclass
from dsl.source import Span
from dsl.syntax.tree.expressions import Expr, Identifier, String
from dsl.syntax.tree.statements import Stmt


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
