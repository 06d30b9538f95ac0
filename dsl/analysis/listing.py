"""Own functions and layers that give a list of tensors, as far as the way they are written tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dsl.catalog import Category
from dsl.ir.parts import CUTTING, GRID
from dsl.syntax import tree

Declarations = Mapping[str, "tree.LayerDecl | tree.ModelDecl | tree.FunctionDecl"]

# Functions of the language that give a list of what they are given.
KEEPING = ("list", "reversed", "tuple")


def gives_list(declared: Declarations, name: str) -> bool:
    """Whether a function or layer has one output, and this is a list of tensors."""
    return _Listing(declared, frozenset()).is_given_by(name)


class _Listing:
    """Looks through declarations; those in `seen` are being looked at."""

    def __init__(self, declared: Declarations, seen: frozenset[str]) -> None:
        self.declared = declared
        self.seen = seen

    def is_given_by(self, name: str) -> bool:
        declaration = self.declared.get(name)
        if name in self.seen or not isinstance(declaration, tree.FunctionDecl | tree.LayerDecl):
            return False
        outputs = [
            i.value for node in statements(declaration.body) if isinstance(node, tree.Output) for i in node.items
        ]
        inner = _Listing(self.declared, self.seen | {name})
        return any(inner._is_list(value, declaration.body, frozenset()) for value in outputs)

    def _is_list(self, node: tree.Expr, body: tuple[tree.Stmt, ...], names: frozenset[str]) -> bool:
        """Whether an expression is a list; `names` are those whose values are being looked at."""
        match node:
            case tree.ListExpr() | tree.TupleExpr() | tree.Pipe(right=tree.ListExpr()):
                return True
            case tree.Binary("+", left, right) | tree.Conditional(_, left, right):
                return self._is_list(left, body, names) or self._is_list(right, body, names)
            case tree.Call(tree.Name(name), (argument, *_)) if name in KEEPING:
                return self._is_list(argument.value, body, names)
            case tree.Index(value, (tree.Slice(),)):
                return self._is_list(value, body, names)
            case tree.Call(callee) | tree.Pipe(right=tree.Call(callee)) | tree.Pipe(right=callee):
                return self._is_callee(callee)
            case tree.Name(name) if name not in names:
                return any(self._is_list(value, body, names | {name}) for value in _given(name, body))
        return False

    def _is_callee(self, callee: tree.Expr) -> bool:
        """Whether what is called gives a list."""
        match callee:
            case tree.Attribute(tree.Name(Category.OPS.value), function):
                return function.text in CUTTING or function.text == GRID
            case tree.Name(name):
                return self.is_given_by(name)
        return False


def _given(name: str, body: tuple[tree.Stmt, ...]) -> Iterator[tree.Expr]:
    """The values that a name gets."""
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
