"""On which dtypes Keras's layers cannot be called: the file says what Keras does."""

from __future__ import annotations

import json

import pytest

from dsl.catalog import Category, load
from dsl.catalog.input_dtypes import TRIED, refused_dtypes
from dsl.catalog.input_probes import FILE, refused

EVERY = 4
"""All of them take a quarter of a minute: `python -m dsl.catalog.input_probes`."""


@pytest.mark.tensorflow
def test_the_file_says_what_keras_does() -> None:
    tf = pytest.importorskip("tensorflow")
    assert json.loads(FILE.read_text(encoding="utf-8"))["keras"] == tf.keras.version()
    names = load().category(Category.LAYERS).canonical_names[::EVERY]
    assert {name: sorted(refused(name)) for name in names} == {name: sorted(refused_dtypes(name)) for name in names}


def test_no_layer_refuses_everything() -> None:
    rows = json.loads(FILE.read_text(encoding="utf-8"))["refused"]
    assert [name for name, row in rows.items() if not set(TRIED) - set(row)] == []


def test_a_layer_that_is_not_known_refuses_nothing() -> None:
    assert refused_dtypes("Involution") == frozenset()
