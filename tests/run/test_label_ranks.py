"""Labels and outputs that differ by a last dimension of 1: own functions compare row with row, as Keras's own do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.cases.discover import LOOPS, Case, code
from tests.run import programs

pytestmark = pytest.mark.tensorflow

FUNCTION = """function distance(y_true, y_pred) {
    output ops.abs(y_true - y_pred)
}

"""

NET = """model Net {
    input x: float32[3]
    y = x -> Dense(1)
    output score = OUTPUT
}

train Net {
    data = DATA
    test_data = DATA
    loss = LOSS
    metrics = [DISTANCE, MeanAbsoluteError(name="keras")]
    batch_size = 20
    epochs = 1
}
"""

RECORDS = """def {name}():
    arrays = np.load({path!r})
    return tf.data.Dataset.from_tensor_slices((arrays["x"], arrays[{field!r}]))
"""


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The same samples from every kind of source, with labels as a vector and as a column."""
    import tensorflow as tf

    rng = np.random.default_rng(0)
    x = rng.standard_normal((20, 3)).astype("float32")
    y = x.sum(axis=1) + 1
    np.savez(tmp_path / "net.npz", x=x, vector=y, column=y[:, np.newaxis])
    rows = [f"{','.join(map(str, row))},{label}" for row, label in zip(x, y, strict=True)]
    (tmp_path / "net.csv").write_text("\n".join(["a,b,c,y", *rows]))
    with tf.io.TFRecordWriter(str(tmp_path / "net.tfrecord")) as writer:
        for row, label in zip(x, y, strict=True):
            features = {
                name: tf.train.Feature(float_list=tf.train.FloatList(value=numbers))
                for name, numbers in (("x", row), ("score", [label]))
            }
            writer.write(tf.train.Example(features=tf.train.Features(feature=features)).SerializeToString())
    functions = [RECORDS.format(name=name, path=str(tmp_path / "net.npz"), field=name) for name in ("vector", "column")]
    (tmp_path / "rank_data.py").write_text("import numpy as np\nimport tensorflow as tf\n\n" + "\n".join(functions))
    monkeypatch.syspath_prepend(str(tmp_path))
    return {
        "vector": 'npz("net.npz", score="vector")',
        "column": 'npz("net.npz", score="column")',
        "csv": 'csv("net.csv", x=["a", "b", "c"], score="y")',
        "tfrecord": 'tfrecord("net.tfrecord")',
        "python vector": 'python("rank_data:vector")',
        "python column": 'python("rank_data:column")',
    }


def run(text: str, folder: Path, style: str, loop: str) -> dict[str, list[float]]:
    module = programs.load(code(Case("ranks", text, Path(), (), LOOPS), style, loop), folder)
    return programs.history(module, folder / f"{style}_{loop}")


@pytest.mark.parametrize("output", ["y", "y[:, 0]"])
def test_every_source(output: str, sources: dict[str, str], tmp_path: Path) -> None:
    found = {}
    for name, data in sources.items():
        text = NET.replace("OUTPUT", output).replace("LOSS", "distance").replace("DATA", data)
        style, loop = ("functional", "fit") if "python" not in name else ("subclass", "custom")
        found[name] = run(FUNCTION + text.replace("DISTANCE", "distance"), tmp_path, style, loop)
    for name, history in found.items():
        assert history["distance"] == pytest.approx(history["keras"], rel=1e-6), name
        assert history["distance"] == pytest.approx(history["loss"], rel=1e-6), name
    assert found["vector"] == found["column"]


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("style", ["sequential", "layer"])
def test_functions_from_python(style: str, loop: str, sources: dict[str, str], tmp_path: Path) -> None:
    text = "from cases_data import absolute\n\n" + NET.replace("y = x -> Dense(1)\n    ", "")
    text = text.replace("OUTPUT", "x -> Dense(1)").replace("LOSS", "absolute").replace("DATA", sources["vector"])
    history = run(text.replace("DISTANCE", "absolute"), tmp_path, style, loop)
    assert history["absolute"] == pytest.approx(history["keras"], rel=1e-6)


def test_several_outputs(sources: dict[str, str], tmp_path: Path) -> None:
    """Only the labels that an own function takes are changed: those of Keras's losses stay as they come."""
    text = """model Two {
    input x: float32[3]
    output first = x -> Dense(1)
    output second = x -> Dense(1)
}

train Two {
    data = npz("net.npz", first="vector", second="vector")
    loss = {first: "mae", second: distance}
    metrics = {second: ["mae", distance]}
    epochs = 1
}
"""
    program = code(Case("ranks", FUNCTION + text, Path(), (), LOOPS), "functional", "fit")
    assert program.count("like_output(") == 2, "its definition and one call"
    history = run(FUNCTION + text, tmp_path, "functional", "fit")
    assert history["second_distance"] == pytest.approx(history["second_mae"], rel=1e-6)
