"""On which dtypes Keras's functions cannot be called: the file says what Keras does."""

from __future__ import annotations

import json

import pytest

from dsl.analysis.shapes.functions import OP_RULES
from dsl.catalog.op_dtypes import TRIED, dtypes_of
from dsl.catalog.op_probes import FILE, names, row
from dsl.catalog.op_samples import NOT_MEASURED

EVERY = 12
"""All of them take minutes: `python -m dsl.catalog.op_probes`."""


@pytest.mark.tensorflow
def test_the_file_says_what_keras_does() -> None:
    tf = pytest.importorskip("tensorflow")
    assert json.loads(FILE.read_text(encoding="utf-8"))["keras"] == tf.keras.version()
    for name in names()[::EVERY]:
        known, found = dtypes_of(name, {}), row(name)
        if found is None or known is None:
            assert (known, found) == (None, None)
            continue
        varied, alike, mixed, places = found
        assert (list(known.names), sorted(known.alike)) == (varied, sorted(alike)), name
        assert {place: sorted(row) for place, row in known.places.items()} == {
            place: sorted(row) for place, row in places.items()
        }, name
        assert (known.mixed is None) == (mixed is None)
        assert {one: sorted(row) for one, row in (known.mixed or {}).items()} == {
            one: sorted(row) for one, row in (mixed or {}).items()
        }, name


def test_every_function_with_a_rule_is_measured_or_left_out() -> None:
    known = json.loads(FILE.read_text(encoding="utf-8"))["functions"]
    assert set(OP_RULES) - set(known) == NOT_MEASURED | {"saturate_cast"}


def test_no_function_refuses_everything() -> None:
    rows = json.loads(FILE.read_text(encoding="utf-8"))["alike"]
    assert [row for row in rows if not set(TRIED) - set(row)] == []


def test_of_a_function_that_is_not_known_nothing_is_said() -> None:
    assert dtypes_of("involution", {}) is None


def test_plain_arguments_may_decide() -> None:
    floats, whole = (dtypes_of("clip", {"x_min": limit}) for limit in (0.5, 0))
    assert floats is not None and whole is not None
    assert "int32" in floats.alike - whole.alike
