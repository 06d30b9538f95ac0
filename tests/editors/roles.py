"""What each token of a .model file is, told from the parser and its tree alone: what every engine has to agree with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from dsl.highlight.roles import Role
from dsl.highlight.terminals import TERMINALS, By, load_terminals
from dsl.highlight.vocabulary import load_vocabulary
from dsl.source import Source
from dsl.syntax import tree
from dsl.syntax.lexeme import END, NEWLINE
from dsl.syntax.lexing import lex
from dsl.syntax.loading import load_parser
from dsl.syntax.parser import find_comments, parse

NUMBERS = (Role.HEXADECIMAL, Role.OCTAL, Role.BINARY, Role.FLOAT, Role.INTEGER)
STRINGS = (Role.DOUBLE_QUOTED, Role.SINGLE_QUOTED)


@dataclass(frozen=True, order=True)
class Piece:
    """Text from `start` up to `end`, and what it is."""

    start: int
    end: int
    role: Role


@cache
def expected(text: str) -> tuple[Piece, ...]:
    """The tokens of a text without syntax errors, and its comments. A string is one piece."""
    source = Source("input.model", text)
    file, problems = parse(source)
    assert not problems
    names = dict(_Names(text).of_file(file))
    lexemes, _ = lex(load_parser(), source)
    pieces = [
        Piece(one.span.start, one.span.end, names.get(one.span.start) or _by_terminal(one.type, one.text))
        for one in lexemes
        if one.type not in (NEWLINE, END)
    ]
    comments = [Piece(span.start, span.end, Role.COMMENT) for span in find_comments(source)]
    return tuple(sorted([*pieces, *comments]))


def grammar_tokens(text: str) -> list[tuple[int, int, str]]:
    """The tokens of any text, sound or not, as the grammar's terminals cut it: start, end, terminal."""
    machine = load_parser().parse_interactive(text)
    tokens = machine.lexer_thread.lex(machine.parser_state)
    return [(one.start_pos, one.end_pos, one.type) for one in tokens if one.type != NEWLINE]


def _by_terminal(terminal: str, text: str) -> Role:
    role = TERMINALS[terminal]
    if isinstance(role, Role):
        return role
    assert role is By.PARTS, f"the tree does not tell what the name `{text}` is"
    if terminal == "STRING":
        return Role.DOUBLE_QUOTED if text[0] == '"' else Role.SINGLE_QUOTED
    return next(one for one in NUMBERS if re.fullmatch(load_terminals()[one.name].text, text))


class _Names:
    """Where names stand, and what they are there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known = load_vocabulary()

    def of_file(self, file: tree.File) -> Iterator[tuple[int, Role]]:
        for declaration in file.declarations:
            yield from self._declaration(declaration)

    # --- declarations ----------------------------------------------------------------------------

    def _declaration(self, node: tree.Decl) -> Iterator[tuple[int, Role]]:
        match node:
            case tree.FileImport():
                yield from self._each(node.names, self._used)
            case tree.ModuleImport(module):
                for word in re.finditer(r"\w+", module.span.text):
                    yield module.span.start + word.start(), Role.NAMESPACE
                yield from self._each(node.names, self._used)
            case tree.Let(name, value):
                yield name.span.start, Role.CONSTANT_NAME
                yield from self._value(value)
            case tree.FunctionDecl(name):
                yield from self._definition(node, name, Role.FUNCTION_NAME)
            case tree.LayerDecl(name):
                yield from self._definition(node, name, Role.LAYER_NAME)
            case tree.ModelDecl(name):
                if node.style is not None:
                    is_style = node.style.text in self.known.styles
                    yield node.style.span.start, Role.STYLE if is_style else Role.VARIABLE
                yield from self._definition(node, name, Role.MODEL_NAME)
            case tree.TrainDecl():
                yield from self._train(node)

    def _definition(
        self, node: tree.FunctionDecl | tree.LayerDecl | tree.ModelDecl, name: tree.Identifier, role: Role
    ) -> Iterator[tuple[int, Role]]:
        yield name.span.start, role
        yield from self._parameters(node.parameters)
        yield from self._value(node.body)

    def _train(self, node: tree.TrainDecl) -> Iterator[tuple[int, Role]]:
        yield node.model.span.start, Role.MODEL_NAME
        if node.alias is not None:
            yield node.alias.span.start, Role.TRAIN_NAME
        yield from self._parameters(node.parameters)
        for setting in node.settings:
            name = setting.name.text
            yield setting.name.span.start, Role.SETTING if name in self.known.settings else self._used(name)
            yield from self._value(setting.value)
            match setting.value:
                case tree.Call(callee=tree.Name(source, span)) if source in self.known.sources:
                    yield span.start, Role.SOURCE

    def _parameters(self, parameters: tuple[tree.Parameter, ...]) -> Iterator[tuple[int, Role]]:
        for parameter in parameters:
            yield parameter.name.span.start, Role.PARAMETER
            yield from self._value(parameter.default)

    # --- statements and expressions --------------------------------------------------------------

    def _value(self, node: object) -> Iterator[tuple[int, Role]]:
        """The names in a node of any kind, or in a tuple of them."""
        if isinstance(node, tuple):
            for one in node:
                yield from self._value(one)
        elif is_dataclass(node):
            yield from self._named(node)
            for field in fields(node):
                yield from self._value(getattr(node, field.name))
            yield from self._afterwards(node)

    def _named(self, node: object) -> Iterator[tuple[int, Role]]:
        """The names that a node itself gives."""
        match node:
            case tree.Port(name, dtype):
                yield name.span.start, Role.INPUT_NAME
                if dtype is not None:
                    yield dtype.span.start, Role.DTYPE if dtype.text in self.known.dtypes else Role.VARIABLE
            case tree.Weight(name):
                yield name.span.start, Role.WEIGHT_NAME
            case tree.Assign(targets) | tree.For(targets):
                yield from self._targets(targets)
            case tree.OutputItem(tree.Identifier(span=span)):
                yield span.start, Role.OUTPUT_NAME
            case tree.Argument(tree.Identifier(span=span)):
                yield span.start, Role.KEYWORD_ARGUMENT
            case tree.Name(name, span):
                yield span.start, self._used(name)
            case tree.Attribute(value, name):
                yield name.span.start, self._member(value, name)

    def _afterwards(self, node: object) -> Iterator[tuple[int, Role]]:
        """What names inside of a node are because of the node; goes before what they are by themselves."""
        match node:
            case tree.Entry(tree.Name(span=span)):
                yield span.start, Role.KEY
            case tree.Call(tree.Name(name, span)):
                yield span.start, self._called(name)
            case tree.Attribute(tree.Name(name, span)) if name in self.known.namespaces:
                yield span.start, Role.NAMESPACE
            case tree.Port(dims=dims) | tree.Weight(dims=dims):
                yield from self._dimensions(dims)

    def _dimensions(self, node: object) -> Iterator[tuple[int, Role]]:
        match node:
            case tuple():
                for one in node:
                    yield from self._dimensions(one)
            case tree.Name(span=span):
                yield span.start, Role.DIMENSION
            case tree.Binary() | tree.Unary():
                for field in fields(node):
                    yield from self._dimensions(getattr(node, field.name))

    def _targets(self, node: object) -> Iterator[tuple[int, Role]]:
        """The names of targets, nested ones too."""
        match node:
            case tuple():
                for one in node:
                    yield from self._targets(one)
            case tree.Identifier(name, span):
                yield span.start, self._used(name)
            case _ if is_dataclass(node):
                for field in fields(node):
                    yield from self._targets(getattr(node, field.name))

    def _each(self, names: tuple[tree.Identifier, ...], role: Callable[[str], Role]) -> Iterator[tuple[int, Role]]:
        for name in names:
            yield name.span.start, role(name.text)

    # --- what a name is --------------------------------------------------------------------------

    def _used(self, name: str) -> Role:
        found = (role for role, names in self.known.classes.items() if name in names)
        return next(found, Role.VARIABLE)

    def _called(self, name: str) -> Role:
        spellings = (*self.known.classes.items(), *self.known.called.items())
        found = next((role for role, names in spellings if name in names), None)
        if found is not None:
            return found
        if name in self.known.builtins:
            return Role.BUILTIN
        return Role.CLASS if "A" <= name[0] <= "Z" else Role.CALL

    def _member(self, value: tree.Expr, name: tree.Identifier) -> Role:
        path = re.sub(r"\s", "", value.span.text)
        if re.match(r"\s*\.", self.text[name.span.end :]) and name.text in self.known.namespaces:
            return Role.NAMESPACE
        for namespace, (role, names) in self.known.members.items():
            if (path == namespace or path.endswith("." + namespace)) and name.text in names:
                return role
        return Role.PROPERTY
