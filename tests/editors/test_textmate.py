"""The TextMate grammar in VS Code's own engine: assertions inside a file, and whole snapshots."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dsl.highlight.roles import Role
from dsl.highlight.terminals import TERMINALS
from tests.editors import engines
from tests.editors.engines import GRAMMAR, HERE, run
from tests.editors.roles import grammar_tokens

SAMPLES = ("places", "mistakes")


def test_assertions(modules: Path) -> None:
    run("node", modules / ".bin" / "vscode-tmgrammar-test", "-g", GRAMMAR, HERE / "textmate" / "places.model")


def test_an_assertion_that_is_wrong_fails(modules: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.model"
    wrong.write_text(
        '# SYNTAX TEST "source.dotmodel" "wrong"\n\n  let a = 1\n# ^^^ keyword.control\n', encoding="utf-8"
    )
    with pytest.raises(AssertionError, match=r"keyword\.control"):
        run("node", modules / ".bin" / "vscode-tmgrammar-test", "-g", GRAMMAR, wrong)


@pytest.mark.parametrize("name", SAMPLES)
def test_snapshots(name: str, modules: Path, tmp_path: Path, accept: bool) -> None:
    """The scopes of every token, as accepted; `mistakes` shows what is drawn as wrong."""
    sample, snapshot = HERE / "samples" / f"{name}.model", HERE / "textmate" / f"{name}.model.snap"
    shutil.copy(sample, tmp_path / sample.name)
    if not accept:
        assert snapshot.exists(), "look at the sample, then `make accept`"
        shutil.copy(snapshot, tmp_path / snapshot.name)
    update = ("--updateSnapshot",) if accept else ()
    run(
        "node",
        modules / ".bin" / "vscode-tmgrammar-snap",
        *update,
        "-s",
        "source.dotmodel",
        "-g",
        GRAMMAR,
        tmp_path / sample.name,
    )
    if accept:
        shutil.copy(tmp_path / snapshot.name, snapshot)


def test_faulty_files_are_cut_as_the_grammar_cuts_them(modules: Path) -> None:
    cases = sorted((engines.ROOT / "tests" / "cases" / "invalid").glob("*/input.model"))
    files = [path for path in cases if path.is_file() and is_plain(path.read_bytes())]
    assert len(files) > 200
    wrong = []
    for file, painted in zip(files, engines.textmate(modules, files), strict=True):
        text = file.read_text(encoding="utf-8")
        for start, end, terminal in grammar_tokens(text):
            is_mistake = TERMINALS[terminal] in (Role.ERROR, Role.UNCLOSED)
            is_drawn_so = painted.names[start].startswith("invalid.")
            if not {start, end} <= (painted.edges or set()) or (is_mistake and not is_drawn_so):
                wrong.append((file.parent.name, text[start:end], terminal, painted.names[start]))
    assert wrong == []


def is_plain(content: bytes) -> bool:
    """Whether a file is text of which lines end as the tests count them."""
    try:
        return "\r" not in content.decode()
    except UnicodeDecodeError:
        return False


def test_one_mistake_leaves_the_next_declaration_alone(modules: Path, tmp_path: Path) -> None:
    file = tmp_path / "cut.model"
    file.write_text("model Cut\nlayer Next {\n    output 1\n}\n", encoding="utf-8")
    (tokens,) = engines.textmate_tokens(modules, [file])
    assert [1, 0, 5, ["storage.type.declaration.dotmodel"]] in tokens
    assert [1, 6, 10, ["entity.name.type.layer.dotmodel"]] in tokens
