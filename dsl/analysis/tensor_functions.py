"""Own functions that give tensors even where they are called on constants, as they make some with Keras's functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from dsl.analysis.names import FUNCTIONS
from dsl.syntax import tree

Declarations = Mapping[str, "tree.LayerDecl | tree.ModelDecl | tree.FunctionDecl"]

NAMESPACES = frozenset(category.value for category in FUNCTIONS)


def makes_tensors(declared: Declarations, name: str) -> bool:
    """Whether a function calls one of `ops`, `activations` or `random`, itself or in a function it calls."""
    waiting, seen = [name], {name}
    while waiting:
        function = declared.get(waiting.pop())
        if not isinstance(function, tree.FunctionDecl):
            continue
        for root in _roots(function.body):
            if root in NAMESPACES:
                return True
            if root in declared and root not in seen:
                seen.add(root)
                waiting.append(root)
    return False


def _roots(node: object) -> Iterator[str]:
    """The names that what is called or named in some code starts with."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tree.Name):
            yield current.text
        elif isinstance(current, tuple):
            waiting.extend(current)
        elif is_dataclass(current):
            waiting.extend(getattr(current, field.name) for field in fields(current) if field.compare)
