"""Settings of a `train` block: what they do, and that both loops do the same where the fidelity matrix has no row."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases.discover import LOOPS, Case, code
from tests.run import programs

pytestmark = pytest.mark.tensorflow

MODEL = """model Net(hidden=4) {{
    input x: float32[3]
    output label = x -> Dense(hidden, activation="tanh") -> {noise}Dense(2)
}}

train Net(learning_rate=0.05) {{
    data = npz("net.npz", x="inputs", label="labels")
    loss = {loss}
    metrics = [SparseCategoricalAccuracy(name="accuracy")]
    batch_size = 8
    {settings}
}}
"""

LOSS = "SparseCategoricalCrossentropy(from_logits=True)"


def net(settings: str, loss: str = LOSS, noise: str = "Dropout(0.3) -> ") -> Case:
    return Case("net", MODEL.format(settings=settings, loss=loss, noise=noise), Path(), (), LOOPS)


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> None:
    """A task that can be learnt in part: 44 samples, so that the last batch of an epoch is smaller."""
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((44, 3)).astype("float32")
    labels = (inputs.sum(axis=1) + rng.standard_normal(44) > 0).astype("int32")
    np.savez(tmp_path / "net.npz", inputs=inputs, labels=labels)
    np.savez(tmp_path / "held_out.npz", inputs=inputs[:10] + 0.1, labels=labels[:10])


def train(case: Case, loop: str, tmp_path: Path, style: str = "functional", **settings: Any) -> dict[str, Any]:
    """The history of a run, and under `weights` what the saved model holds."""
    import tensorflow as tf

    module = programs.load(code(case, style, loop), tmp_path, f"{style}_{loop}")
    history = programs.history(module, tmp_path / f"run_{style}_{loop}", **settings)
    path = tmp_path / f"run_{style}_{loop}" / "model.keras"
    weights = tf.keras.models.load_model(path).get_weights() if path.exists() else []
    return {"history": history, "weights": [weight.tolist() for weight in weights]}


# What the rows of `tests/cases/fidelity` have not.
SAME = {
    "optimizer_name": 'epochs = 2\n    optimizer = "rmsprop"',
    "steps_that_divide": "epochs = 3\n    steps_per_execution = 3",
    "early_stopping_on_training": 'epochs = 12\n    callbacks = [EarlyStopping("loss", min_delta=0.05)]',
}

EARLY_STOPPING = (
    "epochs = 30\n    validation_split = 0.25\n    callbacks = ["
    'EarlyStopping(monitor="val_loss", patience=1, min_delta=0.05, restore_best_weights=True)]'
)
PLATEAU = (
    "epochs = 6\n    validation_split = 0.25\n    optimizer = SGD(learning_rate)\n    callbacks = ["
    'ReduceLROnPlateau(monitor="val_loss", patience=1, factor=0.1, min_delta=0.5)]'
)


@pytest.mark.parametrize("settings", SAME.values(), ids=SAME)
def test_both_loops_come_to_the_same(settings: str, tmp_path: Path) -> None:
    case = net(settings)
    fit, custom = (train(case, loop, tmp_path) for loop in LOOPS)
    assert custom["history"] == fit["history"]
    assert custom["weights"] == fit["weights"]
    assert np.isfinite(fit["history"]["loss"]).all()


def test_jit_trains_in_both_loops(tmp_path: Path) -> None:
    case = net("epochs = 2\n    jit_compile = True", noise="")
    fit, custom = (train(case, loop, tmp_path)["history"] for loop in LOOPS)
    assert list(fit) == list(custom)
    for name, values in fit.items():
        np.testing.assert_allclose(values, custom[name], rtol=1e-5)


def test_training_stops_early(tmp_path: Path) -> None:
    for loop in LOOPS:
        history = train(net(EARLY_STOPPING), loop, tmp_path)["history"]
        assert 2 <= len(history["loss"]) < 30


def test_the_rate_goes_down(tmp_path: Path) -> None:
    for loop in LOOPS:
        rates = train(net(PLATEAU), loop, tmp_path)["history"]["learning_rate"]
        assert rates[-1] < rates[0]


def test_training_ends_where_the_loss_is_no_number(tmp_path: Path) -> None:
    inputs = np.ones((40, 3), "float32")
    inputs[20] = np.nan
    np.savez(tmp_path / "net.npz", inputs=inputs, labels=np.zeros(40, "int32"))
    case = net("epochs = 4\n    shuffle = False\n    callbacks = [TerminateOnNaN()]")
    fit, custom = (train(case, loop, tmp_path)["history"] for loop in LOOPS)
    assert len(fit["loss"]) == len(custom["loss"]) == 1
    assert str(fit) == str(custom)


def test_files_that_callbacks_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tensorflow as tf

    settings = (
        "epochs = 3\n    validation_split = 0.25\n    callbacks = "
        '[CSVLogger("log.csv"), ModelCheckpoint("best.keras", monitor="val_loss", save_best_only=True)]'
    )
    written = []
    for loop in LOOPS:
        folder = tmp_path / loop
        folder.mkdir()
        monkeypatch.chdir(folder)
        train(net(settings), loop, tmp_path)
        best = tf.keras.models.load_model("best.keras").get_weights()
        written.append(((folder / "log.csv").read_text(), [weight.tolist() for weight in best]))
    assert written[0] == written[1]
    assert written[0][0].splitlines()[0] == "epoch,accuracy,loss,val_accuracy,val_loss"


def test_the_model_is_saved_where_the_file_says(tmp_path: Path) -> None:
    case = net('epochs = 1\n    save = "deep/down/net.keras"')
    train(case, "fit", tmp_path)
    assert (tmp_path / "deep" / "down" / "net.keras").is_file()
    assert not (tmp_path / "run_functional_fit" / "model.keras").exists()


def test_seeds(tmp_path: Path) -> None:
    case = net("epochs = 1\n    seed = 11")
    runs: tuple[tuple[str, dict[str, int]], ...] = (("a", {}), ("b", {"seed": 11}), ("c", {"seed": 12}))
    for name, _ in runs:
        (tmp_path / name).mkdir()
        shutil.copy(tmp_path / "net.npz", tmp_path / name)
    same, again, other = (train(case, "custom", tmp_path / name, **settings) for name, settings in runs)
    assert same == again
    assert same != other


OUTPUTS = """model Two {
    input x: float32[3], y: float32[2]
    z = [x, y] -> Concatenate() -> Dense(4)
    output a = z -> Dense(1), b = z -> Dense(2, activation="softmax")
}

train Two(gain=0.5) {
    data = npz("two.npz", x="first")
    validation_split = 0.2
    loss = {b: "sparse_categorical_crossentropy", a: MeanSquaredError()}
    loss_weights = {a: 1.0, b: gain}
    metrics = {a: MeanAbsoluteError(name="error"), b: ["accuracy", SparseCategoricalAccuracy(name="right")]}
    batch_size = 4
    epochs = 2
}
"""


def test_settings_by_output(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    arrays = {"first": (20, 3), "y": (20, 2), "a": (20, 1)}
    numbers = {name: rng.standard_normal(shape).astype("float32") for name, shape in arrays.items()}
    np.savez(tmp_path / "two.npz", b=rng.integers(0, 2, 20), **numbers)
    case = Case("two", OUTPUTS, Path(), (), LOOPS)
    found = [
        train(case, loop, tmp_path, style)["history"] for style in ("functional", "subclass", "layer") for loop in LOOPS
    ]
    assert all(history == found[0] for history in found)
    assert set(found[0]) == {
        f"{part}{name}"
        for part in ("", "val_")
        for name in ("loss", "a_loss", "b_loss", "a_error", "b_accuracy", "b_right")
    }
    np.testing.assert_allclose(found[0]["loss"][0], found[0]["a_loss"][0] + 0.5 * found[0]["b_loss"][0], rtol=1e-5)


CSV = """model Table {
    input row: float32[2], age: float32[1], colour: string[1]
    c = colour -> StringLookup(vocabulary=["red", "green"], output_mode="one_hot")
    output price = [row, age, c] -> Concatenate() -> Dense(1)
}

train Table {
    data = csv("data/table.csv", row=["a", "b \\"quoted\\""], price="EUR")
    validation_split = 0.25
    loss = MeanAbsoluteError()
    batch_size = 4
}
"""


def test_data_from_a_table(tmp_path: Path) -> None:
    lines = ['a,"b ""quoted""",age,colour,EUR']
    lines += [f"{i}.5,{i * 2},{20 + i},{['red', 'green', 'blue, or so'][i % 3]!s},{i}" for i in range(8)]
    lines = [line.replace("blue, or so", '"blue, or so"') for line in lines]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "table.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    case = Case("table", CSV, Path(), (), LOOPS)
    fit, custom = (train(case, loop, tmp_path)["history"] for loop in LOOPS)
    assert fit == custom
    module = programs.load(code(case, "functional", "fit"), tmp_path)
    (inputs, prices), (held_out, _) = module.load_data()
    assert inputs["row"].tolist() == [[i + 0.5, i * 2] for i in range(6)]
    assert inputs["age"].shape == (6, 1)
    assert held_out["colour"].reshape(-1).tolist() == ["red", "green"]
    assert np.asarray(prices).tolist() == [0, 1, 2, 3, 4, 5]


def test_data_that_does_not_fit(tmp_path: Path) -> None:
    case = net('epochs = 1\n    validation_data = npz("net.npz", x="nothing", label="labels")')
    module = programs.load(code(case, "functional", "fit"), tmp_path)
    with pytest.raises(SystemExit, match="has no field 'nothing'; it has inputs, labels"):
        module.train(run_dir=str(tmp_path / "run"))


PYTHON = """model Python {
    input x: float32[4]
    output y = x -> Dropout(0.2) -> Dense(2)
}

train Python {
    data = python("cases_data:plain")
    VALIDATION
    loss = MeanSquaredError()
    batch_size = 4
    epochs = 3
}
"""


@pytest.mark.parametrize("validation", ["", "validation_split = 0.3", 'validation_data = python("cases_data:plain")'])
def test_data_from_python(validation: str, tmp_path: Path) -> None:
    case = Case("python", PYTHON.replace("VALIDATION", validation), Path(), (), LOOPS)
    fit, custom = (train(case, loop, tmp_path)["history"] for loop in LOOPS)
    assert fit == custom
    assert any(name.startswith("val_") for name in fit) == bool(validation)


SYNTHETIC = """model Random {
    input x: float32[4], words: int32[?]
    y = words -> Embedding(9, 3) -> GlobalMaxPooling1D()
    output label = [x, y] -> Concatenate() -> Dense(3), value = y -> Dense(1)
}

train Random {
    data = synthetic(20)
    loss = {label: SparseCategoricalCrossentropy(from_logits=True), value: MeanSquaredError()}
    validation_split = 0.25
    batch_size = 4
}
"""


def test_synthetic_data(tmp_path: Path) -> None:
    case = Case("random", SYNTHETIC, Path(), (), LOOPS)
    fit, custom = (train(case, loop, tmp_path)["history"] for loop in LOOPS)
    assert fit == custom
    assert np.isfinite(fit["loss"]).all()


FUNCTIONS = """function swish(x, beta=1.0) {
    output x * ops.sigmoid(beta * x)
}

function huber(y_true, y_pred) {
    error = ops.abs(y_true - y_pred)
    quadratic = ops.minimum(error, 1.0)
    output ops.mean(0.5 * quadratic ** 2 + (error - quadratic), axis=-1)
}

model Functions {
    input x: float32[4]
    output y = x -> Dense(4, activation=swish) -> Dense(2)
}

train Functions {
    data = npz("functions.npz")
    loss = huber
    metrics = [huber, "mae"]
    batch_size = 4
    epochs = 2
}
"""


def test_functions_as_losses_and_metrics(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    numbers = {name: rng.standard_normal((12, size)).astype("float32") for name, size in (("x", 4), ("y", 2))}
    np.savez(tmp_path / "functions.npz", **numbers)
    case = Case("functions", FUNCTIONS, Path(), (), LOOPS)
    twin = Case("functions", FUNCTIONS.replace("loss = huber", "loss = Huber()"), Path(), (), LOOPS)
    fit, custom, keras = (train(case, "fit", tmp_path), train(case, "custom", tmp_path), train(twin, "fit", tmp_path))
    assert fit == custom
    np.testing.assert_allclose(fit["history"]["loss"], keras["history"]["loss"], rtol=1e-5)
    np.testing.assert_allclose(fit["history"]["huber"], fit["history"]["loss"], rtol=1e-5)
