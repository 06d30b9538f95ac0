"""Values and names as Python text."""

from __future__ import annotations

import ast
import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.codegen.literals import attribute, docstring, identifier, snake_case, string


@given(st.text())
def test_a_string_reads_back(text: str) -> None:
    assert ast.literal_eval(string(text)) == text


@given(st.text(st.characters(codec="utf-8")))
def test_a_docstring_is_one_string_on_one_line(text: str) -> None:
    written = docstring(text)
    assert "\n" not in written
    [statement] = ast.parse(written).body
    assert isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    assert statement.value.value == text or not text.isprintable()


@pytest.mark.parametrize("name", ["lambda", "class", "None", "tf", "np", "print", "main", "train", "self"])
def test_names_that_are_taken_get_a_mark(name: str) -> None:
    assert identifier(name) == f"{name}_"


@pytest.mark.parametrize(("name", "given"), [("__size", "_size_"), ("__init__", "_init___"), ("_size", "_size")])
def test_names_that_a_class_would_change_get_one_underscore(name: str, given: str) -> None:
    assert identifier(name) == attribute(name) == given


@given(st.from_regex(r"[a-zA-Z_][a-zA-Z0-9_]{0,8}", fullmatch=True))
def test_every_name_is_one_in_python(name: str) -> None:
    written = identifier(name)
    assert written.isidentifier() and not keyword.iskeyword(written)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("BatchNormalization", "batch_normalization"),
        ("Conv2D", "conv2d"),
        ("LSTM", "lstm"),
        ("ReLU", "re_lu"),
        ("GlobalAveragePooling2D", "global_average_pooling2d"),
    ],
)
def test_layers_are_named_as_keras_names_them(name: str, expected: str) -> None:
    assert snake_case(name) == expected
