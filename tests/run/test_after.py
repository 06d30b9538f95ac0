"""`train`, `evaluate`, `predict` and `report` from the command line, on runs of tiny models.

Each command imports TensorFlow in a process of its own, so a few runs serve many tests.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dsl.cli.main import main
from tests.cases.discover import LOOPS, Case, code
from tests.run import programs
from tests.run.pages import read_page

pytestmark = [pytest.mark.tensorflow, pytest.mark.slow]

TWO = """model Two(hidden=4) {
    input x: float32[3], age: float32[1]
    h = [x, age] -> Concatenate() -> Dense(hidden, activation="tanh")
    output kind = h -> Dense(3), size = h -> Dense(1)
}

train Two {
    data = csv("two.csv", x=["a", "b", "c"], age="years", kind="class", size="size")
    validation_split = 0.25
    test_data = csv("later.csv", x=["a", "b", "c"], age="years", kind="class", size="size")
    loss = {kind: SparseCategoricalCrossentropy(from_logits=True), size: MeanSquaredError()}
    metrics = {kind: [SparseCategoricalAccuracy(name="<b>right</b>")]}
    epochs = 3
}
"""

IMAGES = """model Spots {
    input image: float32[6, 5, 3]
    output lit = image -> Rescaling(1 / 255) -> Flatten() -> Dense(1)
}

train Spots {
    data = image_dataset_from_directory("spots", crop_to_aspect_ratio=True)
    validation_split = 0.5
    loss = BinaryCrossentropy(from_logits=True)
}
"""

WORDS = """model Words {
    input text: string[1]
    output mood = text -> TextVectorization(20, output_sequence_length=4) -> Embedding(20, 2) -> Flatten() -> Dense(1)
}

train Words {
    data = npz("words.npz")
    loss = MeanSquaredError()
}
"""


def write_image(path: Path, seed: int) -> None:
    import tensorflow as tf

    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 256, (9, 10, 3)).astype("uint8")
    path.write_bytes(tf.io.encode_png(pixels).numpy())


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three models, each trained once."""
    folder = tmp_path_factory.mktemp("after")
    rng = np.random.default_rng(0)
    rows = [
        [*rng.standard_normal(4).round(3), int(rng.integers(0, 3)), round(float(rng.standard_normal()), 3)]
        for _ in range(48)
    ]
    for name in ("two.csv", "later.csv"):
        with (folder / name).open("w", newline="") as file:
            csv.writer(file).writerows([["a", "b", "c", "years", "class", "size"], *rows])
    np.savez(folder / "words.npz", text=np.array([["good"], ["bad word"]] * 8), mood=rng.standard_normal((16, 1)))
    for number in range(4):
        write_image(folder / "spots" / f"class{number % 2}" / f"{number}.png", number)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, text in (("two", TWO), ("spots", IMAGES), ("words", WORDS)):
            Path(f"{name}.model").write_text(text)
            flags = ["--", "--hidden", "5"] if name == "two" else []
            assert main(["train", f"{name}.model", *([] if name == "two" else ["--no-report"]), *flags]) == 0
    return folder


@pytest.fixture
def here(trained: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(trained)
    return trained


def model_of(folder: Path, name: str) -> Any:
    import tensorflow as tf

    return tf.keras.models.load_model(folder / "runs" / name / "model.keras")


def columns(text: str) -> dict[str, list[str]]:
    rows = list(csv.DictReader(text.splitlines()))
    return {name: [row[name] for row in rows] for name in rows[0]}


# --- evaluate ------------------------------------------------------------------------------------


def test_evaluate_says_what_the_program_said_of_its_test(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "two.model", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == {"data": "test", "metrics": json.loads(Path("runs/Two/test.json").read_text())}


def test_evaluate_takes_validation_data_in_the_same_way(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "spots.model"]) == 0
    said = capsys.readouterr()
    history = json.loads(Path("runs/Spots/history.json").read_text())
    assert said.out == f"loss {history['val_loss'][-1]:.6g}\n" and said.err == "on validation data\n"


def test_nothing_to_evaluate_on(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "words.model"]) == 1
    assert "there is nothing to evaluate on: no `test_data`" in capsys.readouterr().err


def test_a_model_that_has_changed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("changed.model").write_text(TWO.replace('"tanh"', '"relu"'))
    assert main(["predict", "changed.model", "two.csv"]) == 1
    assert capsys.readouterr().err == (
        "error: changed.model: the model has changed since it was trained: "
        "`activation` of a layer Dense was 'tanh', and is 'relu'; train it again\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Dense(1)", "Dense(1)", None),
        ("Dense(1)", "Dense(2)", "had the shape (4, 1), and has (4, 2)"),
        ("Concatenate()", "Concatenate() -> LayerNormalization()", "it had 6 weights, and has 8"),
        ("Concatenate()", "Concatenate() -> Dropout(0.5)", "a layer was `Dense`, and is `Dropout`"),
        ("hidden,", "hidden, kernel_regularizer=L2(0.1),", "`kernel_regularizer` of a layer Dense was None, and is {"),
    ],
)
def test_what_has_changed(old: str, new: str, said: str | None, tmp_path: Path) -> None:
    import tensorflow as tf

    from dsl.running.changes import change

    models = []
    for text in (TWO, TWO.replace(old, new)):
        tf.keras.backend.clear_session()
        models.append(programs.load(code(Case("two", text, Path(), (), LOOPS), "functional"), tmp_path).build_model())
    found = change(*models)
    assert found == said if found is None or said is None else said in found


def test_no_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "two.model", "--run-dir", "elsewhere"]) == 1
    assert capsys.readouterr().err == "error: elsewhere: no trained run is here; `dotmodel train two.model` makes one\n"


# --- predict -------------------------------------------------------------------------------------


def test_predict_for_a_table(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", "two.model", "two.csv"]) == 0
    found = columns(capsys.readouterr().out)
    assert list(found) == ["kind_0", "kind_1", "kind_2", "kind_class", "size"]
    given = {name: [float(value) for value in values] for name, values in columns(Path("two.csv").read_text()).items()}
    inputs = {
        "x": np.array([given["a"], given["b"], given["c"]], "float32").T,
        "age": np.array(given["years"], "float32")[:, None],
    }
    expected = model_of(here, "Two").predict(inputs, verbose=0)
    scores = np.array([found[f"kind_{number}"] for number in range(3)], "float32").T
    np.testing.assert_allclose(scores, expected["kind"], rtol=1e-6)
    np.testing.assert_allclose(np.array(found["size"], "float32"), expected["size"][:, 0], rtol=1e-6)
    assert [int(value) for value in found["kind_class"]] == expected["kind"].argmax(axis=1).tolist()


def test_predict_from_arrays_into_arrays(here: Path) -> None:
    rng = np.random.default_rng(1)
    inputs = {"x": rng.standard_normal((5, 3)).astype("float32"), "age": rng.standard_normal(5).astype("float32")}
    np.savez("new.npz", **inputs)
    assert main(["predict", "two.model", "new.npz", "-o", "deep/out.npz"]) == 0
    expected = model_of(here, "Two").predict({**inputs, "age": inputs["age"][:, None]}, verbose=0)
    with np.load("deep/out.npz") as found:
        assert sorted(found) == ["kind", "kind_class", "size"]
        np.testing.assert_allclose(found["kind"], expected["kind"], rtol=1e-6)
        np.testing.assert_array_equal(found["kind_class"], expected["kind"].argmax(axis=1))


def test_predict_for_images(here: Path) -> None:
    """A folder of images is read as the training data were."""
    import tensorflow as tf

    images = here / "new"
    for number in range(3):
        write_image(images / f"{9 - number}.png", number + 7)
    assert main(["predict", "spots.model", "new", "-o", "out.csv"]) == 0
    found = columns(Path("out.csv").read_text())
    data = tf.keras.utils.image_dataset_from_directory(
        images, labels=None, image_size=(6, 5), shuffle=False, crop_to_aspect_ratio=True, verbose=False
    )
    expected = model_of(here, "Spots").predict(data, verbose=0)[:, 0]
    assert found["file"] == ["7.png", "8.png", "9.png"]
    np.testing.assert_allclose(np.array(found["lit"], "float32"), expected, rtol=1e-5)
    assert found["lit_class"] == [str(int(value > 0)) for value in expected]


def test_predict_for_lines_of_text(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("lines.txt").write_text("good\nsomething new\n")
    assert main(["predict", "words.model", "lines.txt", "-o", "-"]) == 0
    assert len(columns(capsys.readouterr().out)["mood"]) == 2


FAULTY = {
    "no_column.csv": ("a,b,years\n1,2,3\n", "there is no column `c` for the input `x`"),
    "word.csv": ("a,b,c,years\n1,2,3,4\n1,x,3,4\n", "row 3: 'x' in the column `b` is not a number"),
    "short.csv": ("a,b,c,years\n1,2\n", "row 2: 2 values, and 4 columns have a name"),
    "nothing.csv": ("a,b,c,years\n", "there are no samples in it"),
    "lines.txt": ("one\n", "lines of text are for a model with one input, of text"),
    "what.xyz": ("", "not among what predictions can be made for"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_inputs_that_do_not_fit(name: str, tmp_path: Path) -> None:
    """What is wrong is found before TensorFlow is asked, so no process is needed."""
    from dsl.running.reading import read_samples
    from dsl.running.request import Refused

    text, said = FAULTY[name]
    (tmp_path / name).write_text(text)
    with pytest.raises(Refused, match=re.escape(said)):
        read_samples(str(tmp_path / name), interface())


def test_arrays_that_do_not_fit(tmp_path: Path) -> None:
    from dsl.running.reading import read_samples
    from dsl.running.request import Refused

    for arrays, said in (
        ({"x": np.zeros((2, 3))}, "there is no array `years` for the input `age`; there are: `x`"),
        ({"x": np.zeros((2, 4)), "age": np.zeros(2)}, "samples for `x` have the shape [4], and the model takes [3]"),
        ({"x": np.zeros((2, 3)), "age": np.zeros(3)}, "not as many samples for each input"),
        ({"x": np.array([["a"] * 3]), "age": np.zeros(1)}, "the array `x` holds no numbers"),
    ):
        np.savez(tmp_path / "new.npz", **arrays)
        with pytest.raises(Refused, match=re.escape(said)):
            read_samples(str(tmp_path / "new.npz"), interface())


def interface() -> Any:
    from dsl.compiler import Options, compile_source
    from dsl.source import Source

    return compile_source(Source("two.model", TWO), Options()).interface


# --- report --------------------------------------------------------------------------------------


def test_report_of_a_training(here: Path) -> None:
    text = Path("runs/Two/report.html").read_text(encoding="utf-8")
    page = read_page(Path("runs/Two/report.html"))
    assert all(load.startswith("data:image/svg+xml;base64,") for load in page.loads) and page.loads
    assert "http:" not in text and "https:" not in text and "<script" not in text and "@import" not in text
    assert "<b>right</b>" not in text  # a name is no markup
    words = page.words
    record = json.loads(Path("runs/Two/run.json").read_text())
    assert record["versions"]["tensorflow"] in words and record["devices"][0] in words
    assert "5" in words  # hidden, as it was run
    assert 'csv("two.csv", x=["a", "b", "c"], age="years", kind="class", size="size")' in words
    # The confusion matrix counts each validation sample once, in the row of its class.
    given = columns(Path("two.csv").read_text())["class"][36:]
    matrix = text.partition('<table class="matrix')[2].partition("</table>")[0]
    counts = [int(value) for value in re.findall(r"<td[^>]*>(\d+)</td>", matrix)]
    assert np.array(counts).reshape(3, 3).sum(axis=1).tolist() == [given.count(str(each)) for each in range(3)]
    assert text.count("<svg ") == len({*json.loads(Path("runs/Two/history.json").read_text())}) // 2 + 2
    assert text.count('class="point"') == len(given)


def test_report_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree("runs/Spots", "copied")
    assert main(["report", "spots.model", "--run-dir", "copied"]) == 0
    assert capsys.readouterr().out == "Report copied/report.html\n"
    assert "Confusion matrix" in read_page(Path("copied/report.html")).words
    assert not Path("runs/Spots/report.html").exists()
