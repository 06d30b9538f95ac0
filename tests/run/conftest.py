"""Every test here starts from a clean Keras."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.run.programs import MODULES


@pytest.fixture(autouse=True)
def clean_keras(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No layer names, precision or modules of another test."""
    monkeypatch.syspath_prepend(str(MODULES))
    yield
    if "tensorflow" in sys.modules:
        import tensorflow as tf

        tf.keras.config.set_dtype_policy("float32")
        tf.keras.backend.clear_session()
