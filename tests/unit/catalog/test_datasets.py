"""What is in Keras's data sets: the table says what their documentation says."""

from __future__ import annotations

import inspect
import re

import pytest

from dsl.catalog import Category, load
from dsl.catalog.datasets import KNOWN, known_data


def test_every_data_set_of_keras_is_known() -> None:
    assert set(KNOWN) == set(load().category(Category.DATASETS).canonical_names)


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", KNOWN)
def test_shapes_are_those_of_the_documentation(name: str) -> None:
    tf = pytest.importorskip("tensorflow")
    text = " ".join((inspect.getdoc(getattr(tf.keras.datasets, name).load_data) or "").split())
    known = KNOWN[name]
    if known.is_sequences:
        assert "lists of sequences" in text
        return
    sizes = [int(size) for size in re.findall(r"\d+", re.search(r"\(\w+, ([\d, ]+)\)", text)[1])]  # type: ignore[index]
    assert tuple(sizes) == known.sample
    if known.classes:
        labels = re.search(r"assert y_train\.shape == \(\d+,(?: (\d+))?\)", text)
        assert labels is not None and tuple(int(size) for size in labels.groups() if size) == known.label


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    ("name", "words"), [("reuters", "46 topics"), ("cifar100", "100 fine"), ("mnist", "10 digits")]
)
def test_classes_are_those_of_the_documentation(name: str, words: str) -> None:
    tf = pytest.importorskip("tensorflow")
    text = " ".join((inspect.getdoc(getattr(tf.keras.datasets, name).load_data) or "").split())
    assert words in text and words.startswith(str(KNOWN[name].classes))


def test_coarse_labels_have_fewer_classes() -> None:
    coarse, unknown = known_data("cifar100", "coarse"), known_data("cats")
    assert coarse is not None and coarse.classes == 20 and unknown is None
