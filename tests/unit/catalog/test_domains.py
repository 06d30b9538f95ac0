"""Which values arguments take: the sorts of values, the words for them, and that the file says what Keras does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dsl.catalog import Category, load
from dsl.catalog.domains import Domain, domain_of, sort_of
from dsl.catalog.probes import FILE, PROBES, domains
from dsl.catalog.samples import sample_of

CATALOG = load()


def test_each_probe_is_of_its_sort() -> None:
    for sort, values in PROBES.items():
        assert {sort_of(value) for value in values} == {sort}
    assert sort_of([1]) is None


def found(category: Category, name: str, argument: str) -> Domain:
    entry = CATALOG.find(name, category)
    assert entry is not None
    domain = domain_of(entry, argument)
    assert domain is not None
    return domain


@pytest.mark.parametrize(
    ("category", "name", "argument", "expected", "taken", "refused"),
    [
        (Category.LAYERS, "Dense", "units", "a whole number of at least 1", [1, 64], [0, -1, 0.5, "8", None]),
        (Category.LAYERS, "Conv2D", "padding", '"same" or "valid"', ["same"], ["smae", 1, None]),
        (Category.LAYERS, "Dropout", "rate", "a number of at least 0 and of at most 1", [0, 0.5], [1.5, -0.1, "x"]),
        (Category.LOSSES, "MeanSquaredError", "reduction", None, ["sum", "none", None], ["summ", 3]),
        (Category.REGULARIZERS, "L2", "l2", "a number of at least 0 or None", [0.1, 1, 2.5], [-0.1, "0.1"]),
        (Category.CALLBACKS, "ReduceLROnPlateau", "factor", "a number below 1", [0.5], [1, 2.5]),
    ],
)
def test_domain(
    category: Category, name: str, argument: str, expected: str | None, taken: list[object], refused: list[object]
) -> None:
    domain = found(category, name, argument)
    assert expected is None or domain.expected == expected
    assert [value for value in taken if not domain.takes(value)] == []
    assert [value for value in refused if domain.takes(value)] == []


def test_what_was_not_tried_is_taken() -> None:
    assert found(Category.LAYERS, "Conv2D", "strides").takes((2, 2))
    entry = CATALOG.find("TextVectorization", Category.LAYERS)
    assert entry is not None
    output_mode = domain_of(entry, "output_mode")
    assert output_mode is not None and output_mode.takes("tf_idf")  # beside other arguments
    assert found(Category.LAYERS, "TextVectorization", "vocabulary").takes(["no", "yes"])
    assert found(Category.LAYERS, "TextVectorization", "vocabulary").takes("words.txt")  # a file
    assert found(Category.LAYERS, "EinsumDense", "bias_axes").takes("c")  # beside an equation with it
    assert found(Category.CALLBACKS, "TensorBoard", "profile_batch").takes("10,20")
    assert domain_of(entry, "name") is None


def test_every_default_is_taken() -> None:
    """Keras's own defaults are values that it takes, so far as they are written out."""
    wrong = []
    for category in json.loads(FILE.read_text(encoding="utf-8"))["domains"]:
        for name in CATALOG.category(Category(category)).canonical_names:
            entry = CATALOG.category(Category(category))[name]
            for parameter in entry.parameters:
                domain = domain_of(entry, parameter.name)
                if domain is not None and parameter.default is not None:
                    value = _literal(parameter.default)
                    if not domain.takes(value):
                        wrong.append((name, parameter.name, value))
    assert wrong == []


def test_every_sample_is_taken() -> None:
    for name, entry in CATALOG.category(Category.LAYERS).items():
        sample = sample_of(entry.name)
        for argument, value in _plain_arguments(sample).items():
            domain = domain_of(entry, argument)
            assert domain is None or domain.takes(value), (name, argument, value)


def _plain_arguments(sample: Any) -> dict[str, object]:
    """The arguments of a sample; none of one that needs Keras to make them."""
    try:
        return {} if sample is None else sample.arguments(None)
    except AttributeError:
        return {}


def _literal(text: str) -> object:
    import ast

    return ast.literal_eval(text)


@pytest.mark.tensorflow
@pytest.mark.slow
def test_the_file_says_what_keras_does() -> None:
    """Of each category every 24th class; all of them take minutes: `python -m dsl.catalog.probes`."""
    import tensorflow as tf

    data = json.loads(FILE.read_text(encoding="utf-8"))
    assert data["keras"] == tf.keras.version()
    measured = domains(tf.keras, step=24)
    assert sum(map(len, measured.values())) > 8
    for category, rows in measured.items():
        for name, row in rows.items():
            assert data["domains"][category][name] == row, name
