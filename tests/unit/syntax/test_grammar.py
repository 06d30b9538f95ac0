"""The grammar by itself."""

from __future__ import annotations

import re

import pytest

from dsl.syntax.loading import grammar_text, make_parser


def test_has_no_conflicts() -> None:
    pytest.importorskip("interegular")
    make_parser(grammar_text(), strict=True)


def test_names_no_layer() -> None:
    without_comments = re.sub(r"//.*", "", grammar_text())
    keywords = set(re.findall(r'"([A-Za-z_]+)"', without_comments))
    assert keywords == {
        *("from", "import", "let", "function", "layer", "model", "train", "as", "input", "weight", "output"),
        *("for", "in", "if", "else", "add_loss", "assert", "or", "and", "not", "is", "True", "False", "None"),
    }
