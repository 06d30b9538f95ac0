"""A training that several devices or processes share, and what one comes to alone."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy as np

from tests.cases.discover import LOOPS, STYLES, Case, code
from tests.run.modules import lives

# 38 samples, of which 30 are trained on: the last batch of 6 is shared by two, three and four in unequal parts.
NET = """model Net {
    input x: float32[3]
    output label = x -> Dense(8, activation="relu", kernel_regularizer=L2(1e-3)) -> Dense(2)
}

train Net {
    data = npz("net.npz", x="inputs", label="labels")
    validation_split = 0.2
    test_data = npz("net.npz", x="inputs", label="labels")
    loss = SparseCategoricalCrossentropy(from_logits=True)
    metrics = [SparseCategoricalAccuracy(name="accuracy")]
    optimizer = SGD(0.1, momentum=0.9)
    batch_size = 8
    epochs = 3
    SETTINGS
}
"""

STREAM = NET.replace(
    'data = npz("net.npz", x="inputs", label="labels")\n    validation',
    'data = python("numbers_of:pairs")\n    validation',
    1,
)
PAIRS = """import numpy as np
import tensorflow as tf


def pairs():
    data = np.load("net.npz")
    return tf.data.Dataset.from_tensor_slices((data["inputs"], data["labels"]))
"""


def program(folder: Path, loop: str, settings: str = "", text: str = NET, samples: int = 38) -> Path:
    """A program with its data, in a folder of its own."""
    folder.mkdir()
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((samples, 3)).astype("float32")
    np.savez(folder / "net.npz", inputs=inputs, labels=(inputs.sum(axis=1) > 0).astype("int32"))
    (folder / "numbers_of.py").write_text(PAIRS)
    path = folder / f"net_{loop}.py"
    case = Case("net", text.replace("SETTINGS", settings), Path(), STYLES, LOOPS)
    path.write_text(code(case, "functional", loop), encoding="utf-8")
    return path


def end(path: Path) -> dict[str, Any]:
    """What a run has come to: its history, its test and its weights."""
    import tensorflow as tf

    run = path.parent / "runs" / "Net"
    history = json.loads((run / "history.json").read_text())
    test = json.loads((run / "test.json").read_text())
    weights = tf.keras.models.load_model(run / "model.keras").get_weights()
    return {
        **history,
        **{f"test_{name}": value for name, value in test.items()},
        "weights": np.concatenate(weights, None),
    }


def check_same(found: dict[str, Any], expected: dict[str, Any]) -> None:
    assert list(found) == list(expected)
    for name, value in expected.items():
        np.testing.assert_allclose(found[name], value, rtol=0, atol=1e-6, err_msg=name)


_ALONE: dict[tuple[str, int], dict[str, Any]] = {}


def alone(tmp_path: Path, text: str = NET, samples: int = 38) -> dict[str, Any]:
    """What one device comes to."""
    if (text, samples) not in _ALONE:
        path = program(tmp_path / "alone", "custom", text=text, samples=samples)
        assert lives.live(path)[0] == 0, lives.said(path)
        _ALONE[text, samples] = end(path)
    return _ALONE[text, samples]


def wait_for(path: Path) -> None:
    limit = time.monotonic() + 120
    while not path.exists() and time.monotonic() < limit:
        time.sleep(0.01)
