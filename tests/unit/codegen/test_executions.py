"""How many steps run in one call, where the file does not say."""

from __future__ import annotations

import re

import pytest

import dsl

MODEL = """model Net {{
    input image: float32[{size}, {size}, 3]
    output y = image -> Conv2D(64, 3) -> Conv2D(64, 3) -> GlobalAveragePooling2D() -> Dense(3)
}}

train Net {{
    data = {data}
    loss = SparseCategoricalCrossentropy(from_logits=True)
    {settings}
}}
"""


def steps(size: int = 8, settings: str = "", data: str = "synthetic(64)", loop: str = "fit") -> str | None:
    """The argument of `Model.compile`."""
    code = dsl.compile(MODEL.format(size=size, settings=settings, data=data), loop=loop).code
    assert code is not None
    found = re.search(r"steps_per_execution=(.+),\n", code)
    return found[1] if found else None


def test_small_steps_are_many_in_a_call_and_large_ones_few() -> None:
    # At 64 * 64 pixels, two samples: 2 * (62 * 62 * 27 + 60 * 60 * 576) * 64 = 279 million, 17 times in 5e9.
    assert steps(8) == "min(steps, 128)"
    assert steps(64, "batch_size = 2") == "min(steps, 17)"
    assert steps(256) is None
    assert steps(8, data='python("numbers:all")') == "max(n for n in range(1, 65) if steps % n == 0)"


@pytest.mark.parametrize(
    "callbacks",
    [
        'LambdaCallback(on_train_batch_end="f")',
        'ModelCheckpoint("m.keras", "loss", save_freq=5)',
        "BackupAndRestore('b')",
    ],
)
def test_callbacks_between_steps_see_each_step(callbacks: str) -> None:
    assert steps(settings=f"callbacks = [{callbacks}]") is None
    assert steps(settings=f"callbacks = [CSVLogger('log.csv'), {callbacks}]") is None
    assert steps(settings=f"callbacks = [{callbacks}]\n    steps_per_execution = 3") == "min(steps, 3)"


def test_callbacks_of_epochs_do_not_ask_for_single_steps() -> None:
    settings = "callbacks = [CSVLogger('log.csv'), EarlyStopping('loss'), ModelCheckpoint('m.keras', 'loss')]"
    assert steps(settings=settings) == "min(steps, 128)"


def test_devices_that_share_a_step() -> None:
    shared = 'distribute = "mirrored"'
    assert steps(settings=shared) is None
    assert steps(settings=shared, loop="custom") == "min(steps, 128)"
