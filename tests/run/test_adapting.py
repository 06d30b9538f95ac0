"""Layers that learn from the training data, where more than an input stands before them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases import discover
from tests.run import programs

pytestmark = [pytest.mark.tensorflow, pytest.mark.slow]

CASES = {case.name: case for case in discover.valid_cases()}
CASE = CASES["adapted_behind"]


def samples() -> dict[str, Any]:
    rng = np.random.default_rng(4)
    left, right = rng.uniform(0, 9, (2, 20, 6)).astype("float32")
    words = rng.choice(np.array(["red", "green", "blue"]), (20, 1))
    codes = rng.integers(3, 8, (20, 2)).astype("int32")
    return {"left": left, "right": right, "words": words, "codes": codes, "y": left[:, :1] - right[:, 1:2]}


def test_layers_learn_what_they_are_called_on(tmp_path: Path) -> None:
    given = samples()
    np.savez(tmp_path / "people.npz", **given)
    found = {}
    for style in ("functional", "subclass", "layer"):
        for loop in ("fit", "custom"):
            module = programs.load(discover.code(CASE, style, loop), tmp_path, f"{style}_{loop}")
            found[style, loop] = programs.history(module, tmp_path / f"{style}_{loop}", epochs=2, seed=3, batch_size=8)
    assert all(history == found["functional", "fit"] for history in found.values())


def test_a_shared_layer_learns_from_all_of_its_calls(tmp_path: Path) -> None:
    import tensorflow as tf

    given = samples()
    np.savez(tmp_path / "people.npz", **given)
    module = programs.load(discover.code(CASE, "functional", "fit"), tmp_path, "shared")
    module.train(epochs=1, batch_size=8, run_dir=str(tmp_path / "run"))
    model = tf.keras.models.load_model(tmp_path / "run" / "model.keras")
    seen = np.concatenate([given["left"][:, :3] * 2, given["right"][:, 3:] / 4])
    mean, variance = (np.ravel(value) for value in model.get_layer("normalization").variables[:2])
    np.testing.assert_allclose(mean, seen.mean(axis=0), rtol=1e-5)
    np.testing.assert_allclose(variance, seen.var(axis=0), rtol=1e-4)
    assert set(model.get_layer("integer_lookup_1").get_vocabulary()) == {-1, *given["codes"][:, 0].tolist()}
    assert set(model.get_layer("string_lookup_2").get_vocabulary()) == {"[UNK]", "red", "green", "blue"}


def test_bins_are_learned_in_every_style(tmp_path: Path) -> None:
    import tensorflow as tf

    case, rng = CASES["learned_bins"], np.random.default_rng(2)
    ages = rng.uniform(0, 9, (20, 4)).astype("float32")
    np.savez(tmp_path / "people.npz", age=ages, y=ages[:, :1])
    histories, predictions = [], []
    for style in programs.styles_of(case):
        for loop in ("fit", "custom"):
            module = programs.load(discover.code(case, style, loop), tmp_path, f"bins_{style}_{loop}")
            folder = tmp_path / f"{style}_{loop}"
            histories.append(programs.history(module, folder))
            loaded = tf.keras.models.load_model(folder / "model.keras")
            predictions.append(loaded.predict(ages, verbose=0))
    assert len(histories) == 8
    assert all(history == histories[0] for history in histories)
    assert len(np.unique(predictions[0])) > 2
    for prediction in predictions:
        np.testing.assert_array_equal(prediction, predictions[0])
