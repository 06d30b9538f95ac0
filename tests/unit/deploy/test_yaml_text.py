"""Texts in YAML come out as they went in."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dsl.deploy.yaml_text import block, comment, quoted

HOSTILE = (
    "", " ", "\n", "\n\n", "a", "a\n", "a\n\n", "  a\n", "\ta\n", "a\tb\n", "a \n", "a\n  b\n", "a\r\nb\n",
    "a\u2028b\n", "a\x85b\n", "\ufeffa\n", "a\x7fb", "a\x00b", "'", '"', "\\", '\\"\n', "---\n", "...\n", "# a\n",
    "a: b\n", "- a\n", "größe\n", "模型\n", "😀\n", "{{ a }}\n", "%TAG\n", "a\x0cb\n", "null", "1e3", "yes", "\xa0\n",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_hard_to_write(text: str) -> None:
    check(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text(text: str) -> None:
    check(text)
    check(text + "\n")


def check(text: str) -> None:
    assert yaml.safe_load(f"a: {quoted(text)}") == {"a": text}
    assert yaml.safe_load(f"a:\n  b: {block(text, 4)}\n  c: 1\n") == {"a": {"b": text, "c": 1}}
    assert yaml.safe_load(f"# {comment(text)}\na: 1\n") == {"a": 1}


def test_a_program_stays_readable() -> None:
    assert block("def main():\n    pass\n\n\nmain()\n", 4) == "|\n    def main():\n        pass\n\n\n    main()"
