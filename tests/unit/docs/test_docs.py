"""What the documentation shows is true: its .model text compiles, its commands exist, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dsl.analysis.resolve.definitions import STYLES
from dsl.analysis.resolve.names import BUILTINS
from dsl.analysis.training import settings, sources
from dsl.cli.arguments import parser
from dsl.cli.main import _split
from dsl.compiler import check_source, compile_source
from dsl.diagnostics import page
from dsl.diagnostics.codes import CODES
from dsl.source import Source

ROOT = Path(__file__).resolve().parents[3]
PAGES = (*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md")

# What stands around a fragment: inputs to start from, and an output.
FRAGMENT = """model Fragment {{
    input image: float32[8, 8, 8]
    input a, b: float32[4]
    input words: int32[?]
{0}
    output a -> Dense(1)
}}
"""

# What stands around the settings of a `train` block; the regularizer is a loss where the settings give none.
SETTINGS = """model Digits {{
    input image: float32[3]
    output digit = image -> Dense(10, kernel_regularizer=L2(1e-4))
}}

train Digits {{
{0}}}
"""

WRAPPERS = {"model": "{0}", "model-fragment": FRAGMENT, "model-settings": SETTINGS}


class Block(NamedTuple):
    """A fenced block: where it is, what its fence says it is, and its text."""

    place: str
    kind: str
    text: str


def blocks_of(path: Path) -> list[Block]:
    text = path.read_text(encoding="utf-8")
    return [
        Block(f"{path.name}:{text.count(chr(10), 0, found.start()) + 1}", found[1], found[2])
        for found in re.finditer(r"^```([\w-]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    ]


BLOCKS = [block for path in PAGES for block in blocks_of(path)]
MODELS = [block for block in BLOCKS if block.kind in WRAPPERS]
COMMANDS = [
    (block.place, line.partition("#")[0].strip())
    for block in BLOCKS
    if block.kind in ("sh", "")
    for line in block.text.splitlines()
    if line.startswith(("dotmodel ", "make "))
]


def test_there_is_something_to_test() -> None:
    assert len(MODELS) > 10 and len(COMMANDS) > 10
    assert {block.kind for block in BLOCKS} <= {*WRAPPERS, "", "sh", "python", "diff"}


@pytest.mark.parametrize("block", MODELS, ids=lambda block: block.place)
def test_model_text_has_no_problems(block: Block) -> None:
    source = Source(block.place, WRAPPERS[block.kind].format(block.text) if block.kind != "model" else block.text)
    problems = (*check_source(source).problems, *compile_source(source).problems)
    # A fragment shows one thing: not every input that stands around it is used.
    unused = {code for code in CODES if "never used" in CODES[code].title} if block.kind == "model-fragment" else set()
    assert [problem.message for problem in problems if problem.code not in unused] == []


@pytest.mark.parametrize(("place", "line"), COMMANDS)
def test_commands_exist(place: str, line: str) -> None:
    name, *arguments = shlex.split(line)
    if name == "make":
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert set(arguments) <= set(targets)
    else:
        own, _ = _split(arguments)
        assert parser().parse_args(own)


def prose(path: Path) -> str:
    """The text of a page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def headings(path: Path) -> set[str]:
    return {page.anchor(heading) for heading in re.findall(r"^#+ (.*)$", prose(path), re.MULTILINE)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"`[^`]*`", "", prose(path))
    for link in re.findall(r"\]\(([^)]+)\)", text):
        if link.startswith("http"):
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        assert not anchor or anchor in headings(target), link


# --- tables --------------------------------------------------------------------------------------


def section(path: str, heading: str) -> str:
    text = (ROOT / "docs" / path).read_text(encoding="utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def first_cells(text: str) -> list[str]:
    """The words in backquotes of the first cells of a table's rows."""
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("|")]
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


def test_every_setting_and_data_source_is_told() -> None:
    assert sorted(first_cells(section("training.md", "Settings"))) == sorted(settings.SETTINGS)
    told = re.findall(r"^\*\*`(\w+)\(", section("training.md", "Data"), re.MULTILINE)
    assert sorted(told) == sorted(sources.SOURCES)


def test_language_names_are_those_of_the_compiler() -> None:
    assert tuple(first_cells(section("language.md", "Styles"))) == STYLES
    assert f"`{' '.join(BUILTINS)}`" in section("language.md", "Values").replace("\n  ", " ")


# --- the page of errors --------------------------------------------------------------------------


def test_page_of_errors_is_fresh(golden: Callable[[Path, str], None]) -> None:
    golden(page.PAGE, page.page())


def test_every_code_has_its_chapter() -> None:
    assert {code[:2] for code in CODES} <= set(page.CHAPTERS)
