"""How expressions are laid out.

Parentheses are kept where they were written around a part of an expression, so none that is needed can be missing.
Those around the whole value of a statement go, and come back where the value is too long for its line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dsl.formatting.brackets import bracket
from dsl.formatting.document import LINE, NOTHING, SOFT, SPACE, Document, IfBroken, concat, group, indent
from dsl.formatting.pipes import lay_out_pipe
from dsl.formatting.words import Blank, Words
from dsl.syntax import tree

_OPERATORS = (tree.Unary, tree.Binary, tree.Compare, tree.Boolean, tree.Conditional, tree.Pipe)
_LEVELS = ({"+", "-"}, {"*", "/", "//", "%", "@"}, {"**"}, {"and"}, {"or"})


class Expressions:
    """Lays out expressions; `words` stands at their first word."""

    def __init__(self, words: Words) -> None:
        self.words = words

    # --- values as they stand in a statement, outside of all brackets

    def value(self, node: tree.Expr) -> Document:
        """A whole value: a chain goes on in lines that start with `->`, other operators get parentheses."""
        count = self._parentheses(node)
        if count and (isinstance(node, tree.DictExpr) or self.words.has_comments(node.span)):
            return self._in_parentheses(node, count)
        self._leave_out(count)
        inner = self._pipe(node, self.step) if isinstance(node, tree.Pipe) else self._wrapped(node)
        self._leave_out(count)
        return inner

    def closed_value(self, node: tree.Expr) -> Document:
        """A whole value that more follows in its statement: a chain of several lines gets parentheses, too."""
        count = self._parentheses(node)
        if count and (isinstance(node, tree.DictExpr) or self.words.has_comments(node.span)):
            return self._in_parentheses(node, count)
        self._leave_out(count)
        inner = self._wrapped(node)
        self._leave_out(count)
        return inner

    def bare_tuple(self, items: Sequence[tree.Expr]) -> Document:
        """`a, b` on the right of an assignment."""
        parts: list[Document] = []
        for position, item in enumerate(items):
            if position:
                parts += [self.words.comma(), self.words.gap(LINE)]
            parts.append(self.operand(item))
        return group(IfBroken("("), indent(SOFT, *parts, IfBroken(",")), SOFT, IfBroken(")"))

    def is_bare_tuple(self, node: tree.Expr) -> bool:
        """Whether a value is a tuple without parentheses."""
        return isinstance(node, tree.TupleExpr) and not self.words.has_parentheses(node.span)

    def step(self, node: tree.Expr) -> Document:
        """A part of a chain that is in no brackets."""
        return self.operand(node) if self._parentheses(node) else self._wrapped(node)

    def _wrapped(self, node: tree.Expr) -> Document:
        """A value that gets parentheses where it is too long; brackets of its own are broken first."""
        inner = self._plain(node)
        if not isinstance(node, _OPERATORS) or _breaks_in_its_brackets(node):
            return inner
        return group(IfBroken("("), indent(SOFT, inner), SOFT, IfBroken(")"))

    # --- parts of a value, and all that stands in brackets

    def operand(self, node: tree.Expr) -> Document:
        """A part of an expression, with its parentheses if it is made of operators."""
        count = self._parentheses(node)
        is_kept = isinstance(node, (*_OPERATORS, tree.DictExpr))
        if count and (is_kept or self.words.has_comments(node.span)):
            return self._in_parentheses(node, count)
        self._leave_out(count)
        inner = self._plain(node)
        self._leave_out(count)
        return inner

    def _in_parentheses(self, node: tree.Expr, count: int) -> Document:
        opening = self.words.take()
        self._leave_out(count - 1)
        gap = self.words.gap(SOFT, Blank.AFTER_FIRST)
        inner = self._plain(node)
        self._leave_out(count - 1)
        comments, line = self.words.closing(SOFT)
        return group(opening, indent(gap, inner, comments), line, self.words.take())

    def _leave_out(self, count: int) -> None:
        for _ in range(count):
            self.words.leave_out()

    def _parentheses(self, node: tree.Expr) -> int:
        return self.words.parentheses(node.span, isinstance(node, tree.TupleExpr))

    def _plain(self, node: tree.Expr) -> Document:
        """An expression without parentheses around it."""
        match node:
            case tree.Name() | tree.Number() | tree.String() | tree.Keyword():
                return self.words.take()
            case tree.ListExpr(items) | tree.TupleExpr(items):
                is_single = isinstance(node, tree.TupleExpr) and len(items) == 1
                return bracket(self.words, items, self.operand, _is_filled(items), is_single)
            case tree.DictExpr(entries):
                return bracket(self.words, entries, self._entry)
            case tree.Unary(operator, operand):
                return concat(self.words.take(), SPACE if operator == "not" else NOTHING, self.operand(operand))
            case tree.Binary() | tree.Boolean():
                return self._operators(node)
            case tree.Compare():
                return self._comparison(node)
            case tree.Conditional():
                return self._conditional(node)
            case tree.Call(callee, arguments):
                return concat(self.operand(callee), bracket(self.words, arguments, self.argument))
            case tree.Attribute():
                return self._attribute(node)
            case tree.Index():
                return self._index(node)
            case tree.Pipe():
                return self._pipe(node, self.operand)

    def _entry(self, entry: tree.Entry) -> Document:
        return concat(self.words.take(), self.words.take(), SPACE, self.operand(entry.value))

    def argument(self, argument: tree.Argument) -> Document:
        """`value` or `name=value`."""
        if argument.name is None:
            return self.operand(argument.value)
        return concat(self.words.take(), self.words.take(), self.operand(argument.value))

    def _attribute(self, node: tree.Attribute) -> Document:
        gap = SPACE if isinstance(node.value, tree.Number) else NOTHING  # `1.real` would be another word
        return concat(self.operand(node.value), gap, self.words.take(), self.words.take())

    def _index(self, node: tree.Index) -> Document:
        return concat(self.operand(node.value), bracket(self.words, node.items, self._subscript, takes_comma=False))

    def _subscript(self, item: tree.Expr | tree.Slice | tree.Ellipsis_) -> Document:
        if isinstance(item, tree.Ellipsis_):
            return self.words.take()
        if not isinstance(item, tree.Slice):
            return self.operand(item)
        bounds = [bound for bound in (item.start, item.stop, item.step) if bound is not None]
        gap = SPACE if any(isinstance(bound, _OPERATORS[1:]) for bound in bounds) else NOTHING
        parts: list[Document] = []
        for position, bound in enumerate((item.start, item.stop, item.step)):
            if position and self.words.next_type == "COLON":
                parts += [gap if position == 2 or item.start is not None else NOTHING, self.words.take()]
            if bound is not None:
                parts += [gap if position else NOTHING, self.operand(bound)]
        return concat(*parts)

    # --- operators

    def _operators(self, node: tree.Binary | tree.Boolean) -> Document:
        """`a + b - c`: operators of one strength, each at the start of a line where the line is too long."""
        level = next(level for level in _LEVELS if node.operator in level)
        rights: list[tree.Expr] = []
        left: tree.Expr = node
        while isinstance(left, (tree.Binary, tree.Boolean)) and left.operator in level:
            if rights and self._parentheses(left):
                break
            rights.append(left.right)
            left = left.left
        gap = SPACE if _breaks_in_its_brackets(node) else LINE
        parts = [self.operand(left)]
        for right in reversed(rights):
            parts += [self.words.gap(gap), self.words.take(), SPACE, self.operand(right)]
        return group(*parts)

    def _comparison(self, node: tree.Compare) -> Document:
        first, *others = node.operands
        parts = [self.operand(first)]
        for operator, other in zip(node.operators, others, strict=True):
            parts += [self.words.gap(LINE), self.words.take(), SPACE]
            if " " in operator:  # `not in`
                parts += [self.words.take(), SPACE]
            parts.append(self.operand(other))
        return group(*parts)

    def _conditional(self, node: tree.Conditional) -> Document:
        parts: list[Document] = []
        while True:
            for part in (node.then, node.test):
                parts += [self.operand(part), self.words.gap(LINE), self.words.take(), SPACE]
            if not isinstance(node.orelse, tree.Conditional) or self._parentheses(node.orelse):
                return group(*parts, self.operand(node.orelse))
            node = node.orelse

    def _pipe(self, node: tree.Pipe, step: Callable[[tree.Expr], Document]) -> Document:
        return lay_out_pipe(self.words, node, step, lambda left: bool(self._parentheses(left)))


def _is_filled(items: Sequence[tree.Expr]) -> bool:
    """Whether a long list is better read in rows: column names, sizes."""
    return len(items) > 3 and all(
        isinstance(item.operand if isinstance(item, tree.Unary) else item, (tree.Number, tree.String)) for item in items
    )


def _breaks_in_its_brackets(node: tree.Expr) -> bool:
    """Whether a value reads best with lines ended in its brackets only: `Block(…) * 2`, `-ops.mean(…)`."""
    match node:
        case tree.Unary(_, operand):
            return not isinstance(operand, _OPERATORS)
        case tree.Binary(_, tree.Call(), tree.Name() | tree.Number()):
            return True
    return False
