"""The parser of the grammar, made once and kept between runs.

Making LALR tables takes longer than compiling most files, so they are kept in the user's cache directory.
They are kept as JSON, which can't run code when it is read; a cache that is missing, broken, unwritable or
from another version is silently made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import pkgutil
import sys
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import lark

from dsl.syntax.builder import Builder

_FORMAT = 1


class _KeepErrorTerminals:
    """Tells Lark to keep the terminals that no rule uses: those of mistakes that have their own message."""

    always_accept = ("FOREIGN_MARK", "MALFORMED_NUMBER", "UNTERMINATED_STRING", "UNEXPECTED_CHARACTER")

    def process(self, stream: Any) -> Any:
        return stream


def grammar_text() -> str:
    """The text of `model.lark`."""
    # pkgutil, as importing importlib.resources takes longer than reading the file.
    data = pkgutil.get_data("dsl.grammar", "model.lark")
    assert data is not None
    return data.decode()


@lru_cache(maxsize=1)
def load_parser() -> lark.Lark:
    """The parser; its trees are those of `dsl.syntax.tree`."""
    text = grammar_text()
    path = _cache_path(text)
    parser = _read_cache(path) if path else None
    if parser is None:
        parser = make_parser(text)
        if path:
            _write_cache(path, parser)
    return parser


def make_parser(text: str, *, strict: bool = False) -> lark.Lark:
    """A parser made from the text of the grammar. `strict` refuses any conflict (needs `interegular`)."""
    return lark.Lark(
        text,
        start="file",
        parser="lalr",
        lexer="basic",  # the contextual lexer can't go on after an error
        strict=strict,
        keep_all_tokens=True,  # every node's span is that of its first and last part
        maybe_placeholders=False,
        postlex=cast(Any, _KeepErrorTerminals()),
        transformer=cast(Any, Builder()),
    )


def _cache_path(text: str) -> Path | None:
    key = repr((_FORMAT, lark.__version__, sys.version_info[:3], text))
    name = f"grammar-{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"
    try:
        base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / ".cache") / "dotmodel" / name
    except (RuntimeError, OSError):  # no home directory
        return None


def _read_cache(path: Path) -> lark.Lark | None:
    try:
        with path.open("rb") as file:
            stored = json.load(file)
        table = stored["data"]["parser"]["parser"]
        table["states"] = {
            int(state): {token: tuple(action) for token, action in row.items()}
            for state, row in table["states"].items()
        }
        memo = {int(key): value for key, value in stored["memo"].items()}
        parser: lark.Lark = cast(Any, lark.Lark)._load_from_dict(stored["data"], memo, transformer=Builder())
        return parser
    except Exception:  # whatever is wrong with a cache, the answer is to make it anew
        return None


def _write_cache(path: Path, parser: lark.Lark) -> None:
    temporary = None
    try:
        data, memo = parser.memo_serialize([lark.lexer.TerminalDef, lark.grammar.Rule])
        data["options"] = {
            name: value for name, value in data["options"].items() if name not in ("postlex", "transformer")
        }
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"data": data, "memo": memo}, file, separators=(",", ":"))
        os.replace(temporary, path)  # another run sees the whole file, or none
    except Exception:  # a cache that can't be written is no reason to stop
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)
