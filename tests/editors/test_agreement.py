"""Each engine, token by token: what it makes of every sound .model file is what the parser makes of it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from dsl.highlight.roles import Role
from tests.editors import engines
from tests.editors.engines import Painted, name_of
from tests.editors.roles import STRINGS, Piece, expected

LEXER = engines.load_lexer() if importlib.util.find_spec("pygments") else None


def disagreements(engine: str, text: str, painted: Painted) -> list[str]:
    """Tokens that the engine names otherwise, or cuts otherwise; and text outside of tokens that it names."""
    outside = list(painted.names)
    found = []
    for piece in expected(text):
        outside[piece.start : piece.end] = [""] * (piece.end - piece.start)
        seen = set(painted.names[piece.start : piece.end])
        if not seen <= _allowed(engine, piece) or not seen or not _is_cut(piece, painted):
            line = text.count("\n", 0, piece.start) + 1
            found.append(
                f"line {line}: {text[piece.start : piece.end]!r} is {piece.role.name}, and {sorted(seen)} here"
            )
    named = [
        f"{name} in the space at {place}" for place, name in enumerate(outside) if name and not text[place].isspace()
    ]
    return found + named


def _allowed(engine: str, piece: Piece) -> set[str]:
    roles = {piece.role, Role.ESCAPE} if piece.role in STRINGS else {piece.role}
    return {name_of(engine, role) for role in roles}


def _is_cut(piece: Piece, painted: Painted) -> bool:
    """Whether a token starts and ends where it should; one that is no string has no cut inside."""
    if painted.edges is None:
        return True
    inside = painted.edges & set(range(piece.start + 1, piece.end))
    return {piece.start, piece.end} <= painted.edges and (piece.role in STRINGS or not inside)


def test_the_files_show_every_role() -> None:
    shown = set()
    for file in (*sorted((engines.ROOT / "examples").glob("*.model")), engines.HERE / "samples" / "places.model"):
        shown |= {piece.role for piece in expected(file.read_text(encoding="utf-8"))}
    inside_of_strings = {Role.ESCAPE, Role.BAD_ESCAPE}
    mistakes = {Role.ERROR, Role.UNCLOSED}
    rare = {Role.CONSTRAINT, Role.DTYPE_POLICY, Role.CALLBACK, Role.SCHEDULE}
    assert set(Role) - shown - inside_of_strings - mistakes <= rare


def test_textmate(model_file: Path, textmate_painted: dict[Path, Painted]) -> None:
    text = model_file.read_text(encoding="utf-8")
    assert disagreements("textmate", text, textmate_painted[model_file]) == []


def test_vim(model_file: Path, vim_painted: dict[Path, Painted]) -> None:
    text = model_file.read_text(encoding="utf-8")
    assert disagreements("vim", text, vim_painted[model_file]) == []


@pytest.mark.skipif(LEXER is None, reason="needs pygments, which is not installed")
def test_pygments(model_file: Path) -> None:
    text = model_file.read_text(encoding="utf-8")
    assert disagreements("pygments", text, engines.pygments(LEXER, text)) == []
