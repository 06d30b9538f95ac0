"""Expression nodes from the rules of the grammar. See `dsl.syntax.builder`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.checks import check_arguments
from dsl.syntax.lexeme import Lexeme

Parts: TypeAlias = list[Any]
"""What a rule is made of: tokens, and what was made of inner rules. All have a `span`."""


def span_of(parts: Parts) -> Span:
    """From the first part to the last."""
    first: Span = parts[0].span
    return first.to(parts[-1].span) if len(parts) > 1 else first


def nodes(parts: Parts) -> tuple[Any, ...]:
    """The parts that are no tokens."""
    return tuple(part for part in parts if not isinstance(part, Lexeme))


def identifier(token: Lexeme) -> tree.Identifier:
    """The name that a token is."""
    return tree.Identifier(token.text, token.span)


def identifiers(parts: Parts) -> tuple[tree.Identifier, ...]:
    """The names among the tokens."""
    return tuple(identifier(part) for part in parts if isinstance(part, Lexeme) and part.type == "NAME")


def string_node(token: Lexeme) -> tree.String:
    """The string that a token is."""
    return tree.String(str(token.value), token.span)


class ExpressionRules:
    """The rules of expressions."""

    def name(self, parts: Parts) -> tree.Name:
        return tree.Name(parts[0].text, parts[0].span)

    def number(self, parts: Parts) -> tree.Number:
        return tree.Number(parts[0].value, parts[0].text, parts[0].span)

    def string(self, parts: Parts) -> tree.String:
        return string_node(parts[0])

    def keyword(self, parts: Parts) -> tree.Keyword:
        return tree.Keyword({"True": True, "False": False}.get(parts[0].text), parts[0].span)

    def word(self, parts: Parts) -> tree.Identifier:
        return identifier(parts[0])

    def group(self, parts: Parts) -> tree.Expr:
        inner: tree.Expr = parts[1]
        return replace(inner, span=span_of(parts))

    def list(self, parts: Parts) -> tree.ListExpr:
        return tree.ListExpr(nodes(parts), span_of(parts))

    def tuple(self, parts: Parts) -> tree.TupleExpr:
        return tree.TupleExpr(nodes(parts), span_of(parts))

    def value_list(self, parts: Parts) -> tree.TupleExpr:
        return tree.TupleExpr(nodes(parts), span_of(parts))

    def dict(self, parts: Parts) -> tree.DictExpr:
        return tree.DictExpr(nodes(parts), span_of(parts))

    def entry(self, parts: Parts) -> tree.Entry:
        key, _, value = parts
        if isinstance(key, Lexeme):
            node = self.number([key]) if key.type == "NUMBER" else string_node(key)
            return tree.Entry(node, value, span_of(parts))
        return tree.Entry(tree.Name(key.text, key.span), value, span_of(parts))

    def argument(self, parts: Parts) -> tree.Argument:
        if len(parts) == 1:
            return tree.Argument(None, parts[0], parts[0].span)
        return tree.Argument(parts[0], parts[2], span_of(parts))

    def call(self, parts: Parts) -> tree.Call:
        callee, *arguments = nodes(parts)
        check_arguments(arguments)
        return tree.Call(callee, (*arguments,), span_of(parts))

    def attribute(self, parts: Parts) -> tree.Attribute:
        return tree.Attribute(parts[0], parts[2], span_of(parts))

    def index(self, parts: Parts) -> tree.Index:
        value, *items = nodes(parts)
        return tree.Index(value, (*items,), span_of(parts))

    def slice(self, parts: Parts) -> tree.Slice:
        bounds: list[tree.Expr | None] = [None, None, None]
        position = 0
        for part in parts:
            if isinstance(part, Lexeme):
                position += 1
            else:
                bounds[position] = part
        start, stop, step = bounds
        return tree.Slice(start, stop, step, span_of(parts))

    def ellipsis(self, parts: Parts) -> tree.Ellipsis_:
        return tree.Ellipsis_(parts[0].span)

    def _unary(self, parts: Parts) -> tree.Unary:
        return tree.Unary(parts[0].text, parts[1], span_of(parts))

    def _binary(self, parts: Parts) -> tree.Binary:
        return tree.Binary(parts[1].text, parts[0], parts[2], span_of(parts))

    def _boolean(self, parts: Parts) -> tree.Boolean:
        return tree.Boolean(parts[1].text, parts[0], parts[2], span_of(parts))

    factor = inversion = _unary
    sum = term = power = _binary
    disjunction = conjunction = _boolean

    def comparison(self, parts: Parts) -> tree.Compare:
        operators = tuple(part.text for part in parts[1::2])
        return tree.Compare(operators, (*parts[::2],), span_of(parts))

    def not_in(self, parts: Parts) -> Lexeme:
        return Lexeme("NOT_IN", "not in", span_of(parts))

    def is_not(self, parts: Parts) -> Lexeme:
        return Lexeme("IS_NOT", "is not", span_of(parts))

    def conditional(self, parts: Parts) -> tree.Conditional:
        then, _, test, _, orelse = parts
        return tree.Conditional(test, then, orelse, span_of(parts))

    def pipe(self, parts: Parts) -> tree.Pipe:
        return tree.Pipe(parts[0], parts[2], span_of(parts))
