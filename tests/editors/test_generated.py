"""The syntax files are those that the grammar and the catalogue give, and nothing in either is left without a role."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dsl.catalog import Category
from dsl.cli.main import main
from dsl.highlight import vocabulary
from dsl.highlight.contexts import build_syntax
from dsl.highlight.generate import FILES, render
from dsl.highlight.literals import _BAD_ESCAPE, _ESCAPE
from dsl.highlight.roles import Role
from dsl.highlight.terminals import Unclassified, check_shapes, read_terminals
from dsl.highlight.vim_pattern import vim_pattern
from dsl.syntax.literals import BadEscape, string_value
from dsl.syntax.loading import grammar_text


@pytest.mark.parametrize(("engine", "place"), [(engine, str(place)) for engine in FILES for place in FILES[engine]])
def test_files_are_fresh(engine: str, place: str, root: Path, golden: Callable[[Path, str], None]) -> None:
    golden(root / place, render(engine))


@pytest.mark.parametrize("engine", FILES)
def test_command_prints_the_file(engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = render(engine)
    assert main(["syntax", engine]) == 0
    assert capsys.readouterr().out == kept
    assert main(["syntax", engine, "-o", str(tmp_path / "new" / "file")]) == 0
    assert (tmp_path / "new" / "file").read_text(encoding="utf-8") == kept


def test_unknown_engine_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["syntax", "emacs"]) == 2
    assert "choose from" in capsys.readouterr().err


# --- nothing is left out -------------------------------------------------------------------------


def test_a_new_keyword_needs_a_role() -> None:
    grammar = grammar_text().replace('add_loss: "add_loss"', 'add_loss: ("add_loss" | "add_metric")')
    with pytest.raises(Unclassified, match=r"ADD_METRIC \(`add_metric`\) has no role.*dsl/highlight/terminals\.py"):
        read_terminals(grammar)


def test_a_keyword_that_is_gone_is_told() -> None:
    assert '"?"' in grammar_text()
    with pytest.raises(Unclassified, match="no terminal QMARK"):
        read_terminals(grammar_text().replace('any_dimension: "?"', 'any_dimension: "-"'))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("STRING", "STRING: /", "STRING: /r?"), ("NAME", r"NAME: /[^\W\d]\w*/", "NAME: /[a-z]+/")],
)
def test_a_terminal_drawn_by_hand_may_not_change_unseen(name: str, old: str, new: str) -> None:
    grammar = grammar_text()
    assert old in grammar
    check_shapes(read_terminals(grammar))
    with pytest.raises(Unclassified, match=f"terminal {name} has changed"):
        check_shapes(read_terminals(grammar.replace(old, new)))


def test_a_new_category_needs_a_role(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {category: role for category, role in vocabulary.CATEGORIES.items() if category is not Category.LAYERS}
    monkeypatch.setattr(vocabulary, "CATEGORIES", known)
    with pytest.raises(Unclassified, match=r"category LAYERS has no role.*dsl/highlight/vocabulary\.py"):
        vocabulary.load_vocabulary.__wrapped__()


@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_every_role_is_used(role: Role) -> None:
    written = json.dumps(json.loads(render("textmate")))
    assert f'"{role.scope}"' in written or f'"{role.scope.replace(".dotmodel", ".begin.dotmodel")}"' in written


def test_the_names_of_contexts_and_regions_are_distinct() -> None:
    names = [name for name, _ in build_syntax().scopes()]
    assert sorted(names) == sorted(set(names))


# --- patterns ------------------------------------------------------------------------------------


@pytest.mark.parametrize("character", [chr(code) for code in range(32, 127)])
def test_escapes_are_those_of_the_language(character: str) -> None:
    rest = {"x": "41", "u": "0041", "U": "00000041", "N": "{BULLET}"}.get(character, "")
    text = f"\\{character}{rest}"
    try:
        is_good = bool(string_value(f'"{text}"')) or True
    except BadEscape:
        is_good = False
    assert bool(re.fullmatch(_ESCAPE, text)) == is_good
    assert re.match(_BAD_ESCAPE, text)


def test_vim_refuses_what_it_has_no_counterpart_for() -> None:
    assert vim_pattern(r"(?<=\bops\.)(?:abs|add)(?!\w)").startswith(r"\v\C%(<ops\.)@40<=%(abs|add)%(")
    for pattern in (r"\d+", r"[\w.]", r"\A"):
        with pytest.raises(ValueError, match="no counterpart"):
            vim_pattern(pattern)
