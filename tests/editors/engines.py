"""The engines that the syntax files are for: each is run over files, and gives what it calls every character."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dsl.highlight.roles import Role

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EDITORS = ROOT / "editors"
GRAMMAR = EDITORS / "textmate" / "dotmodel.tmLanguage.json"
LEXER = EDITORS / "pygments" / "dotmodel_lexer.py"


@dataclass(frozen=True)
class Painted:
    """A text as an engine sees it: a name for each character, and where its tokens begin and end, if it tells."""

    names: Sequence[str]
    edges: frozenset[int] | None


def run(*command: str | Path, **environment: str) -> str:
    """The standard output of a command that must succeed."""
    done = subprocess.run(
        [*map(str, command)], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))[:500]}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def paint(length: int, pieces: Sequence[tuple[int, int, str]], *, tells_edges: bool) -> Painted:
    names = [""] * length
    for start, end, name in pieces:
        names[start:end] = [name] * (min(end, length) - start)
    edges = frozenset(place for start, end, _ in pieces for place in (start, end)) if tells_edges else None
    return Painted(names, edges)


def line_starts(lines: Sequence[str] | Sequence[bytes]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts


# --- TextMate: the engine of VS Code -------------------------------------------------------------


def node_modules(cache: Path) -> Path:
    """The packages of editors/package-lock.json, installed once for each state of that file."""
    lock = (EDITORS / "package-lock.json").read_bytes()
    folder = cache / hashlib.sha256(lock).hexdigest()[:16]
    with (cache / "lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)  # test workers install it once
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=cache) as made:
                for name in ("package.json", "package-lock.json"):
                    shutil.copy(EDITORS / name, made)
                run("npm", "ci", "--prefix", made, "--ignore-scripts", "--no-audit", "--no-fund")
                Path(made).rename(folder)
                Path(made).mkdir()  # for the context manager to remove
    return folder / "node_modules"


def textmate_tokens(modules: Path, files: Sequence[Path]) -> list[list[tuple[int, int, int, list[str]]]]:
    """Of each file the tokens: line, start, end, scopes from the outermost in."""
    tokens: list[list[tuple[int, int, int, list[str]]]] = json.loads(
        run("node", HERE / "tokens.cjs", GRAMMAR, *files, NODE_PATH=str(modules))
    )
    return tokens


def textmate(modules: Path, files: Sequence[Path]) -> list[Painted]:
    """Every character with its innermost scope; one without a side, and not that of a quotation mark."""
    painted = []
    for file, tokens in zip(files, textmate_tokens(modules, files), strict=True):
        text = file.read_text(encoding="utf-8")
        starts = line_starts(text.split("\n"))
        pieces = [
            (starts[line] + start, starts[line] + end, _scope(scopes))
            for line, start, end, scopes in tokens
        ]  # fmt: skip
        painted.append(paint(len(text), pieces, tells_edges=True))
    return painted


def _scope(scopes: Sequence[str]) -> str:
    own = [scope for scope in scopes if not scope.startswith("punctuation.definition.")]
    return own[-1].replace(".begin.", ".").replace(".end.", ".") if own else ""


# --- Vim -----------------------------------------------------------------------------------------


def vim_groups(files: Sequence[Path], folder: Path) -> list[dict[str, Any]]:
    """Of each file its type, and its groups: line, start, end, name; in bytes."""
    out = folder / "groups.json"
    command = ("vim", "-es", "--clean", "--cmd", f"set runtimepath^={EDITORS / 'vim'}", "-S", HERE / "tokens.vim")
    run(*command, *files, DOTMODEL_OUT=str(out))
    groups: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))
    return groups


def vim(files: Sequence[Path], folder: Path) -> list[Painted]:
    """Every character with its group, without the part that names the context."""
    painted = []
    for file, found in zip(files, vim_groups(files, folder), strict=True):
        assert found["filetype"] == "dotmodel"
        raw = file.read_bytes()
        starts = line_starts(raw.split(b"\n"))
        names = [""] * len(raw)
        for line, start, end, group in found["groups"]:
            names[starts[line] + start : starts[line] + end] = [group.partition("_")[0]] * (end - start)
        text = raw.decode()
        places = [0]
        for character in text:
            places.append(places[-1] + len(character.encode()))
        painted.append(Painted([names[place] for place in places[:-1]], None))
    return painted


# --- Pygments ------------------------------------------------------------------------------------


def load_lexer() -> Any:
    """The lexer of the file under editors/, which stands alone."""
    spec = importlib.util.spec_from_file_location("dotmodel_lexer", LEXER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.DotmodelLexer()


def pygments(lexer: Any, text: str) -> Painted:
    """Every character with its token type; "" for white space."""
    pieces = [
        (start, start + len(value), str(kind).removeprefix("Token."))
        for start, kind, value in lexer.get_tokens_unprocessed(text)
        if "Whitespace" not in str(kind)
    ]
    return paint(len(text), [(a, b, name.removeprefix("Literal.")) for a, b, name in pieces], tells_edges=True)


NAMES = {"textmate": lambda role: role.scope, "vim": lambda role: role.vim_group, "pygments": lambda role: role.token}


def name_of(engine: str, role: Role) -> str:
    """What an engine calls a role."""
    return NAMES[engine](role)
