"""Test samples, weights, and what is said about arrays that do not fit the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases.discover import LOOPS, Case, code
from tests.run import programs

pytestmark = pytest.mark.tensorflow

STYLES = ("functional", "subclass")

NET = """model Net(hidden=4) {
    input x: float32[3]
    output label = x -> Dense(hidden, activation="tanh") -> Dropout(0.2) -> Dense(UNITS)
}

train Net {
    data = npz("net.npz", label="LABEL"MORE)
    loss = LOSS
    SETTINGS
    batch_size = 8
    epochs = 3
}
"""
SPARSE = "SparseCategoricalCrossentropy(from_logits=True)"


def net(settings: str = "", loss: str = SPARSE, units: int = 3, label: str = "label", more: str = "") -> str:
    text = NET.replace("SETTINGS", settings).replace("LOSS", loss).replace("UNITS", str(units))
    return text.replace("LABEL", label).replace("MORE", more)


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((44, 3)).astype("float32")
    labels = np.argmax(inputs + rng.standard_normal((44, 3)), axis=1)
    for name, part in (("net", slice(0, 44)), ("test", slice(30, 44))):
        np.savez(
            tmp_path / f"{name}.npz",
            x=inputs[part],
            label=labels[part],
            column=labels[part, np.newaxis],
            one_hot=np.eye(3)[labels[part]],
            yes=(labels[part] == 1)[:, np.newaxis],
            weight=rng.random(44)[part],
        )


def load(text: str, tmp_path: Path, style: str = "functional", loop: str = "fit") -> Any:
    return programs.load(code(Case("arrays", text, Path(), (), LOOPS), style, loop), tmp_path, f"{style}_{loop}")


def same(text: str, tmp_path: Path) -> dict[str, Any]:
    """The history that all styles and loops have in common, and under `test` the numbers of the test samples."""
    found = []
    for style in STYLES:
        for loop in LOOPS:
            folder = tmp_path / f"{style}_{loop}"
            history = programs.history(load(text, tmp_path, style, loop), folder)
            results = json.loads((folder / "test.json").read_text()) if (folder / "test.json").exists() else None
            found.append({**history, "test": results})
    assert all(history == found[0] for history in found)
    return found[0]


TEST = 'test_data = npz("test.npz")\n    metrics = ["accuracy"]'


@pytest.mark.parametrize(
    "more", ["", "\n    validation_split = 0.25", "\n    validation_split = 0.5\n    shuffle = False"]
)
def test_test_samples(more: str, tmp_path: Path) -> None:
    history = same(net(TEST + more), tmp_path)
    assert set(history["test"]) == {"loss", "accuracy"}
    assert "test" not in json.loads((tmp_path / "functional_fit" / "history.json").read_text())


def test_test_samples_with_several_steps_in_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = same(net(TEST + "\n    validation_split = 0.25"), tmp_path)
    several = same(net(TEST + "\n    validation_split = 0.25\n    steps_per_execution = 5"), tmp_path)
    assert one == several
    said = f"Test: accuracy {one['test']['accuracy']:.4f}, loss {one['test']['loss']:.4f}"
    assert said in capsys.readouterr().out


def test_test_samples_after_averaged_weights(tmp_path: Path) -> None:
    same(net(TEST + "\n    optimizer = Adam(use_ema=True, ema_momentum=0.5)"), tmp_path)


# --- weights -------------------------------------------------------------------------------------

CLASSES = 'class_weight = {0: 2.0, 2: 0.5}\n    validation_split = 0.25\n    weighted_metrics = ["accuracy"]'
WEIGHTED = {
    "classes": net(CLASSES),
    "classes_in_a_column": net(CLASSES, label="column"),
    "one_hot": net(CLASSES, "CategoricalCrossentropy(from_logits=True)", label="one_hot"),
    "binary": net("class_weight = {1: 3}", "BinaryCrossentropy(from_logits=True)", 1, "yes"),
    "samples": net('validation_split = 0.25\n    weighted_metrics = ["accuracy"]', more=', sample_weight="weight"'),
    "samples_of_training": net('validation_data = npz("test.npz")', more=', sample_weight="weight"'),
    "samples_of_validation": net('validation_data = npz("test.npz", sample_weight="weight")'),
    "steps_in_one": net(CLASSES + "\n    steps_per_execution = 5"),
}


@pytest.mark.parametrize("text", WEIGHTED.values(), ids=WEIGHTED)
def test_both_loops_weigh_alike(text: str, tmp_path: Path) -> None:
    history = same(text, tmp_path)
    assert np.isfinite(history["loss"]).all()


def test_weights_of_classes_are_those_of_their_samples(tmp_path: Path) -> None:
    with np.load(tmp_path / "net.npz") as arrays:
        weights = np.array([2.0, 1.0, 0.5])[arrays["label"]]
        np.savez(tmp_path / "net.npz", **{**arrays, "weight": weights})
    by_class = same(net("class_weight = {0: 2.0, 2: 0.5}"), tmp_path)
    assert by_class == same(net(more=', sample_weight="weight"'), tmp_path)
    assert by_class != same(net(), tmp_path)


def test_weights_from_a_table_for_two_outputs(tmp_path: Path) -> None:
    rows = [f"{i / 9},{i % 2},{i},{1 + i % 3}" for i in range(12)]
    (tmp_path / "two.csv").write_text("x,a,b,w\n" + "\n".join(rows))
    text = (
        "model Two {\n    input x: float32[1]\n    output a = x -> Dense(1), b = x -> Dense(1)\n}\n"
        'train Two {\n    data = csv("two.csv", sample_weight="w")\n    weighted_metrics = {a: "mse", b: ["mae"]}\n'
        "    loss = {a: BinaryCrossentropy(from_logits=True), b: MeanSquaredError()}\n    batch_size = 5\n}\n"
    )
    assert {"a_mse", "b_mae", "a_loss", "b_loss"} <= set(same(text, tmp_path))


# --- what does not fit ---------------------------------------------------------------------------

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "lengths": ({"label": np.zeros(40, int)}, r"as many samples .*; it has 'x' \(44, 3\), 'label' \(40,\)"),
    "nothing": ({"x": np.zeros((0, 3)), "label": np.zeros(0)}, r"at least one; it has 'x' \(0, 3\), 'label' \(0,\)"),
    "one_number": ({"label": np.array(3)}, r"it has 'x' \(44, 3\), 'label' \(\)"),
    "rank": ({"x": np.zeros((44, 3, 1))}, r"each sample of 'x' should have the shape \(3,\), and has \(3, 1\)"),
    "shape": ({"x": np.zeros((44, 4))}, r"each sample of 'x' should have the shape \(3,\), and has \(4,\)"),
    "label_shape": ({"label": np.zeros((44, 3))}, r"'label' should have the shape \(\) or \(1,\), and has \(3,\)"),
    "text": ({"x": np.full((44, 3), "a")}, "'x' should hold numbers: could not convert string to float: .*'a'"),
    "too_large": ({"label": np.full(44, 3)}, "'label' should hold classes from 0 to 2, and holds 3"),
    "negative": ({"label": np.full(44, -1)}, "'label' should hold classes from 0 to 2, and holds -1"),
    "fraction": ({"label": np.full(44, 0.5)}, r"'label' should hold classes from 0 to 2, and holds 0\.5"),
    "objects": ({"label": np.array([[1], [1, 2]] * 22, object)}, "arrays of numbers or text: Object arrays"),
}


@pytest.mark.parametrize(("arrays", "said"), WRONG.values(), ids=WRONG)
def test_arrays_that_do_not_fit(arrays: dict[str, Any], said: str, tmp_path: Path) -> None:
    with np.load(tmp_path / "net.npz") as given:
        arrays = {"x": given["x"], "label": given["label"], **arrays}
    np.savez(tmp_path / "net.npz", **arrays)
    with pytest.raises(SystemExit, match=rf"^/.*net\.npz.*{said}"):
        load(net(), tmp_path).load_data()


def test_a_class_that_is_left_out_of_the_loss(tmp_path: Path) -> None:
    with np.load(tmp_path / "net.npz") as given:
        np.savez(tmp_path / "net.npz", x=given["x"], label=np.where(given["label"] == 2, 255, given["label"]))
    same(net(loss="SparseCategoricalCrossentropy(from_logits=True, ignore_class=255)"), tmp_path)


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "net.npz").write_text("x")
    with pytest.raises(SystemExit, match=r"net\.npz should hold arrays of numbers or text"):
        load(net(), tmp_path).load_data()
    (tmp_path / "net.npz").unlink()
    with pytest.raises(SystemExit, match=r"net\.npz: there is no such file"):
        load(net(), tmp_path).load_data()


@pytest.mark.parametrize("fraction", ["0.001", "0.99"])
def test_a_split_that_leaves_nothing(fraction: str, tmp_path: Path) -> None:
    np.savez(tmp_path / "net.npz", x=np.zeros((5, 3)), label=np.zeros(5))
    text = net(f"validation_split = {fraction}")
    if fraction == "0.001":
        load(text, tmp_path).load_data()
        return
    with pytest.raises(SystemExit, match=r"A validation split of 0\.99 leaves nothing on one side of 5 samples"):
        load(text, tmp_path).load_data()


TABLE = """model Table {
    input row: float32[2], code: string[1]
    c = code -> StringLookup(vocabulary=["001", "002"], output_mode="one_hot")
    output price = [row, c] -> Concatenate() -> Dense(1)
}

train Table {
    data = csv("table.csv", row=["a", "b"])
    loss = MeanAbsoluteError()
}
"""


def test_text_in_a_table_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("\ufeffa,b,code,price\n1,2.5,001,3\n2,3,002,4\n", encoding="utf-8")
    (inputs, prices), _ = load(TABLE, tmp_path).load_data()
    assert inputs["code"].tolist() == [["001"], ["002"]]
    assert inputs["row"].tolist() == [[1, 2.5], [2, 3]]
    assert prices.dtype == "float32"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("a,b,code,price", "table.csv has a header and no samples"),
        ("", "table.csv has no column 'a'; it has "),
        ("a,b,code\n1,2,x", "table.csv has no column 'price'; it has a, b, code"),
        ("a,b,code,price\n1,two,x,3", r"\['a', 'b'\] should hold numbers: could not convert string to float: .*'two'"),
        ("a,b,code,price\n1,2,x", "'price' should hold numbers: could not convert string to float: .*''"),
    ],
)
def test_tables_that_do_not_fit(lines: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(lines + "\n")
    with pytest.raises(SystemExit, match=said):
        load(TABLE, tmp_path).load_data()
