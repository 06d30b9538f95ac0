"""Own functions and layers that give a list of tensors, as far as the way they are written tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dsl.catalog import Category
from dsl.ir.parts import CUTTING, GRID
from dsl.syntax import tree

Declarations = Mapping[str, "tree.LayerDecl | tree.ModelDecl | tree.FunctionDecl"]

Place = tuple[tree.Expr, tuple[tree.Stmt, ...]]
"""An expression, and the body that it stands in."""

# Functions of the language that give a list of what they are given.
KEEPING = ("list", "reversed", "tuple")


def gives_list(declared: Declarations, name: str) -> bool:
    """Whether what a function or layer gives is a list of tensors: one is written where its outputs come from."""
    waiting: list[Place] = list(_outputs(declared, name))
    functions, names = {name}, set()
    while waiting:
        node, body = waiting.pop()
        match node:
            case tree.ListExpr() | tree.TupleExpr() | tree.Pipe(right=tree.ListExpr()):
                return True
            case tree.Binary("+", left, right) | tree.Conditional(_, left, right):
                waiting += [(left, body), (right, body)]
            case tree.Call(tree.Name(kept), (argument, *_)) if kept in KEEPING:
                waiting.append((argument.value, body))
            case tree.Index(value, (tree.Slice(),)):
                waiting.append((value, body))
            case tree.Call(callee) | tree.Pipe(right=tree.Call(callee)) | tree.Pipe(right=callee):
                if _cuts(callee):
                    return True
                if isinstance(callee, tree.Name) and callee.text not in functions:
                    functions.add(callee.text)
                    waiting += _outputs(declared, callee.text)
            case tree.Name(variable) if (variable, id(body)) not in names:
                names.add((variable, id(body)))
                waiting += _given(variable, body)
    return False


def _outputs(declared: Declarations, name: str) -> Iterator[Place]:
    """What a function or layer gives."""
    declaration = declared.get(name)
    if isinstance(declaration, tree.FunctionDecl | tree.LayerDecl):
        for statement in statements(declaration.body):
            if isinstance(statement, tree.Output):
                yield from ((item.value, declaration.body) for item in statement.items)


def _cuts(callee: tree.Expr) -> bool:
    """Whether this is a function of Keras that cuts a tensor into a list."""
    match callee:
        case tree.Attribute(tree.Name(Category.OPS.value), function):
            return function.text in CUTTING or function.text == GRID
    return False


def _given(name: str, body: tuple[tree.Stmt, ...]) -> Iterator[Place]:
    """The values that a name gets in a body."""
    for statement in statements(body):
        if isinstance(statement, tree.Assign) and [target.text for target in statement.targets] == [name]:
            yield statement.value, body


def statements(body: tuple[tree.Stmt, ...]) -> Iterator[tree.Stmt]:
    """The statements of a body, those inside of loops and conditions too."""
    for statement in body:
        match statement:
            case tree.For(body=inner):
                yield from statements(inner)
            case tree.If(then=then, orelse=orelse):
                yield from statements((*then, *orelse))
            case _:
                yield statement
