"""What is advised about shape errors: who follows it has a sound model."""

from __future__ import annotations

import pytest

from dsl.compiler import check_source
from dsl.diagnostics import Diagnostic
from dsl.source import Source

# Input, output, words, and the output of who has followed them; None where the edit that is offered is made.
ADVISED = [
    (
        "int32[?]", "x -> Embedding(9, 8) -> LSTM(8) -> LSTM(8)",
        "`LSTM` gives its last step alone: `return_sequences=True` gives all of them", None,
    ),
    (
        "float32[8, 3]", "x -> Bidirectional(GRU(4), merge_mode=\"sum\") -> Conv1D(3, 3)",
        "`Bidirectional` gives its last step alone: `return_sequences=True` gives all of them", None,
    ),
    (
        "float32[8, 3]", "x -> LSTM(4) -> TimeDistributed(Dense(3))",
        "`LSTM` gives its last step alone: `return_sequences=True` gives all of them", None,
    ),
    (
        "float32[28, 28]", "x -> Conv2D(3, 3)",
        "`Reshape((28, 28, 1))` before it says that there is one channel", "x -> Reshape((28, 28, 1)) -> Conv2D(3, 3)",
    ),
    (
        "float32[100]", "x -> MaxPooling1D()",
        "`Reshape((100, 1))` before it says that there is one channel", "x -> Reshape((100, 1)) -> MaxPooling1D()",
    ),
    (
        "float32[100]", "x -> LSTM(3)",
        "`Reshape((100, 1))` before it makes each number a step", "x -> Reshape((100, 1)) -> LSTM(3)",
    ),
    (
        "float32[28, 28, 3]", "x -> Conv2D(3, 3) -> LSTM(3)",
        "`Reshape((26, 78))` makes each row of it a step", "x -> Conv2D(3, 3) -> Reshape((26, 78)) -> LSTM(3)",
    ),
    (
        "float32[?, 28, 3]", "x -> Conv2D(3, 3) -> LSTM(3)",
        "`Reshape((-1, 78))` makes each row of it a step", "x -> Conv2D(3, 3) -> Reshape((-1, 78)) -> LSTM(3)",
    ),
    (
        "float32[8, 8, 3]", "x -> Flatten() -> Conv2D(3, 3)",
        "`Flatten` has put the numbers of a sample into one row", "x -> Conv2D(3, 3)",
    ),
    (
        "float32[8, 8, 3]", "x -> GlobalMaxPooling2D() -> UpSampling2D()",
        "`GlobalMaxPooling2D` has put the numbers of a sample into one row", "x -> UpSampling2D()",
    ),
    (
        "float32[?, ?, 3]", "x -> Conv2D(3, 3) -> Flatten() -> Dense(1)",
        "`GlobalAveragePooling2D()` in place of `Flatten()` gives as many for every size",
        "x -> Conv2D(3, 3) -> GlobalAveragePooling2D() -> Dense(1)",
    ),
    (
        "float32[8, 3]", "x -> LSTM(4, return_sequences=True) -> RepeatVector(3)",
        "without `return_sequences=True` `LSTM` gives one row for a sample", "x -> LSTM(4) -> RepeatVector(3)",
    ),
    (
        "float32[8, 3]", "x -> Attention()", "for self-attention: `[x, x] -> Attention()`", "[x, x] -> Attention()",
    ),
    (
        "float32[8, 3]", "x -> MultiHeadAttention(2, 4)",
        "for self-attention: `(x, x) -> MultiHeadAttention(…)`", "(x, x) -> MultiHeadAttention(2, 4)",
    ),
    (
        "float32[8, 3]", "x -> MultiHeadAttention(2, 4)(x, x)",
        "this calls the layer already: leave out what stands before it", "MultiHeadAttention(2, 4)(x, x)",
    ),
    ("float32[8]", "x -> Concatenate()", "give it a list: `[a, b] -> Concatenate()`", "[x, x] -> Concatenate()"),
    (
        "float32[8, 8, 3]", "[x -> Conv2D(3, 3), x] -> Add()",
        "with `padding=\"same\"`, `Conv2D` keeps the sizes", None,
    ),
    (
        "float32[8, 8, 3]", "x + (x -> SeparableConv2D(3, 3))",
        "with `padding=\"same\"`, `SeparableConv2D` keeps the sizes", None,
    ),
    (
        "float32[8, 8, 3]", "[x, x -> Conv2D(5, 3)] -> Concatenate()",
        "with `padding=\"same\"`, `Conv2D` keeps the sizes", None,
    ),
    (
        "float32[8, 8, 3]", "x -> MaxPooling2D(4) -> Conv2D(4, 2) -> ReLU() -> Conv2D(4, 2)",
        "with `padding=\"same\"`, `Conv2D` keeps the sizes", None,
    ),
    (
        "float32[8, 8, 3]", "(x -> Conv2D(16, 1)) + x",
        "`Conv2D(16, 1)` brings the other to 16", "(x -> Conv2D(16, 1)) + (x -> Conv2D(16, 1))",
    ),
    (
        "float32[8]", "[x -> Dense(16), x] -> Multiply()",
        "`Dense(16)` brings the other to 16", "[x -> Dense(16), x -> Dense(16)] -> Multiply()",
    ),
]  # fmt: skip

# Here nothing is to be said beside the message.
SILENT = [
    ("float32[8]", "x -> TimeDistributed(Dense(3))"),
    ("float32[8, 8, 3]", "x -> Conv2D(3, 9)"),
    ("float32[8]", "[x -> Dense(3), x -> Reshape((4, 2))] -> Concatenate()"),
    ("float32[8, 8, 3]", "(x -> Conv2D(5, 3)) + x"),
    ("float32[8]", "x -> Dense(49) -> Conv2DTranspose(3, 3)"),
]


def problems(declared: str, output: str) -> tuple[Diagnostic, ...]:
    text = f"model M {{\n    input x: {declared}\n    output y = {output}\n}}\n"
    return check_source(Source("m.model", text)).problems


@pytest.mark.parametrize(("declared", "output", "words", "followed"), ADVISED)
def test_advice_leads_to_a_sound_model(declared: str, output: str, words: str, followed: str | None) -> None:
    (problem,) = problems(declared, output)
    assert problem.help == words
    if followed is None:
        fix = problem.fix
        assert fix is not None and not fix.is_sure
        text = fix.span.source.text
        mended = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
        followed = mended.split("output y = ")[1].removesuffix("\n}\n")
    assert problems(declared, followed) == ()


@pytest.mark.parametrize(("declared", "output"), SILENT)
def test_nothing_is_advised_that_would_not_help(declared: str, output: str) -> None:
    (problem,) = problems(declared, output)
    assert problem.help == "" and problem.fix is None
