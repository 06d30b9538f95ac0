"""Layers and operations as they would be written: `Conv2D(32, 3, padding="same")`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

from dsl.catalog import Entry, ParameterKind
from dsl.ir.graph import KerasObject, LayerInstance, Node, Unknown
from dsl.ir.values import Declared, PythonName

MAX_TEXT = 48  # characters of an operation's text; a longer one is called by its sign
MAX_DEPTH = 3  # of lists in lists, and layers in layers
MAX_VALUE = 24  # characters of one argument
_FAMILIAR = ("pool_size", "size", "padding", "cropping")  # optional first parameters that need no name
_BY_POSITION = (ParameterKind.POSITIONAL_ONLY, ParameterKind.POSITIONAL_OR_KEYWORD)


def title(node: Node) -> str:
    """What a node does: a layer with its arguments, or the text of an operation."""
    if isinstance(node.does, LayerInstance):
        return layer_title(node.does)
    text = _without_parentheses(" ".join(node.span.text.split()))
    return text if node.name in text and 0 < len(text) <= MAX_TEXT else node.name


def _without_parentheses(text: str) -> str:
    """The text without parentheses around the whole of it."""
    if not (text.startswith("(") and text.endswith(")")):
        return text
    depth = 0
    for place, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0 and place < len(text) - 1:
            return text
    return text[1:-1].strip()


def layer_title(layer: LayerInstance, depth: int = MAX_DEPTH) -> str:
    """The class of a layer with the arguments that were given; those without a name stand first."""
    return f"{written_name(layer)}({', '.join(shown_arguments(layer, depth))})"


def written_name(layer: LayerInstance) -> str:
    """The class of a layer."""
    return layer.target.given if isinstance(layer.target, PythonName) else layer.name


def shown_arguments(layer: LayerInstance, depth: int = MAX_DEPTH) -> list[str]:
    """The arguments of a layer: by position as long as no parameter before is missing, then by name."""
    given = dict(layer.arguments)
    shown = []
    for name in _leading(layer):
        if name not in given:
            break
        shown.append(value_text(given.pop(name), depth))
    return shown + [f"{name}={value_text(value, depth)}" for name, value in given.items()]


def _leading(layer: LayerInstance) -> list[str]:
    """The parameters that are commonly given by position."""
    if isinstance(layer.target, Entry):
        positional = [p for p in layer.target.parameters if p.kind in _BY_POSITION]
        return [p.name for place, p in enumerate(positional) if p.required or (place == 0 and p.name in _FAMILIAR)]
    if isinstance(layer.target, Declared):
        return list(layer.arguments)[:1]
    return [name for name in layer.arguments if name.isdigit()]


def value_text(value: object, depth: int = MAX_DEPTH) -> str:
    """A value as it is written in a .model file, shortened."""
    text = _full_text(value, depth)
    return text if len(text) <= MAX_VALUE or isinstance(value, LayerInstance) else f"{text[: MAX_VALUE - 1]}…"


def _full_text(value: object, depth: int) -> str:
    match value:
        case str():
            return json.dumps(value[: 2 * MAX_VALUE], ensure_ascii=False)
        case bool() | int() | float() | None:
            return _number_text(value)
        case Entry(name=name) | Declared(name) | PythonName(name=name):
            return name
        case Unknown():
            return "?"
        case _ if depth == 0:
            return "…"
        case list() | tuple():
            inside = ", ".join(_full_text(item, depth - 1) for item in value[:MAX_VALUE])
            return f"[{inside}]" if isinstance(value, list) else f"({inside}{',' if len(value) == 1 else ''})"
        case dict():
            return f"{{{_pairs(value, ': ', depth)}}}"
        case LayerInstance():
            return layer_title(value, depth - 1)
        case KerasObject(entry, arguments):
            return f"{entry.name}({_pairs(arguments, '=', depth)})"
        case _:
            return "…"


def _number_text(value: object) -> str:
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.6g}"
    return "a large number" if isinstance(value, int) and value.bit_length() > 128 else str(value)


def _pairs(values: Mapping[str, object], sign: str, depth: int) -> str:
    shown = list(values.items())[:MAX_VALUE]
    return ", ".join(f"{name}{sign}{_full_text(item, depth - 1)}" for name, item in shown)
