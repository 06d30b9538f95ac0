"""What Keras refuses `check` reports and the other way round: random configurations, many of them wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from dsl.analysis.shapes.library import LAYER_RULES
from tests.unit.analysis.shape_comparison import refuses, runs
from tests.unit.analysis.shape_refusals import errors_of, text_of, wrong
from tests.unit.analysis.shape_rows import FOUND, LATE, TAKEN
from tests.unit.analysis.shape_strictness import is_meant
from tests.unit.analysis.shape_usual import named, usual
from tests.unit.analysis.shape_values import Config, examples

pytestmark = pytest.mark.tensorflow

LISTS = ("Global", "Masking", "Adaptive")
"""Beginnings of layers that Keras calls on a list for one tensor: it may put them into one of a rank more.

Where that does not fit a data format, or an axis, is seen inside of the computation only, and left to Keras.
"""


@pytest.fixture(scope="module")
def keras() -> Any:
    return pytest.importorskip("tensorflow").keras


def agree_on(keras: Any, name: str, config: Config) -> None:
    """Both refuse a configuration or neither does; what Keras builds and then cannot run counts as refused by it."""
    text = text_of(name, config)
    errors, refusal = errors_of(text), refuses(keras, name, config)
    if refusal is not None:
        if (config[2] and name.startswith(LISTS)) or "Vocabulary file" in refusal:
            return  # a vocabulary by the name of a file is looked for when the program runs
        assert errors, f"Keras refuses ({refusal}), we report nothing:\n{text}"
    elif errors and not is_meant(errors[0]):
        assert not runs(keras, name, config), f"we report {errors}, Keras takes it and runs:\n{text}"


@pytest.mark.parametrize("name", sorted(LAYER_RULES))
def test_what_keras_refuses_is_reported(keras: Any, name: str) -> None:
    @examples(6)
    @given(wrong(name))
    def agree(config: Config) -> None:
        agree_on(keras, name, config)

    agree()


@pytest.mark.parametrize("name", [name for name in sorted(LAYER_RULES) if named(name)])
def test_usual_values_are_taken_where_keras_takes_them(keras: Any, name: str) -> None:
    @examples(3)
    @given(usual(name))
    def agree(config: Config) -> None:
        agree_on(keras, name, config)

    agree()


@pytest.mark.parametrize(("name", "config"), FOUND)
def test_what_was_once_passed_over_is_reported(keras: Any, name: str, config: Config) -> None:
    assert refuses(keras, name, config) is not None
    assert errors_of(text_of(name, config)) != []


@pytest.mark.parametrize(("name", "config"), LATE)
def test_what_keras_refuses_when_it_runs_is_reported(keras: Any, name: str, config: Config) -> None:
    assert refuses(keras, name, config) is None
    assert not runs(keras, name, config)
    assert errors_of(text_of(name, config)) != []


@pytest.mark.parametrize(("name", "config"), TAKEN)
def test_what_was_once_reported_is_taken(keras: Any, name: str, config: Config) -> None:
    assert errors_of(text_of(name, config)) == []
    assert refuses(keras, name, config) is None
