"""The Pygments lexer: found by its name, without TensorFlow, and right about any text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygments", reason="needs pygments, which is not installed")

from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.highlight.lexer import DotmodelLexer
from dsl.highlight.roles import Role
from dsl.highlight.terminals import TERMINALS, By, load_terminals
from tests.editors import engines
from tests.editors.roles import NUMBERS, grammar_tokens

LEXER = DotmodelLexer()

PIECES = [
    *(terminal.text for terminal in load_terminals().values() if not terminal.is_pattern),
    *(
        "x",
        "Dense",
        "ops",
        "relu",
        "größe",
        "npz",
        "epochs",
        "float32",
        "l2",
        "0x1F",
        "1_000",
        "1.",
        ".5",
        "1e-3",
        "0777",
    ),
    *('"a"', "'b\\n'", '"', "'", "\\", "# c", "&&", ":=", "!", "$", "\u00a0", " ", " ", "\n", "\t", "...", "{", "}"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


def test_files_without_errors(model_file: Path) -> None:
    text = model_file.read_text(encoding="utf-8")
    assert [value for _, kind, value in LEXER.get_tokens_unprocessed(text) if "Error" in str(kind)] == []


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_cut_as_the_grammar_cuts_it(text: str) -> None:
    painted = engines.pygments(LEXER, text)
    assert "".join(value for _, _, value in LEXER.get_tokens_unprocessed(text)) == text
    for start, end, terminal in grammar_tokens(text):
        named = {painted.names[place] for place in range(start, end)}
        assert named <= _possible(terminal), (text[start:end], terminal, named)
        assert painted.edges is not None and {start, end} <= painted.edges, (text[start:end], terminal)


def _possible(terminal: str) -> set[str]:
    """The token types that text of a terminal may have."""
    role = TERMINALS[terminal]
    if terminal == "NUMBER":
        return {one.token for one in NUMBERS}
    if terminal == "STRING":
        return {role.token for role in (Role.DOUBLE_QUOTED, Role.SINGLE_QUOTED, Role.ESCAPE, Role.BAD_ESCAPE)}
    names = {role.token for role in Role if role.token.startswith("Name")} | {Role.DTYPE.token}
    if isinstance(role, By):
        return names
    is_word = load_terminals()[terminal].is_word
    return {role.token} | (names if is_word else set())


def test_an_unclosed_string_is_wrong_to_the_end_of_its_line() -> None:
    text = 'x = "abc\ny = 1\n'
    wrong = [value for _, kind, value in LEXER.get_tokens_unprocessed(text) if "Error" in str(kind)]
    assert wrong == ['"abc']


def test_installed_lexer_is_found_by_name_and_suffix() -> None:
    program = (
        "import sys\n"
        "from pygments.lexers import get_lexer_by_name, get_lexer_for_filename\n"
        "print(type(get_lexer_by_name('dotmodel')).__name__, type(get_lexer_for_filename('a.model')).__name__)\n"
        "print([name for name in ('tensorflow', 'keras', 'numpy', 'lark', 'black') if name in sys.modules])\n"
    )
    from importlib.metadata import entry_points

    if not any(entry.name == "dotmodel" for entry in entry_points(group="pygments.lexers")):
        pytest.skip("dotmodel was installed before it had the entry point: install it again")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines() == ["DotmodelLexer DotmodelLexer", "[]"]


def test_the_file_works_alone(root: Path) -> None:
    lexer = f"{engines.LEXER}:DotmodelLexer"
    example = root / "examples" / "digits.model"
    shown = engines.run(sys.executable, "-m", "pygments", "-x", "-l", lexer, "-f", "html", example)
    assert '<span class="kd">model</span>' in shown and 'class="err"' not in shown
