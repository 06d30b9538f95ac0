"""The examples of docs/python-api.md do what the page says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[3] / "docs" / "python-api.md"


def run(text: str) -> None:
    """Run the blocks of a text, one after the other."""
    parser = doctest.DocTestParser()
    names: dict[str, object] = {}
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) > 3
    for block in blocks:
        test = parser.get_doctest(block, names, PAGE.name, str(PAGE), 0)
        assert test.examples
        found: list[str] = []
        doctest.DocTestRunner().run(test, out=found.append, clear_globs=False)
        assert not found, "".join(found)
        names = test.globs


def test_without_tensorflow() -> None:
    run(PAGE.read_text(encoding="utf-8").partition("\n## load\n")[0])


@pytest.mark.tensorflow
def test_whole_page() -> None:
    run(PAGE.read_text(encoding="utf-8"))
