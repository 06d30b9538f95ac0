"""Data sets of Keras: lists of word numbers, and the arguments of their own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.cases import discover
from tests.run import programs

pytestmark = pytest.mark.tensorflow

CASE = next(case for case in discover.valid_cases() if case.name == "data_sequences")
WORDS = 60


@pytest.fixture(autouse=True)
def reviews(keras_data: Path) -> None:
    """Lists of 5 to 30 word numbers where Keras keeps its copy of IMDB."""
    rng = np.random.default_rng(0)
    arrays = {}
    for part, count in (("train", 40), ("test", 12)):
        texts = [rng.integers(1, WORDS, size=rng.integers(5, 30)).tolist() for _ in range(count)]
        arrays |= {f"x_{part}": np.array(texts, dtype="object"), f"y_{part}": rng.integers(0, 2, size=count)}
    np.savez(keras_data / "imdb.npz", **arrays)


def test_lists_are_cut_and_padded(tmp_path: Path) -> None:
    import tensorflow as tf

    module = programs.load(discover.code(CASE, "functional", "fit"), tmp_path, "sequences")
    (words, kinds), (held_out, _) = module.load_data()
    assert words.shape == (40, 20) and held_out.shape == (12, 20) and kinds.shape == (40,)
    (texts, _), _ = tf.keras.datasets.imdb.load_data(num_words=50, skip_top=2)
    for row, text in zip(words, texts, strict=True):
        assert list(row) == [0] * (20 - len(text)) + text[-20:]
    assert words.max() < 50


def test_lists_of_any_length_are_padded_to_the_longest(tmp_path: Path) -> None:
    case = discover.Case("any", CASE.text.replace("int32[20]", "int32[?]"), Path(), (), ())
    module = programs.load(discover.code(case, "functional", "fit"), tmp_path, "longest")
    for words, _ in module.load_data():
        assert words.shape[1] > 20
        lengths = np.count_nonzero(words, axis=1)
        assert max(lengths) == words.shape[1] and min(lengths) < 20
        assert all((row[: len(row) - length] == 0).all() for row, length in zip(words, lengths, strict=True))


def test_loops_train_alike(tmp_path: Path) -> None:
    found = [
        programs.history(
            programs.load(discover.code(CASE, "functional", loop), tmp_path, f"train_{loop}"), tmp_path / loop
        )
        for loop in ("fit", "custom")
    ]
    assert found[0] == found[1]
    assert {"loss", "accuracy", "val_loss", "val_accuracy"} == set(found[0])
