"""The names that can be seen at a place of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from dsl.analysis.problems import Problems
from dsl.catalog import Catalog
from dsl.ir.values import Kind, PythonName, Role, Symbol
from dsl.records import dataclass
from dsl.source import Span
from dsl.syntax import tree


@dataclass
class Globals:
    """What a file declares or imports at its top level, by name; `homes` has the files of what is imported."""

    lets: dict[str, tuple[Symbol, Kind]] = field(default_factory=dict)
    definitions: dict[str, tree.LayerDecl | tree.ModelDecl | tree.FunctionDecl] = field(default_factory=dict)
    imports: dict[str, PythonName] = field(default_factory=dict)
    homes: dict[str, Globals] = field(default_factory=dict)

    def home(self, name: str) -> Globals:
        """Where a declaration stands, which is where the names in it are those of."""
        return self.homes.get(name, self)

    def names(self) -> list[str]:
        return [*self.lets, *self.definitions, *self.imports]

    def take(self, name: str, other: Globals) -> bool:
        """Let a name stand for what it does in another file; whether it does stand for something there."""
        if name in other.lets:
            self.lets[name] = other.lets[name]
        elif name in other.definitions:
            self.definitions[name] = other.definitions[name]
            self.homes[name] = other.home(name)
        elif name in other.imports:
            self.imports[name] = other.imports[name]
        else:
            return False
        return True


class Scope:
    """The names of one declaration: one symbol a name, and the kind its value has at the present place.

    `later` has the first place where each name gets a value, for those used before it; `listing` are the names of
    layers that give a list of tensors.
    """

    def __init__(self, later: Mapping[str, Span] | None = None) -> None:
        self.symbols: dict[str, Symbol] = {}
        self.kinds: dict[Symbol, Kind] = {}
        self.later = later or {}
        self.listing: set[Symbol] = set()

    def declare(self, name: str, role: Role, kind: Kind, span: Span) -> Symbol:
        """The symbol called `name`, made if it is new, holding a value of this kind from here on."""
        symbol = self.symbols.get(name)
        if symbol is None:
            symbol = self.symbols[name] = Symbol(name, role, span)
        self.kinds[symbol] = kind
        return symbol

    def join(self, before: dict[Symbol, Kind]) -> list[tuple[Symbol, Kind, Kind]]:
        """Take together the kinds of two ways that meet here; gives the symbols whose kinds do not go together."""
        conflicts = []
        for symbol, kind in before.items():
            here = self.kinds.get(symbol, kind)
            self.kinds[symbol] = join(here, kind)
            if self.kinds[symbol] is Kind.UNKNOWN and Kind.UNKNOWN not in (here, kind):
                conflicts.append((symbol, here, kind))
        return conflicts


def join(left: Kind, right: Kind) -> Kind:
    """The kind of a value that is of one kind or the other; a constant, such as `[]`, takes on the other's."""
    if left is right:
        return left
    if Kind.UNKNOWN in (left, right):
        return Kind.UNKNOWN
    if left is Kind.CONSTANT:
        return right
    if right is Kind.CONSTANT:
        return left
    if left.has_tensors and right.has_tensors:
        return Kind.TENSORS
    if left.has_layers and right.has_layers:
        return Kind.LAYERS
    return Kind.UNKNOWN


@dataclass
class Context:
    """Everything a stage needs to know about the place it is at.

    `owner` is the sort of declaration the place is in: `let`, `function`, `layer`, `model` or `train`.
    """

    catalog: Catalog
    problems: Problems
    globals: Globals
    scope: Scope
    owner: str

    def find_symbol(self, name: str) -> tuple[Symbol, Kind] | None:
        """The variable, parameter or constant that a name stands for here, with the kind of its value."""
        symbol = self.scope.symbols.get(name)
        if symbol is not None:
            return symbol, self.scope.kinds[symbol]
        return self.globals.lets.get(name)
