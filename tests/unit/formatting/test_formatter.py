"""The layout of .model files: whole files before and after, and what has to stay as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dsl.formatting.formatter import format_source
from dsl.source import Source
from dsl.syntax.parser import parse

SAMPLES = Path(__file__).parent / "samples"


def formatted(text: str) -> str:
    """The layout of a text that is sound, which is its own layout too."""
    result = format_source(Source("test.model", text))
    assert result.problems == ()
    assert result.text is not None
    assert format_source(Source("test.model", result.text)).text == result.text
    return result.text


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.model")), ids=lambda path: path.stem)
def test_sample(path: Path, golden: Callable[[Path, str], None]) -> None:
    golden(path.with_suffix(".formatted"), formatted(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("text", ["", "\n\n", "  \n"])
def test_nothing_stays_nothing(text: str) -> None:
    assert formatted(text) == ""


def test_comments_alone() -> None:
    assert formatted("\n\n  # one  \n\n\n# two") == "# one\n\n# two\n"


def test_syntax_errors_are_told_and_nothing_is_laid_out() -> None:
    result = format_source(Source("test.model", "let a  = \nlet b = = 3\n"))
    assert result.text is None
    assert [problem.code for problem in result.problems] == ["E111", "E111"]


@pytest.mark.parametrize(
    "text",
    [
        "let a = 1e-3 + 10_000 + 0x1F + .5 + 1E5\n",
        'let a = \'with "quotes"\' + "\\u00e9\\n" + \'it\\\'s "so"\'\n',
        "let a = (b -> c) * 2 - -d\n",
        "let a = b -> (c -> d)\n",
        "let a = (b if c else d) if e else ({})\n",
        "let a = x[:, 0, ..., -1:, a:b, a + 1 : b]\n",
        "let a = (1,) + () + [] + {}\n",
        "let a = not (b and c) or d is not e not in f\n",
        "from a.import.from import c\n",
        "model M(a, b=[1, 2]) as layer {}\n",
    ],
)
def test_text_in_its_layout_is_left_alone(text: str) -> None:
    assert formatted(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"let a = b{' -> b' * 3000}\n",
        f"let a = [{'1, ' * 5000}]\n",
        f"let a = {'f(' * 95}1{')' * 95}\n",
        f"let a = {'[' * 95}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, b{']' * 95}\n",
        f"let a = {' + '.join(['aaaaaa'] * 190)}\n",
        f"let a = {'(' * 95}1{')' * 95}\n",
    ],
    ids=["chain", "list", "calls", "lists", "sum", "parentheses"],
)
def test_long_and_deep(text: str) -> None:
    formatted(text)


def test_time_grows_with_the_length_of_the_file(
    examples: Path, seconds: Callable[[Callable[[], object]], float]
) -> None:
    text = (examples / "tickets.model").read_text(encoding="utf-8")

    def seconds_a_line(copies: int) -> float:
        source = Source("long.model", text * copies)
        parse(source)
        return seconds(lambda: format_source(source)) / copies

    short = min(seconds_a_line(8) for _ in range(3))
    long = seconds_a_line(80)  # about 3,000 lines
    assert long < 3 * short
