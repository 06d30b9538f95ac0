"""The extension for VS Code: it packages, what it names is there, and its snippets are sound."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

import dsl
from dsl.source import Source
from dsl.syntax.parser import parse
from tests.editors.engines import EDITORS, GRAMMAR, run

FOLDER = EDITORS / "vscode"
SNIPPETS = json.loads((FOLDER / "snippets" / "dotmodel.json").read_text(encoding="utf-8"))
CONFIGURATION = json.loads((FOLDER / "language-configuration.json").read_text(encoding="utf-8"))
STATEMENTS = ("input", "weight", "for", "if")


def test_packages(modules: Path, tmp_path: Path) -> None:
    archive = tmp_path / "dotmodel.vsix"
    run("bash", FOLDER / "package.sh", archive, NODE_MODULES=str(modules))
    with zipfile.ZipFile(archive) as packed:
        names = set(packed.namelist())
        manifest = json.loads(packed.read("extension/package.json"))
        grammar = packed.read("extension/syntaxes/dotmodel.tmLanguage.json")
    contributed = manifest["contributes"]
    paths = [*(one["path"] for kind in ("grammars", "snippets") for one in contributed[kind])]
    paths += [one["configuration"] for one in contributed["languages"]]
    assert {"extension/" + path.removeprefix("./") for path in paths} <= names
    assert grammar == GRAMMAR.read_bytes()
    assert "extension/LICENSE.txt" in names


def test_versions_and_names_agree() -> None:
    manifest = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    assert manifest["version"] == dsl.__version__
    grammar = json.loads(GRAMMAR.read_text(encoding="utf-8"))
    (contributed,) = manifest["contributes"]["grammars"]
    assert contributed["scopeName"] == grammar["scopeName"]
    (language,) = manifest["contributes"]["languages"]
    assert contributed["language"] == language["id"] and language["extensions"] == [".model"]


def test_lockfile_names_no_registry() -> None:
    lock = json.loads((EDITORS / "package-lock.json").read_text(encoding="utf-8"))
    resolved = [package.get("resolved", "") for package in lock["packages"].values()]
    assert all(not place or place.startswith("https://registry.npmjs.org/") for place in resolved)


def expanded(body: str | list[str]) -> str:
    """What stands in the editor after a snippet was chosen and nothing was changed."""
    text = body if isinstance(body, str) else "\n".join(body)
    return re.sub(r"\$\{\d+:([^{}]*)\}", r"\1", text).replace("$0", "") + "\n"


@pytest.mark.parametrize("name", sorted(set(SNIPPETS) - {*STATEMENTS, "train", "import"}))
def test_declarations_are_sound(name: str) -> None:
    assert [problem.message for problem in dsl.check(expanded(SNIPPETS[name]["body"]))] == []


def test_model_and_train_go_together() -> None:
    text = expanded(SNIPPETS["model"]["body"]) + expanded(SNIPPETS["train"]["body"])
    text = text.replace('"data.npz"', '"data.npz", x="x", y="y"')
    assert [problem.message for problem in dsl.check(text)] == []


@pytest.mark.parametrize("name", (*STATEMENTS, "import"))
def test_statements_have_no_syntax_errors(name: str) -> None:
    text = expanded(SNIPPETS[name]["body"])
    whole = text if name == "import" else f"layer L {{\n{text}}}\n"
    file, problems = parse(Source("snippet.model", whole))
    assert problems == [] and file.declarations


@pytest.mark.parametrize(
    ("line", "deeper"),
    [
        ("model M {", True), ("    x = [", True), ("    loss = {  # by output", True), ("    -> Dense(", True),
        ("    x = Dense(2)", False), ('    x = "("', False), ("    # (", False), ("    a = {b: 1}", False),
        ("}", False),
    ],
)  # fmt: skip
def test_lines_that_open_a_bracket_indent_the_next(line: str, deeper: bool) -> None:
    assert bool(re.search(CONFIGURATION["indentationRules"]["increaseIndentPattern"], line)) == deeper


@pytest.mark.parametrize(("line", "back"), [("}", True), ("    ) -> Add()", True), ("    x = [1]", False)])
def test_lines_that_close_a_bracket_go_back(line: str, back: bool) -> None:
    assert bool(re.search(CONFIGURATION["indentationRules"]["decreaseIndentPattern"], line)) == back
