"""Checkpoints: a run that was stopped anywhere ends as one that was not, bit for bit."""

from __future__ import annotations

import json
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases.discover import LOOPS, STYLES, Case, code
from tests.run import programs

pytestmark = pytest.mark.tensorflow

# Everything that a state may be missing: the seeds of dropout, moving averages, a rate that changes, a partial batch.
NET = """from stopping import StopAt

model Net(hidden=4) {
    input x: float32[3]
    output label = x -> Dense(hidden) -> BatchNormalization() -> ReLU() -> Dropout(0.3) -> Dense(2)
}

train Net(rate=0.05) {
    data = npz("net.npz", x="inputs", label="labels")
    validation_split = 0.25
    loss = SparseCategoricalCrossentropy(from_logits=True)
    metrics = [SparseCategoricalAccuracy(name="accuracy")]
    optimizer = OPTIMIZER
    callbacks = [CALLBACKS]
    batch_size = 8
    epochs = 4
    checkpoint = "kept"
    checkpoint_seconds = 0
    SETTINGS
}
"""

DECAY = "Adam(ExponentialDecay(rate, 3, 0.9))"


def net(optimizer: str = DECAY, callbacks: str = "", settings: str = "") -> Case:
    listed = ", ".join(filter(None, [callbacks, "StopAt()"]))
    text = NET.replace("OPTIMIZER", optimizer).replace("CALLBACKS", listed).replace("SETTINGS", settings)
    return Case("net", text, Path(), STYLES, LOOPS)


FEATURES = {
    "early stopping": net(callbacks='EarlyStopping("loss", patience=1, min_delta=9, restore_best_weights=True)'),
    "rates by callbacks": net("SGD(rate)", 'ReduceLROnPlateau(patience=1, min_delta=9), CSVLogger("log.csv")'),
    "averages and accumulation": net("Adam(rate, use_ema=True, gradient_accumulation_steps=2, clipnorm=1.0)"),
    "float16": net(settings='dtype_policy = "mixed_float16"'),
    "several steps a call": net(settings="steps_per_execution = 2"),
    "in order": net(settings="shuffle = False"),
    "class weights": net(settings="class_weight = {0: 2.0}"),
}

STREAM = """from stopping import StopAt

model Net {
    input x: float32[4]
    output y = x -> Dense(3) -> Dropout(0.2) -> Dense(2)
}

train Net {
    data = python("cases_data:plain")
    loss = MeanSquaredError()
    callbacks = [StopAt()]
    batch_size = 4
    epochs = 3
    checkpoint = "kept"
    checkpoint_seconds = 0
}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((38, 3)).astype("float32")
    labels = (inputs.sum(axis=1) > 0).astype("int32")
    for run in ("whole", "stopped"):
        (tmp_path / run).mkdir()
        np.savez(tmp_path / run / "net.npz", inputs=inputs, labels=labels)
    monkeypatch.chdir(tmp_path)


class Run:
    """A program in a folder of its own."""

    def __init__(self, case: Case, style: str, loop: str, folder: Path) -> None:
        self.folder = folder
        self.module: types.ModuleType = programs.load(code(case, style, loop), folder, "program")

    def train(self, batches: int = -1, epochs: int = -1, for_epochs: int = 4, **settings: Any) -> bool:
        """Train until the end, or until so many batches or epochs have been; gives whether it was the end."""
        import tensorflow as tf
        from stopping import PowerCut, StopAt  # type: ignore[import-not-found]

        StopAt.batches, StopAt.epochs = batches, epochs
        tf.keras.backend.clear_session()
        try:
            self.module.train(run_dir=str(self.folder / "run"), epochs=for_epochs, **settings)
        except PowerCut:
            return False
        return True

    def end(self) -> dict[str, Any]:
        """All that the training has come to: weights, the state of the optimizer, the history, the saved model."""
        import tensorflow as tf

        with np.load(self.folder / "kept" / "state.npz") as file:
            state = {name: file[name].tobytes() for name in file if name.startswith(("model", "optimizer"))}
        history = json.loads((self.folder / "run" / "history.json").read_text())
        saved = tf.keras.models.load_model(self.folder / "run" / "model.keras")
        best = tf.keras.models.load_model(self.folder / "kept" / "best.keras")
        weights = [[weight.tobytes() for weight in model.get_weights()] for model in (saved, best)]
        return {"state": state, "history": history, "weights": weights}


def check(case: Case, style: str, loop: str, tmp_path: Path, stops: list[dict[str, int]]) -> None:
    whole = Run(case, style, loop, tmp_path / "whole")
    assert whole.train()
    stopped = Run(case, style, loop, tmp_path / "stopped")
    ends = [stopped.train(**stop) for stop in stops]
    assert not all(ends), "nothing was stopped"
    assert stopped.train()
    assert stopped.end() == whole.end()
    assert stopped.train(), "a run that has ended ends again"
    assert stopped.end() == whole.end()


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("style", STYLES)
def test_a_run_that_was_stopped_ends_as_one_that_was_not(style: str, loop: str, tmp_path: Path) -> None:
    """In the middle of an epoch, before its first step, after its last, and between its end and the checkpoint."""
    check(net(), style, loop, tmp_path, [{"batches": 0}, {"batches": 2}, {"batches": 6}, {"epochs": 1}, {"batches": 1}])


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("feature", FEATURES)
def test_nothing_is_forgotten(feature: str, loop: str, tmp_path: Path) -> None:
    check(FEATURES[feature], "functional", loop, tmp_path, [{"batches": 3}, {"epochs": 1}, {"batches": 2}])


@pytest.mark.parametrize("loop", LOOPS)
def test_streams_go_on(loop: str, tmp_path: Path) -> None:
    case = Case("net", STREAM, Path(), STYLES, LOOPS)
    check(case, "functional", loop, tmp_path, [{"batches": 3}, {"epochs": 1}, {"batches": 2}])


def test_a_log_goes_on_without_a_gap(tmp_path: Path) -> None:
    logs = []
    for name, stops in (("whole", []), ("stopped", [{"epochs": 2}, {"batches": 1}])):
        run = Run(FEATURES["rates by callbacks"], "functional", "fit", tmp_path / name)
        for stop in stops:
            run.train(**stop)
        run.train()
        logs.append(Path("log.csv").read_text())
        Path("log.csv").unlink()
    assert logs[0] == logs[1]
    assert logs[0].count("\n") == 5


def test_a_longer_run_goes_on(tmp_path: Path) -> None:
    whole, longer = (Run(net(), "subclass", "custom", tmp_path / name) for name in ("whole", "stopped"))
    assert whole.train()
    assert longer.train(for_epochs=2)
    assert longer.train()
    assert longer.end() == whole.end()


def test_another_run_is_refused(tmp_path: Path) -> None:
    run = Run(net(), "functional", "fit", tmp_path / "stopped")
    assert not run.train(batches=3)
    kept = (run.folder / "kept" / "state.npz").read_bytes()

    with pytest.raises(SystemExit) as refused:
        run.train(hidden=5)
    assert str(refused.value).endswith("another parameter; --fresh starts over\n- hidden = 4\n+ hidden = 5")

    data = dict(np.load(run.folder / "net.npz"))
    data["inputs"][0, 0] += 1
    np.savez(run.folder / "net.npz", **data)
    with pytest.raises(SystemExit) as refused:
        run.train()
    assert "another data; --fresh starts over\n- x: (28, 3) float32, checksum" in str(refused.value)
    assert "label" not in str(refused.value)

    other = Run(Case("net", net().text.replace("Dropout(0.3)", "Dropout(0.5)"), Path(), STYLES, LOOPS), "functional",
                "fit", tmp_path / "stopped")  # fmt: skip
    with pytest.raises(SystemExit) as refused:
        other.train()
    changed = [line[2:].strip() for line in str(refused.value).splitlines()[1:]]
    assert changed == ["label = tf.keras.layers.Dropout(0.3)(label)", "label = tf.keras.layers.Dropout(0.5)(label)"]

    assert (run.folder / "kept" / "state.npz").read_bytes() == kept
    assert other.train(fresh=True)


def test_what_is_no_checkpoint(tmp_path: Path) -> None:
    run = Run(net(), "functional", "fit", tmp_path / "stopped")
    (run.folder / "kept").mkdir()
    for content in (b"", b"no archive", b"PK\x03\x04"):
        (run.folder / "kept" / "state.npz").write_bytes(content)
        with pytest.raises(SystemExit, match=r"state\.npz is no checkpoint \(.+\); --fresh starts over"):
            run.train()
    (run.folder / "kept" / "state.npz").unlink()
    (run.folder / "kept").rmdir()
    (run.folder / "kept").write_text("a file")
    with pytest.raises(SystemExit, match="kept: no checkpoint can be kept there: File exists"):
        run.train()


@pytest.mark.parametrize("loop", LOOPS)
def test_a_loss_that_is_no_number_ends_the_run_and_keeps_the_last_good_state(loop: str, tmp_path: Path) -> None:
    run = Run(net(settings="shuffle = False"), "functional", loop, tmp_path / "stopped")
    data = dict(np.load(run.folder / "net.npz"))
    data["inputs"][20] = np.nan
    np.savez(run.folder / "net.npz", **data)
    with pytest.raises(SystemExit) as ended:
        run.train()
    expected = f"\nThe loss is nan after step 3 of epoch 1; the last good checkpoint is {run.folder}/kept/state.npz"
    assert str(ended.value) == expected
    with np.load(run.folder / "kept" / "state.npz") as file:
        state = json.loads(str(file["state"]))
        assert (state["epoch"], state["step"]) == (0, 2)
        assert all(np.isfinite(file[name]).all() for name in file if name != "state")
