"""How statements and blocks are laid out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dsl.formatting.brackets import bracket
from dsl.formatting.document import HARD, NOTHING, SPACE, Document, concat, indent
from dsl.formatting.expressions import Expressions
from dsl.formatting.words import Blank, Words
from dsl.syntax import tree

_Item = TypeVar("_Item")


class Statements:
    """Lays out statements; `words` stands at their first word."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.expressions = Expressions(words)

    def block(self, items: Sequence[_Item], lay_out: Callable[[_Item], Document]) -> Document:
        """`{ … }` with each item on its lines, and what is before the `{`."""
        opening = concat(self.words.gap(SPACE, Blank.NOWHERE), self.words.take())
        parts: list[Document] = []
        for position, item in enumerate(items):
            parts += [self.words.gap(HARD, Blank.ANYWHERE if position else Blank.AFTER_FIRST), lay_out(item)]
        comments, line = self.words.closing(HARD if items else NOTHING)
        return concat(opening, indent(*parts, comments), line, self.words.take())

    def statement(self, node: tree.Stmt) -> Document:
        """One statement, without the line end."""
        match node:
            case tree.Input(ports):
                return concat(self.words.take(), SPACE, self._listed(ports, self._port))
            case tree.Weight():
                return self._weight(node)
            case tree.Assign():
                return self._assign(node)
            case tree.Output():
                return self._output(node)
            case tree.For():
                return self._for(node)
            case tree.If():
                return self._if(node)
            case tree.AddLoss(value):
                return concat(self.words.take(), SPACE, self.expressions.value(value))
            case tree.Assert():
                return self._assert(node)

    def taken(self, count: int) -> Document:
        """So many words, with nothing between them."""
        return concat(*(self.words.take() for _ in range(count)))

    def names(self, names: Sequence[tree.Identifier]) -> Document:
        """Names with commas."""
        return self._listed(names, lambda _: self.words.take())

    def assigned(self, value: tree.Expr) -> Document:
        """` = value`."""
        return concat(SPACE, self.words.take(), SPACE, self.expressions.value(value))

    def _listed(self, items: Sequence[_Item], lay_out: Callable[[_Item], Document]) -> Document:
        parts = [lay_out(items[0])]
        for item in items[1:]:
            parts += [self.words.take(), SPACE, lay_out(item)]
        return concat(*parts)

    def _dimension(self, node: tree.Dim) -> Document:
        if isinstance(node, (tree.AnyDim, tree.Ellipsis_)):
            return self.words.take()
        return self.expressions.operand(node)

    def _options(self, options: Sequence[tree.Argument]) -> Document:
        if self.words.next_type != "LPAR":
            return NOTHING
        return bracket(self.words, options, self.expressions.argument)

    def _port(self, port: tree.Port) -> Document:
        parts = [self.words.take()]
        if port.dtype is not None:
            parts += [self.words.take(), SPACE, self.words.take()]
        if port.dims is not None:
            parts.append(bracket(self.words, port.dims, self._dimension))
        return concat(*parts, self._options(port.options))

    def _weight(self, node: tree.Weight) -> Document:
        head = concat(self.words.take(), SPACE, self.taken(2), SPACE)
        dims = bracket(self.words, node.dims, self._dimension)
        options = self._options(node.options)
        value = NOTHING if node.initializer is None else self.assigned(node.initializer)
        return concat(head, dims, options, value)

    def _assign(self, node: tree.Assign) -> Document:
        targets = self.names(node.targets)
        if isinstance(node.value, tree.TupleExpr) and self.expressions.is_bare_tuple(node.value):
            equals = concat(SPACE, self.words.take(), SPACE)
            return concat(targets, equals, self.expressions.bare_tuple(node.value.items))
        return concat(targets, self.assigned(node.value))

    def _output(self, node: tree.Output) -> Document:
        value = self.expressions.value if len(node.items) == 1 else self.expressions.closed_value

        def item(output: tree.OutputItem) -> Document:
            if output.name is None:
                return value(output.value)
            name = concat(self.words.take(), SPACE, self.words.take(), SPACE)
            return concat(name, value(output.value))

        return concat(self.words.take(), SPACE, self._listed(node.items, item))

    def _for(self, node: tree.For) -> Document:
        head = concat(
            self.words.take(), SPACE, self._listed(node.targets, self._target), SPACE, self.words.take(), SPACE
        )
        iterable = self.expressions.closed_value(node.iterable)
        return concat(head, iterable, self.block(node.body, self.statement))

    def _target(self, target: tree.Target) -> Document:
        if isinstance(target, tree.NestedTargets):
            return bracket(self.words, target.targets, self._target)
        return self.words.take()

    def _if(self, node: tree.If) -> Document:
        """All branches; `else if` is told from an `if` in the block of an `else` by its words."""
        parts: list[Document] = []
        while True:
            test = concat(self.words.take(), SPACE, self.expressions.closed_value(node.test))
            parts += [test, self.block(node.then, self.statement)]
            if self.words.next_type != "ELSE":
                return concat(*parts)
            parts += [self.words.gap(SPACE, Blank.NOWHERE), self.words.take()]
            inner = node.orelse[0] if node.orelse else None
            if self.words.next_type != "IF" or not isinstance(inner, tree.If):
                return concat(*parts, self.block(node.orelse, self.statement))
            parts.append(SPACE)
            node = inner

    def _assert(self, node: tree.Assert) -> Document:
        keyword = concat(self.words.take(), SPACE)
        if node.message is None:
            return concat(keyword, self.expressions.value(node.test))
        test = self.expressions.closed_value(node.test)
        return concat(keyword, test, self.words.take(), SPACE, self.expressions.value(node.message))
