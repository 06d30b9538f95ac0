"""Own functions and layers that give a list of tensors, as far as the way they are written tells."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.analysis.resolve.scope import Globals
from dsl.catalog import Category
from dsl.ir.parts import CUTTING, GRID
from dsl.syntax import tree

Place = tuple[tree.Expr, tuple[tree.Stmt, ...], Globals]
"""An expression, the body that it stands in, and the names that can be seen there."""

# Functions of the language that give a list of what they are given.
KEEPING = ("list", "reversed", "tuple")


def gives_list(visible: Globals, name: str) -> bool:
    """Whether what a function or layer gives is a list of tensors: one is written where its outputs come from."""
    waiting = list(_outputs(visible, name))
    bodies: set[int] = set()
    variables: set[tuple[str, int]] = set()
    while waiting:
        node, body, names = waiting.pop()
        match node:
            case tree.ListExpr() | tree.TupleExpr() | tree.Pipe(right=tree.ListExpr()):
                return True
            case tree.Binary("+", left, right) | tree.Conditional(_, left, right):
                waiting += [(left, body, names), (right, body, names)]
            case tree.Call(tree.Name(kept), (argument, *_)) if kept in KEEPING:
                waiting.append((argument.value, body, names))
            case tree.Index(value, (tree.Slice(),)):
                waiting.append((value, body, names))
            case tree.Call(callee) | tree.Pipe(right=tree.Call(callee)) | tree.Pipe(right=callee):
                if _cuts(callee):
                    return True
                if isinstance(callee, tree.Name):
                    places = list(_outputs(names, callee.text))
                    waiting += [place for place in places if id(place[1]) not in bodies]
                    bodies.update(id(place[1]) for place in places)
            case tree.Name(variable) if (variable, id(body)) not in variables:
                variables.add((variable, id(body)))
                waiting += ((value, body, names) for value in _given(variable, body))
    return False


def _outputs(visible: Globals, name: str) -> Iterator[Place]:
    """What a function or layer gives."""
    declaration = visible.definitions.get(name)
    if isinstance(declaration, tree.FunctionDecl | tree.LayerDecl):
        for statement in statements(declaration.body):
            if isinstance(statement, tree.Output):
                yield from ((item.value, declaration.body, visible.home(name)) for item in statement.items)


def _cuts(callee: tree.Expr) -> bool:
    """Whether this is a function of Keras that cuts a tensor into a list."""
    match callee:
        case tree.Attribute(tree.Name(Category.OPS.value), function):
            return function.text in CUTTING or function.text == GRID
    return False


def _given(name: str, body: tuple[tree.Stmt, ...]) -> Iterator[tree.Expr]:
    """The values that a name gets in a body."""
    for statement in statements(body):
        if isinstance(statement, tree.Assign) and [target.text for target in statement.targets] == [name]:
            yield statement.value


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
