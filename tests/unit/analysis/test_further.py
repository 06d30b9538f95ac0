"""Mistakes are found beside each other; and what one of them hides is not taken for another."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsl.analysis.further import OF_SHAPES
from dsl.compiler import Options, check_source
from dsl.reading import Importer
from dsl.source import Source

ROOT = Path(__file__).resolve().parents[3]
FILES = [
    *sorted((ROOT / "examples").glob("*.model")),
    *sorted((ROOT / "tests/cases/valid").glob("*/input.model")),
    *sorted((ROOT / "tests/run/networks").glob("*.model")),
]
PARTS = 8

# Names of arguments and of what is called, and literals, as they stand in almost all files.
NAMES = re.compile(r"(?<=[(,\s])[a-z_]+(?==[^=])|\b[A-Za-z_]\w*(?=\()")
LITERALS = re.compile(r"(?<![\w.\"])(?:\d+(?:\.\d+)?|True|False|None|\"[^\"\n]*\")(?![\w\"])")


def found(text: str) -> list[tuple[str, str]]:
    """The errors of a file: their codes, and what they mark."""
    return [(one.code, one.span.text) for one in check_source(Source("x.model", text)).problems]


def test_shapes_are_looked_at_beside_other_mistakes() -> None:
    text = """layer Block(units) {
    input x: float32[..., units]
    output x -> Dense(units, activaton="relu")
}

model M {
    input t: int32[16]
    e = t -> Embedding(1000, 64)
    a = e -> LSTM(32) -> LSTM(16)
    b = e -> Block(32)
    output y = [a, b] -> Concatenate() -> Dens(2) -> Dense(1)
}

train M {
    data = npz("d.npz", t="t", y="y")
    loss = MeanSquaredError()
    epochs = 0
}
"""
    assert found(text) == [
        ("E312", "activaton"), ("E401", "LSTM(16)"), ("E404", "Block(32)"), ("E203", "Dens"), ("E503", "0"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("y = x -> LSTM(4, return_sequence=True) -> LSTM(4) -> Dense(1)", "E312"),
        ("y = x -> LSTM(4, return_sequences=true) -> LSTM(4) -> Dense(1)", "E201"),
        ("y = x -> LSTMM(4) -> LSTM(4) -> Dense(1)", "E203"),
        ("y = x -> Conv1D(4) -> Conv1D(2, 2, padding='smae') -> Dense(1)", "E314"),
        ("y = x -> Reshape((sizes, 2)) -> Conv2D(2, 1)", "E201"),
        ("y = [x, x -> MultiHeadAttention(2, 4)] -> Add()", "E314"),
    ],
)
def test_what_comes_of_a_mistake_is_not_known(line: str, code: str) -> None:
    text = "model M {\n    input x: float32[8, 3]\n    output " + line.replace("'", '"') + "\n}\n"
    assert {code for code, _ in found(text)} <= {code, "E407"}
    assert code in {code for code, _ in found(text)}


def test_shapes_are_looked_at_in_the_precision_of_the_training() -> None:
    text = """model M {
    input x: float32[5, 2, 3], k: float16[5, 2, 4]
    query = x -> Dense(4)
    noise = ops.psnr(query, k, 1.0)
    output y = x * noise -> Dens(1)
}

train M {
    data = npz("d.npz", x="x", k="k", y="y")
    loss = MeanSquaredError()
    dtype_policy = "mixed_float16"
}
"""
    assert found(text) == [("E203", "Dens")]
    assert found(text.replace("Dens(", "Dense(")) == []


def test_after_a_mistake_that_changes_the_program_nothing_else_is_said() -> None:
    text = "model M {\n    input x: floot32[8]\n    output y = x -> Dense(1) -> LSTM(2)\n}\n"
    assert [code for code, _ in found(text)] == ["E216"]


def checked(file: Path, text: str) -> Iterator[str]:
    """The errors about shapes of a file that stands where `file` does."""
    source = Source(str(file), text)
    for problem in check_source(source, Options(read=Importer(source))).problems:
        if problem.code.startswith(OF_SHAPES):
            yield f"{problem.code}: {problem.message}: {problem.span.text}"


@pytest.mark.parametrize("part", range(PARTS))
def test_a_misspelt_word_leads_to_no_error_about_shapes(part: int) -> None:
    for file in FILES[part::PARTS]:
        text = file.read_text(encoding="utf-8")
        words = list(NAMES.finditer(text))
        for word in random.Random(file.parent.name + file.name).sample(words, min(5, len(words))):
            slip = f"{text[: word.end()]}zz{text[word.end() :]}"
            assert list(checked(file, slip)) == [], f"{file}: {word[0]}zz at {word.start()}"


@pytest.mark.parametrize("part", range(PARTS))
def test_a_constant_that_is_not_known_leads_to_no_error_about_shapes(part: int) -> None:
    for file in FILES[part::PARTS]:
        text = file.read_text(encoding="utf-8")
        literals = list(LITERALS.finditer(text.partition("\ntrain ")[0]))
        for literal in random.Random(file.parent.name + file.name).sample(literals, min(5, len(literals))):
            hidden = f"{text[: literal.start()]}some_constant{text[literal.end() :]}"
            given = f"from elsewhere import made\nlet some_constant = made(3)\n{hidden}"
            assert list(checked(file, given)) == [], f"{file}: {literal[0]} at {literal.start()}"
