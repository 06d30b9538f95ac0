"""Own functions that give tensors even where they are called on constants, as they make some with Keras's functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from dsl.analysis.resolve.scope import Globals
from dsl.catalog import FUNCTIONS
from dsl.syntax import tree

NAMESPACES = frozenset(category.value for category in FUNCTIONS)


def makes_tensors(visible: Globals, name: str) -> bool:
    """Whether a function calls one of `ops`, `activations` or `random`, itself or in a function it calls."""
    waiting = [(name, visible)]
    seen: list[tree.FunctionDecl] = []
    while waiting:
        called, names = waiting.pop()
        function = names.definitions.get(called)
        if not isinstance(function, tree.FunctionDecl) or any(function is one for one in seen):
            continue
        seen.append(function)
        inside = names.home(called)
        for root in _roots(function.body):
            if root in NAMESPACES:
                return True
            if root in inside.definitions:
                waiting.append((root, inside))
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
