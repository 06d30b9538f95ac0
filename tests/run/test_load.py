"""`dsl.load`: models of .model files in the process that asks for them."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

import dsl

pytestmark = pytest.mark.tensorflow

NET = """model Net(units, sizes=[3, 4], rate=0.5, class_="relu", lambda=2) {
    input x: float32[4]
    for size in sizes {
        x = x -> Dense(size, activation=class_)
    }
    output y = x -> Dropout(rate) -> Dense(units) -> Rescaling(lambda)
}
"""

OWN_LAYER = """layer Scale(by=2.0) {
    input x: float32[..., n]
    weight gain: [n] = Ones()
    output x * gain * by -> Activation(bend)
}

function bend(x) {
    output ops.tanh(x)
}
"""


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_parameters_and_names_that_python_takes(tmp_path: Path) -> None:
    model = dsl.load(file(tmp_path, "net.model", NET), units=5, sizes=(6,), rate=np.float32(0.25))
    assert model.output_shape == (None, 5)
    assert [layer.__class__.__name__ for layer in model.layers if layer.weights] == ["Dense", "Dense"]
    assert next(layer.rate for layer in model.layers if hasattr(layer, "rate")) == 0.25


def test_a_parameter_that_python_has_a_word_for(tmp_path: Path) -> None:
    path = file(tmp_path, "net.model", NET)
    model = dsl.load(path, units=np.int64(1), **{"lambda": 3, "class_": "tanh"})
    assert model.layers[-1].scale == 3
    assert next(layer for layer in model.layers if layer.weights).activation.__name__ == "tanh"


def test_style_and_model(tmp_path: Path) -> None:
    text = "model A {\n input x: float32[2]\n output y = x -> Dense(1)\n}\n"
    path = file(tmp_path, "two.model", text + text.replace("model A", "model B").replace("Dense(1)", "Dense(3)"))
    assert dsl.load(path, model="A", style="sequential").__class__.__name__ == "Sequential"
    assert dsl.load(path, model="B", style="subclass").__class__.__name__ == "B"
    with pytest.raises(dsl.ModelError, match="several models: `A`, `B`"):
        dsl.load(path)


def test_a_model_trains_and_saves_with_its_own_layers(tmp_path: Path) -> None:
    """A function of the file is compiled by TensorFlow, which needs its text; a class is found when it is loaded."""
    import tensorflow as tf

    file(tmp_path, "parts/scale.model", OWN_LAYER)
    text = 'from "parts/scale.model" import Scale\nmodel Net as subclass {\n input x: float32[3]\n'
    model = dsl.load(file(tmp_path, "net.model", text + " output y = x -> Scale(by=1.5) -> Dense(1)\n}\n"))
    x = np.random.default_rng(0).normal(size=(8, 3)).astype("float32")
    model.compile(optimizer="sgd", loss="mse")
    model.fit(x, x[:, :1], verbose=0)
    model.save(tmp_path / "net.keras")
    again = tf.keras.models.load_model(tmp_path / "net.keras")
    np.testing.assert_array_equal(model.predict(x, verbose=0), again.predict(x, verbose=0))


def test_python_modules_beside_the_file(tmp_path: Path) -> None:
    text = (
        "from helpers_of_{0} import double\n"
        "model Net {{\n input x: float32[2]\n output y = x -> Dense(2, activation=double)\n}}\n"
    )
    code = "def double(x):\n    return 2 * x\n"
    file(tmp_path, "a/helpers_of_a.py", code)
    path = file(tmp_path, "a/net.model", text.format("a"))
    before = list(sys.path)
    model = dsl.load(path)
    assert sys.path == before
    x = np.ones((1, 2), "float32")
    np.testing.assert_allclose(model(x), 2 * (x @ model.layers[-1].kernel), rtol=1e-6)
    file(tmp_path, "b/helpers_of_a.py", code)
    with pytest.raises(ImportError, match=r"already imported under that name"):
        dsl.load(file(tmp_path, "b/net.model", text.format("a")))
    with pytest.raises(ImportError, match="helpers_of_c"):
        dsl.load(file(tmp_path, "c/net.model", text.format("c")))
    assert sys.path == before


def test_the_same_file_is_imported_once(tmp_path: Path) -> None:
    text = OWN_LAYER + "model Net(units=2) {\n input x: float32[3]\n output y = x -> Scale() -> Dense(units)\n}\n"
    first, second = dsl.load(text), dsl.load(text, units=4)
    assert type(first.layers[1]) is type(second.layers[1])
    assert second.output_shape == (None, 4)


def test_errors_are_drawn(tmp_path: Path) -> None:
    path = file(tmp_path, "net.model", "model Net {\n    input x: float32[2]\n    output y = x -> Dens(2)\n}\n")
    with pytest.raises(dsl.ModelError) as caught:
        dsl.load(path)
    assert [problem.code for problem in caught.value.problems] == ["E203"]
    assert "did you mean `Dense`?" in str(caught.value) and "^^^^" in str(caught.value)


def test_the_file_is_checked_with_the_parameters(tmp_path: Path) -> None:
    text = "model Net(size=2) {\n input x: float32[4]\n output y = x -> Reshape((size, 2)) -> Flatten()\n}\n"
    assert dsl.load(text).output_shape == (None, 4)
    with pytest.raises(dsl.ModelError) as caught:
        dsl.load(text, size=3)
    assert caught.value.problems[0].code.startswith("E4")


def test_parameters_that_the_model_lacks(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"no parameter `unit`; did you mean `units`\? \(it has `units`, `sizes`"):
        dsl.load(NET, unit=3)
    with pytest.raises(dsl.ModelError, match="`units` of the model `Net` has no value"):
        dsl.load(NET)
    with pytest.raises(TypeError, match=r"`units` takes numbers.*Received: a `set`"):
        dsl.load(NET, units={3})


def test_warnings_are_pythons_warnings() -> None:
    text = "model Net(unused=2) {\n input x: float32[4]\n output y = x -> Dense(1)\n}\n"
    with pytest.warns(UserWarning, match="never used") as caught:
        dsl.load(text)
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dsl.load(text.replace("Dense(1)", "Dense(unused)"))


WITHOUT_TENSORFLOW = """
import importlib.util, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "tensorflow" else found(name, *rest)
import dsl
try:
    dsl.load("model M {\\n input x: float32[4]\\n output y = x -> Dense(2)\\n}\\n")
except ImportError as error:
    print(error)
assert "tensorflow" not in sys.modules
"""


def test_without_tensorflow(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TENSORFLOW], cwd=root, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    assert "pip install 'dotmodel[train]'" in done.stdout
