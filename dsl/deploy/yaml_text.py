"""Texts in YAML, whatever they hold: the only place where a manifest gets its quotes."""

from __future__ import annotations

import json


def quoted(text: str) -> str:
    """A text on one line, between double quotes. JSON writes it as YAML reads it, but for what cannot be seen."""
    return "".join(char if char.isprintable() else _escaped(char) for char in json.dumps(text, ensure_ascii=False))


def block(text: str, indent: int) -> str:
    """A text as it stands, each line indented by so many spaces; between quotes where YAML would not keep it."""
    lines = text.splitlines()
    kept = text == "\n".join(lines) + "\n" and all(line.isprintable() for line in lines)
    if not kept or not lines[0] or lines[0].startswith(" ") or not lines[-1].strip():
        return quoted(text)
    return "\n".join(["|", *(" " * indent + line if line else "" for line in lines)])


def comment(text: str) -> str:
    """A text that ends where its line does."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
