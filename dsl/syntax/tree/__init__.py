"""The syntax tree: what was written, with the place of every part.

Two trees are equal when they say the same thing; spans and the spelling of numbers do not count.
"""

from dsl.syntax.tree.declarations import (
    Decl,
    File,
    FileImport,
    FunctionDecl,
    LayerDecl,
    Let,
    ModelDecl,
    ModuleImport,
    Parameter,
    Setting,
    TrainDecl,
)
from dsl.syntax.tree.expressions import (
    Argument,
    Attribute,
    Binary,
    Boolean,
    Call,
    Compare,
    Conditional,
    DictExpr,
    Ellipsis_,
    Entry,
    Expr,
    Identifier,
    Index,
    Keyword,
    ListExpr,
    Name,
    Number,
    Pipe,
    Slice,
    String,
    TupleExpr,
    Unary,
)
from dsl.syntax.tree.statements import (
    AddLoss,
    AnyDim,
    Assert,
    Assign,
    Dim,
    For,
    If,
    Input,
    NestedTargets,
    Output,
    OutputItem,
    Port,
    Stmt,
    Target,
    Weight,
)

__all__ = [
    "AddLoss", "AnyDim", "Argument", "Assert", "Assign", "Attribute", "Binary", "Boolean", "Call", "Compare",
    "Conditional", "Decl", "DictExpr", "Dim", "Ellipsis_", "Entry", "Expr", "File", "FileImport", "For",
    "FunctionDecl", "Identifier", "If", "Index", "Input", "Keyword", "LayerDecl", "Let", "ListExpr", "ModelDecl",
    "ModuleImport", "Name", "NestedTargets", "Number", "Output", "OutputItem", "Parameter", "Pipe", "Port", "Setting",
    "Slice", "Stmt", "String", "Target", "TrainDecl", "TupleExpr", "Unary", "Weight",
]  # fmt: skip
