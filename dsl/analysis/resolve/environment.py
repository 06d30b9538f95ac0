"""`env("NAME", default)`: a value of a `train` block that is taken from the environment when the program runs."""

from __future__ import annotations

from dsl.analysis.resolve.names import unknown
from dsl.analysis.resolve.scope import Context
from dsl.ir import values
from dsl.ir.values import Argument, Builtin, Expr, Invoke, Kind
from dsl.syntax import tree

NAME = "env"
# The same with a number for its default; no .model file can call it by this name.
NUMBER = "env number"


def is_environment(node: tree.Call, context: Context) -> bool:
    """Whether a call asks for a variable of the environment."""
    return isinstance(node.callee, tree.Name) and node.callee.text == NAME and NAME not in context.globals.names()


def resolve_environment(node: tree.Call, context: Context) -> Expr:
    """The text of the variable, or a number where the default is one."""
    if context.owner != "train":
        message = "`env` stands in a `train` block only: a model is the same wherever it is built"
        context.problems.report("E510", message, node.callee.span)
        return unknown(node.span)
    written = [argument.value for argument in node.arguments]
    is_right = len(written) == 2 and all(argument.name is None for argument in node.arguments)
    if not is_right or not isinstance(written[0], tree.String) or not all(map(_is_plain, written)):
        words = 'as in `env("DATA", "data.npz")` or `env("EPOCHS", 10)`'
        context.problems.report("E510", "`env` takes the name of a variable and a plain default", node.span, words)
        return unknown(node.span)
    parts = [_literal(value) for value in written]
    function = Builtin(NAME if isinstance(parts[-1].value, str) else NUMBER)
    return Invoke(function, tuple(Argument(None, part, part.span) for part in parts), Kind.CONSTANT, node.span)


def _is_plain(node: tree.Expr) -> bool:
    return isinstance(node, tree.String | tree.Number)


def _literal(node: tree.Expr) -> values.Literal:
    assert isinstance(node, tree.String | tree.Number)
    text = node.text if isinstance(node, tree.Number) else repr(node.value)
    return values.Literal(node.value, text, node.span)
