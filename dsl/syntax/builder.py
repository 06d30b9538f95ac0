"""Syntax tree nodes from the rules of the grammar.

Lark calls the method that has a rule's name as soon as the rule is complete, with its parts: tokens
(`Lexeme`) and what the methods made of inner rules. All of them have a `span`, so the span of a whole is
that of its first and last part.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Generic, TypeVar

from dsl.records import dataclass
from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.checks import check_arguments, check_parameters
from dsl.syntax.expression_builder import (
    ExpressionRules,
    Parts,
    identifier,
    identifiers,
    nodes,
    span_of,
    string_node,
)
from dsl.syntax.lexeme import Lexeme

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class _Group(Generic[_Item]):
    """Several items that are no node of their own: the parameters of a model, the statements of a block."""

    items: tuple[_Item, ...]
    span: Span


class _Block(_Group[tree.Stmt]):
    pass


class _Settings(_Group[tree.Setting]):
    pass


class _Parameters(_Group[tree.Parameter]):
    pass


class _Options(_Group[tree.Argument]):
    pass


class _Dimensions(_Group[Any]):
    pass


def _items(parts: Parts, kind: type[_Group[_Item]]) -> tuple[_Item, ...]:
    """The items of the group of one kind among the parts; none where it was not written."""
    return next((part.items for part in parts if isinstance(part, kind)), ())


def _optional(parts: Parts, token_type: str) -> Any:
    """The part after a token, or None where the token was not written."""
    for part, following in pairwise(parts):
        if isinstance(part, Lexeme) and part.type == token_type:
            return following
    return None


def _targets(parts: Parts) -> tuple[tree.Target, ...]:
    """The names of a loop, and the groups of them."""
    names = (part for part in parts if isinstance(part, tree.NestedTargets) or part.type == "NAME")
    return tuple(part if isinstance(part, tree.NestedTargets) else identifier(part) for part in names)


class _Statements:
    """The rules of statements and blocks."""

    def block(self, parts: Parts) -> _Block:
        return _Block(nodes(parts), span_of(parts))

    def input(self, parts: Parts) -> tree.Input:
        return tree.Input(nodes(parts), span_of(parts))

    def port(self, parts: Parts) -> tree.Port:
        dtype = _optional(parts, "COLON")
        shape = next((part.items for part in parts if isinstance(part, _Dimensions)), None)
        return tree.Port(
            name=identifier(parts[0]),
            dtype=identifier(dtype) if dtype else None,
            dims=shape,
            options=_items(parts, _Options),
            span=span_of(parts),
        )

    def dimensions(self, parts: Parts) -> _Dimensions:
        return _Dimensions(nodes(parts), span_of(parts))

    def any_dimension(self, parts: Parts) -> tree.AnyDim:
        return tree.AnyDim(parts[0].span)

    def sizes(self, parts: Parts) -> _Dimensions:
        return _Dimensions(nodes(parts), span_of(parts))

    def options(self, parts: Parts) -> _Options:
        arguments = nodes(parts)
        check_arguments(arguments)
        return _Options(arguments, span_of(parts))

    def weight(self, parts: Parts) -> tree.Weight:
        return tree.Weight(
            name=identifier(parts[1]),
            dims=_items(parts, _Dimensions),
            options=_items(parts, _Options),
            initializer=_optional(parts, "EQUAL"),
            span=span_of(parts),
        )

    def assignment(self, parts: Parts) -> tree.Assign:
        return tree.Assign(identifiers(parts), parts[-1], span_of(parts))

    def output(self, parts: Parts) -> tree.Output:
        return tree.Output(nodes(parts), span_of(parts))

    def output_item(self, parts: Parts) -> tree.OutputItem:
        name = identifier(parts[0]) if len(parts) > 1 else None
        return tree.OutputItem(name, parts[-1], span_of(parts))

    def loop(self, parts: Parts) -> tree.For:
        *_, iterable, block = nodes(parts)
        end = next(place for place, part in enumerate(parts) if isinstance(part, Lexeme) and part.type == "IN")
        return tree.For(_targets(parts[:end]), iterable, block.items, span_of(parts))

    def nested_targets(self, parts: Parts) -> tree.NestedTargets:
        return tree.NestedTargets(_targets(parts), span_of(parts))

    def branch(self, parts: Parts) -> tree.If:
        orelse = _optional(parts, "ELSE")
        items: tuple[tree.Stmt, ...] = ()
        if orelse is not None:
            items = (orelse,) if isinstance(orelse, tree.If) else orelse.items
        return tree.If(parts[1], parts[2].items, items, span_of(parts))

    def add_loss(self, parts: Parts) -> tree.AddLoss:
        return tree.AddLoss(parts[1], span_of(parts))

    def assertion(self, parts: Parts) -> tree.Assert:
        return tree.Assert(parts[1], _optional(parts, "COMMA"), span_of(parts))


class _Declarations:
    """The rules of declarations."""

    def file(self, parts: Parts) -> tuple[tree.Decl, ...]:
        return nodes(parts)

    def file_import(self, parts: Parts) -> tree.FileImport:
        return tree.FileImport(string_node(parts[1]), parts[-1].items, span_of(parts))

    def module_import(self, parts: Parts) -> tree.ModuleImport:
        return tree.ModuleImport(parts[1], parts[-1].items, span_of(parts))

    def module_path(self, parts: Parts) -> tree.Identifier:
        return tree.Identifier(".".join(word.text for word in nodes(parts)), span_of(parts))

    def imported_names(self, parts: Parts) -> _Group[tree.Identifier]:
        return _Group(identifiers(parts), span_of(parts))

    def let(self, parts: Parts) -> tree.Let:
        return tree.Let(identifier(parts[1]), parts[3], span_of(parts))

    def function(self, parts: Parts) -> tree.FunctionDecl:
        parameters = _items(parts, _Parameters)
        return tree.FunctionDecl(identifier(parts[1]), parameters, parts[-1].items, span_of(parts))

    def layer(self, parts: Parts) -> tree.LayerDecl:
        parameters = _items(parts, _Parameters)
        return tree.LayerDecl(identifier(parts[1]), parameters, parts[-1].items, span_of(parts))

    def model(self, parts: Parts) -> tree.ModelDecl:
        return tree.ModelDecl(
            name=identifier(parts[1]),
            parameters=_items(parts, _Parameters),
            style=next((part for part in parts if isinstance(part, tree.Identifier)), None),
            body=parts[-1].items,
            span=span_of(parts),
        )

    def train(self, parts: Parts) -> tree.TrainDecl:
        return tree.TrainDecl(
            model=identifier(parts[1]),
            alias=next((part for part in parts if isinstance(part, tree.Identifier)), None),
            parameters=_items(parts, _Parameters),
            settings=parts[-1].items,
            span=span_of(parts),
        )

    def style(self, parts: Parts) -> tree.Identifier:
        return identifier(parts[1])

    alias = style

    def parameters(self, parts: Parts) -> _Parameters:
        parameters = nodes(parts)
        check_parameters(parameters)
        return _Parameters(parameters, span_of(parts))

    def parameter(self, parts: Parts) -> tree.Parameter:
        return tree.Parameter(identifier(parts[0]), _optional(parts, "EQUAL"), span_of(parts))

    def settings(self, parts: Parts) -> _Settings:
        return _Settings(nodes(parts), span_of(parts))

    def setting(self, parts: Parts) -> tree.Setting:
        return tree.Setting(identifier(parts[0]), parts[2], span_of(parts))


class Builder(ExpressionRules, _Statements, _Declarations):
    """The methods of all rules."""
