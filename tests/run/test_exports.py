"""What a run leaves: models for other runtimes, logs for TensorBoard, tables and records."""

from __future__ import annotations

import csv
import importlib.util
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dsl.analysis.training.exports import FORMATS, NOT_IN_ONNX
from tests.cases.discover import LOOPS, Case, code
from tests.run import programs

pytestmark = pytest.mark.tensorflow

NET = """model Net(hidden=4) {
    input x: float32[3], z: float32[2]
    h = [x, z] -> Concatenate() -> Dense(hidden, activation="tanh") -> Dropout(0.5)
    output label = h -> Dense(2), size = h -> Dense(1)
}

train Net(rate=0.05) {
    data = npz("net.npz")
    validation_split = 0.25
    loss = {label: SparseCategoricalCrossentropy(from_logits=True), size: MeanSquaredError()}
    metrics = {label: [SparseCategoricalAccuracy(name="accuracy")]}
    optimizer = Adam(rate)
    batch_size = 8
    epochs = 2
    SETTINGS
}
"""

CHAIN = """model Net {
    input x: float32[8, 8, 1]
    output label = x -> Conv2D(4, 3) -> Flatten() -> Dense(2)
}

train Net {
    data = npz("chain.npz")
    loss = SparseCategoricalCrossentropy(from_logits=True)
    SETTINGS
}
"""

EXPORT = (
    'export = {tf_saved_model: "out/saved", onnx: "out/deep/net.onnx", litert: "out/net.tflite", '
    'openvino: "out/net.xml"}'
)


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, 40)
    x, z = (rng.standard_normal((40, size)).astype("float32") for size in (3, 2))
    np.savez(tmp_path / "net.npz", x=x, z=z, label=labels, size=rng.standard_normal((40, 1)))
    np.savez(tmp_path / "chain.npz", x=rng.standard_normal((40, 8, 8, 1)), label=labels)


def train(text: str, settings: str, style: str, loop: str, folder: Path) -> dict[str, Any]:
    """The history of a run in `folder / "run"`."""
    case = Case("net", text.replace("SETTINGS", settings), Path(), (), LOOPS)
    return programs.history(programs.load(code(case, style, loop), folder, f"{style}_{loop}"), folder / "run")


# --- models for other runtimes -------------------------------------------------------------------


def from_saved_model(path: Path, inputs: dict[str, Any]) -> dict[str, Any]:
    import tensorflow as tf

    loaded = tf.saved_model.load(str(path))
    given = {name: tf.constant(array) for name, array in inputs.items()}
    found = loaded.serve(given if len(given) > 1 else given["x"])
    return {name: value.numpy() for name, value in found.items()} if isinstance(found, dict) else {"": found.numpy()}


def from_onnx(path: Path, inputs: dict[str, Any]) -> dict[str, Any]:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    given = {port.name: by_end(inputs, port.name) for port in session.get_inputs()}
    return dict(zip((port.name for port in session.get_outputs()), session.run(None, given), strict=True))


def from_litert(path: Path, inputs: dict[str, Any]) -> dict[str, Any]:
    from ai_edge_litert.interpreter import Interpreter

    runner = Interpreter(model_path=str(path)).get_signature_runner()
    found: dict[str, Any] = runner(**{name: by_end(inputs, name) for name in runner.get_input_details()})
    return found


def from_openvino(path: Path, inputs: dict[str, Any]) -> dict[str, Any]:
    import openvino

    core = openvino.Core()
    core.set_property("CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    compiled = core.compile_model(str(path), "CPU")
    found = compiled({port.get_any_name(): by_end(inputs, port.get_any_name()) for port in compiled.inputs})
    return {port.get_any_name(): found[port] for port in compiled.outputs}


def by_end(inputs: dict[str, Any], name: str) -> Any:
    """The input that a runtime calls `x`; in a class `args_0_x`, or `args_0` and `args_0_1` in the order of names."""
    places = {"args_0": "x", "args_0_1": "z"}
    return next((array for known, array in inputs.items() if places.get(name, name).endswith(known)), inputs["x"])


RUNTIMES = {
    "out/saved": from_saved_model,
    "out/deep/net.onnx": from_onnx,
    "out/net.tflite": from_litert,
    "out/net.xml": from_openvino,
}


@pytest.mark.parametrize(
    ("text", "style", "loop"),
    [
        (NET, "functional", "fit"),
        (NET, "subclass", "custom"),
        (NET, "layer", "fit"),
        (CHAIN, "sequential", "custom"),
    ],
    ids=lambda value: value if len(str(value)) < 20 else "net",
)
def test_every_runtime_predicts_what_the_model_does(text: str, style: str, loop: str, tmp_path: Path) -> None:
    import tensorflow as tf

    assert len(RUNTIMES) == len(FORMATS)
    train(text, EXPORT, style, loop, tmp_path)
    model = tf.keras.models.load_model(tmp_path / "run" / "model.keras")
    with np.load(tmp_path / ("net.npz" if text is NET else "chain.npz")) as arrays:
        inputs = {name: arrays[name][:7].astype("float32") for name in ("x", "z") if name in arrays}
    expected = model.predict(inputs if len(inputs) > 1 else inputs["x"], verbose=0)
    expected = expected if isinstance(expected, dict) else {"": expected}
    for path, run in RUNTIMES.items():
        found = run(tmp_path / path, inputs)
        assert len(found) == len(expected), path
        for name, array in expected.items():
            given = found[name] if name in found else next(iter(found.values()))
            np.testing.assert_allclose(given, array, atol=1e-5, err_msg=path)


def test_missing_packages_are_told_before_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name in ("tf2onnx", "tensorboard") else found(name)
    )
    with pytest.raises(SystemExit, match="needs tf2onnx and tensorboard: pip install tf2onnx tensorboard"):
        train(NET, 'tensorboard = "logs"\n    export = {onnx: "net.onnx"}', "functional", "fit", tmp_path)
    assert not (tmp_path / "run").exists()


def test_a_file_that_the_converter_left_things_out_of(tmp_path: Path) -> None:
    """An own layer that keeps a constant: tf2onnx makes an input of it."""
    (tmp_path / "run").mkdir()
    text = CHAIN.replace("Flatten()", "Shifted() -> Flatten()")
    case = Case("net", f"from shifted import Shifted\n{text}".replace("SETTINGS", EXPORT), Path(), (), LOOPS)
    module = programs.load(code(case, "functional", "fit"), tmp_path)
    with pytest.raises(SystemExit, match="not usable, as the converter made inputs of constants: x, "):
        module.train(run_dir=str(tmp_path / "run"))
    assert (tmp_path / "run" / "model.keras").is_file() and (tmp_path / "run" / "history.json").is_file()


ARGUMENTS: dict[str, dict[str, Any]] = {
    "Discretization": {"bin_boundaries": [0.0, 1.0]},
    "Hashing": {"num_bins": 3},
    "IntegerLookup": {"vocabulary": [1, 2]},
    "Normalization": {"mean": 1.0, "variance": 2.0},
    "RandomFlip": {},
    "RandomRotation": {"factor": 0.1},
    "RandomContrast": {"factor": 0.1},
    "StringLookup": {"vocabulary": ["a", "b"]},
    "TextVectorization": {"vocabulary": ["a", "b"]},
    # These are known.
    "CategoryEncoding": {"num_tokens": 3},
    "CenterCrop": {"height": 2, "width": 2},
    "Rescaling": {"scale": 2.0},
    "Resizing": {"height": 2, "width": 2},
}
DTYPES = {"Hashing": "int32", "IntegerLookup": "int32", "StringLookup": "string", "TextVectorization": "string"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ARGUMENTS)
def test_layers_that_are_refused_for_onnx(name: str, tmp_path: Path) -> None:
    """Those that are refused, and no others, make a file that cannot be used."""
    import onnxruntime
    import tensorflow as tf

    layer = getattr(tf.keras.layers, name)(**ARGUMENTS[name])
    images = name.startswith(("Random", "Res", "Center"))
    shape = (4, 4, 3) if images else (1,) if name == "TextVectorization" else (3,)
    inputs = tf.keras.Input(shape, dtype=DTYPES.get(name, "float32"))
    model = tf.keras.Model(inputs, layer(inputs))
    model.predict(
        tf.zeros((1, *shape), inputs.dtype) if inputs.dtype != "string" else tf.fill((1, *shape), "a"), verbose=0
    )
    usable = False
    try:
        model.export(str(tmp_path / "net.onnx"), format="onnx", verbose=False)
        session = onnxruntime.InferenceSession(str(tmp_path / "net.onnx"), providers=["CPUExecutionProvider"])
        usable = len(session.get_inputs()) == 1
    except Exception as error:
        assert "onnx" in type(error).__module__ or "onnx" in str(error).lower(), error
    assert usable == (name not in NOT_IN_ONNX)


# --- logs and tables -----------------------------------------------------------------------------


@pytest.mark.parametrize("loop", LOOPS)
def test_tensorboard_has_the_history(loop: str, tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    from tensorboard.util import tensor_util

    history = train(NET, 'tensorboard = "deep/logs"', "functional", loop, tmp_path)
    for part, prefix in (("train", ""), ("validation", "val_")):
        events = EventAccumulator(str(tmp_path / "deep" / "logs" / "run" / part), size_guidance={"tensors": 0})
        events.Reload()
        for name in ("loss", "label_accuracy", "size_loss"):
            logged = [float(tensor_util.make_ndarray(each.tensor_proto)) for each in events.Tensors(f"epoch_{name}")]
            assert logged == pytest.approx(history[f"{prefix}{name}"], rel=1e-6)


@pytest.mark.parametrize("loop", LOOPS)
def test_tables_and_record(loop: str, tmp_path: Path) -> None:
    import tensorflow as tf

    history = train(NET, 'save = "deep/net.keras"', "subclass", loop, tmp_path)
    rows = list(csv.DictReader((tmp_path / "run" / "history.csv").open(newline="")))
    assert [row["epoch"] for row in rows] == ["0", "1"]
    assert list(rows[0]) == ["epoch", *history]
    assert {name: [float(row[name]) for row in rows] for name in history} == history  # every digit of them
    record = json.loads((tmp_path / "run" / "run.json").read_text())
    assert record["settings"] == {"epochs": 2, "batch_size": 8, "seed": 0, "hidden": 4, "rate": 0.05}
    assert record["versions"]["tensorflow"] == tf.__version__ and record["versions"]["keras"] == tf.keras.__version__
    assert record["model"] == "../deep/net.keras" and record["steps"] == 4 and record["devices"]
    assert len(record["seconds"]) == 2 and all(math.isfinite(each) and each > 0 for each in record["seconds"])
