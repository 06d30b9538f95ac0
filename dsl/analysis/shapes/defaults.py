"""The defaults of Keras's signatures, as values."""

from __future__ import annotations

import ast

from dsl.catalog import Entry
from dsl.catalog.entry import ParameterKind
from dsl.ir.graph import UNKNOWN

_DEFAULTS: dict[str, dict[str, object]] = {}


def defaults_of(entry: Entry) -> dict[str, object]:
    """The default of each parameter that has one; one that has no literal is unknown."""
    if entry.python not in _DEFAULTS:
        optional = [p for p in entry.parameters if not p.required and p.kind is not ParameterKind.VAR_KEYWORD]
        _DEFAULTS[entry.python] = {p.name: _literal(p.default) for p in optional}
    return _DEFAULTS[entry.python]


def _literal(text: str | None) -> object:
    try:
        return UNKNOWN if text is None else ast.literal_eval(text)
    except ValueError:
        return UNKNOWN
