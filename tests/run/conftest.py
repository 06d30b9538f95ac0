"""Every test here starts from a clean Keras; saved models are loaded in another process."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases.discover import EXAMPLES
from tests.run.programs import MODULES
from tests.run.reloading import Reloader


@pytest.fixture(autouse=True)
def clean_keras(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No layer names, precision or modules of another test.

    TensorFlow never lets go of the graphs of gradients. They are left out where garbage is looked for, which would
    take longer after each test: seconds, in the end.
    """
    monkeypatch.syspath_prepend(str(MODULES))
    monkeypatch.syspath_prepend(str(EXAMPLES))
    yield
    if "tensorflow" in sys.modules:
        import tensorflow as tf

        tf.keras.config.set_dtype_policy("float32")
        tf.keras.backend.clear_session(free_memory=False)
        gc.collect()
        gc.freeze()


@pytest.fixture(scope="session")
def reloader() -> Iterator[Reloader]:
    """A process that loads saved models."""
    process = Reloader()
    yield process
    process.close()


@pytest.fixture
def keras_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which Keras has its data sets."""
    from keras.src.backend import config
    from keras.src.utils import file_utils

    folder = tmp_path / "keras" / "datasets"
    folder.mkdir(parents=True)
    # Keras reads KERAS_HOME when it is imported, and knows the hash of the real files.
    monkeypatch.setattr(config, "_KERAS_DIR", str(tmp_path / "keras"))
    monkeypatch.setattr(file_utils, "validate_file", lambda *_, **__: True)
    return folder


@pytest.fixture
def small_mnist(keras_data: Path) -> None:
    """A few random pictures where Keras keeps its copy of MNIST."""
    import numpy as np

    rng = np.random.default_rng(0)
    pictures = {
        f"{kind}_{part}": rng.integers(0, top, size=(count, *shape)).astype("uint8")
        for part, count in (("train", 200), ("test", 20))
        for kind, top, shape in (("x", 256, (28, 28)), ("y", 10, ()))
    }
    np.savez(keras_data / "mnist.npz", **pictures)
