"""Callbacks are called alike by both loops, and every callback of Keras does the same in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases.discover import LOOPS, Case, code
from tests.run import programs

pytestmark = pytest.mark.tensorflow

NET = """from recording import Recorder, slower, tell

model Net {
    input x: float32[3]
    output label = x -> Dense(4) -> BatchNormalization() -> Dropout(0.3) -> Dense(2)
}

train Net {
    data = npz("net.npz", x="inputs", label="labels")
    validation_split = 0.25
    loss = SparseCategoricalCrossentropy(from_logits=True)
    metrics = [SparseCategoricalAccuracy(name="accuracy")]
    optimizer = OPTIMIZER
    callbacks = [CALLBACKS]
    batch_size = 8
    epochs = 4
    SETTINGS
}
"""


def net(callbacks: str, settings: str = "", optimizer: str = "SGD(0.05)") -> Case:
    text = NET.replace("CALLBACKS", callbacks).replace("SETTINGS", settings).replace("OPTIMIZER", optimizer)
    return Case("net", text, Path(), (), LOOPS)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((44, 3)).astype("float32")
    np.savez(tmp_path / "net.npz", inputs=inputs, labels=(inputs.sum(axis=1) > 0).astype("int32"))
    monkeypatch.chdir(tmp_path)


def train(case: Case, loop: str, tmp_path: Path) -> dict[str, Any]:
    """What a run comes to: the calls that were recorded, the history, the weights, and the files in its folder."""
    import tensorflow as tf
    from recording import Recorder  # type: ignore[import-not-found]

    Recorder.calls = []
    run = tmp_path / loop
    run.mkdir()
    module = programs.load(code(case, "functional", loop), tmp_path, loop)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(run)
        history = programs.history(module, run)
    weights = tf.keras.models.load_model(run / "model.keras").get_weights()
    files = sorted(re.sub(r"[\d.]{9,}.*\.v2", "N", str(path.relative_to(run))) for path in run.rglob("*"))
    calls = [call for call in Recorder.calls if call[0] != "model" or call[2]]
    return {"calls": calls, "history": history, "weights": [w.tolist() for w in weights], "files": files}


@pytest.mark.parametrize("settings", ["", "steps_per_execution = 2", "steps_per_execution = 5", "validation_split = 0"])
def test_the_calls_are_those_of_fit(settings: str, tmp_path: Path) -> None:
    case = net("Recorder()", settings)
    if "validation" in settings:
        case = Case("net", case.text.replace("    validation_split = 0.25\n", ""), Path(), (), LOOPS)
    fit, custom = (train(case, loop, tmp_path) for loop in LOOPS)
    assert custom["calls"] == fit["calls"]
    assert custom == fit
    hooks = [call[0] for call in fit["calls"]]
    assert hooks.count("on_epoch_end") == 4 and hooks.count("on_train_end") == 1
    assert hooks.count("on_train_batch_end") in (20, 12, 4, 24)


CALLBACKS = {
    "EarlyStopping": "EarlyStopping(patience=1, min_delta=5, restore_best_weights=True)",
    "ModelCheckpoint": 'ModelCheckpoint("best.weights.h5", save_best_only=True, save_weights_only=True)',
    "ModelCheckpoint of steps": 'ModelCheckpoint("{epoch}-{batch}.keras", save_freq=3)',
    "ReduceLROnPlateau": "ReduceLROnPlateau(patience=1, min_delta=5)",
    "LearningRateScheduler": "LearningRateScheduler(slower)",
    "CSVLogger": 'CSVLogger("log.csv")',
    "TensorBoard": 'TensorBoard("logs", update_freq=2)',
    "TerminateOnNaN": "TerminateOnNaN()",
    "LambdaCallback": "LambdaCallback(on_epoch_end=tell)",
    "BackupAndRestore": 'BackupAndRestore("backup")',
    "SwapEMAWeights": "SwapEMAWeights(swap_on_epoch=True)",
    "several": "Recorder(), EarlyStopping(patience=1, min_delta=5), LearningRateScheduler(slower), Recorder()",
}


@pytest.mark.parametrize("name", CALLBACKS)
def test_callbacks_of_keras_do_the_same(name: str, tmp_path: Path) -> None:
    if name == "TensorBoard":
        pytest.importorskip("tensorboard")
    optimizer = "SGD(0.05, use_ema=True)" if name == "SwapEMAWeights" else "SGD(0.05)"
    fit, custom = (train(net(CALLBACKS[name], optimizer=optimizer), loop, tmp_path) for loop in LOOPS)
    assert custom == fit
    assert fit["history"]["loss"] and np.isfinite(fit["history"]["loss"]).all()
