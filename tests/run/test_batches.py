"""Where the arrays of a generated program are, and where its batches are gathered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import dsl
from tests.run import programs

pytestmark = pytest.mark.tensorflow

TEXT = """model M {
    input x: float32[3]
    output y = x -> Dense(1)
}

train M {
    data = npz("data.npz")
    loss = MeanSquaredError()
    MORE
}
"""


class Large(np.ndarray[Any, Any]):
    """An array that says it is larger than it is."""

    nbytes = 2**30 + 1


def gathered(folder: Path, kind: type[np.ndarray[Any, Any]], more: str) -> tuple[Any, Any]:
    """The batch of the second step, and the devices that are named for what gathers it."""
    import tensorflow as tf

    code = dsl.compile(TEXT.replace("MORE", more), loop="custom").code
    assert code is not None
    module = programs.load(code, folder)
    samples = np.arange(30, dtype="float32").reshape(10, 3).view(kind), np.arange(10, dtype="float32").view(kind)
    batches = module.Batches(samples, 4, *([7] if "shuffle" not in more else []))
    traced = tf.function(batches.batch).get_concrete_function(tf.TensorSpec([], tf.int32))
    operations = ("GatherV2",) if "shuffle" not in more else ("StridedSlice",)
    devices = {
        each.device
        for each in traced.graph.get_operations()
        if each.type in operations and each.inputs[0].shape.rank == 2
    }
    return [part.numpy().tolist() for part in batches.batch(1)], devices


@pytest.mark.parametrize("more", ["", "shuffle = False"])
def test_what_is_large_stays_with_the_host(more: str, tmp_path: Path) -> None:
    small, anywhere = gathered(tmp_path, np.ndarray, more)
    large, host = gathered(tmp_path, Large, more)
    assert small == large
    assert anywhere == {""}
    assert len(host) == 1 and next(iter(host)).endswith("CPU:0")


def test_several_devices_are_sent_their_parts_by_the_host(tmp_path: Path) -> None:
    code = dsl.compile(TEXT.replace("MORE", 'distribute = "mirrored"'), loop="custom").code
    assert code is not None and "nbytes" not in code and code.count('tf.device("CPU:0")') == 3


def test_fit_reads_batches_from_the_host(tmp_path: Path) -> None:
    code = dsl.compile(TEXT.replace("MORE", ""), loop="fit").code
    assert code is not None and "nbytes" not in code and code.count('tf.device("CPU:0")') == 2
