"""What is said of callbacks, learning rates and losses is what Keras does with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dsl.compiler import check_source
from dsl.source import Source

TEXT = """model M {{
    input x: float32[4]
    output y = x -> Dense(3)
}}
train M {{
    data = npz("m.npz")
    validation_split = 0.5
    loss = SparseCategoricalCrossentropy(from_logits=True)
    optimizer = {optimizer}
    callbacks = [{callback}]
}}
"""

CALLBACKS = (
    'CSVLogger("log.csv", separator=";")', 'CSVLogger("log.csv", separator="||")',
    'EarlyStopping(patience=-2)', 'EarlyStopping(baseline="0.5")', 'EarlyStopping(mode="minimum")',
    "LearningRateScheduler(0.1)", "LearningRateScheduler(CosineDecay(0.1, 100))",
    'ModelCheckpoint("best")', 'ModelCheckpoint("best.keras")', 'ModelCheckpoint("best.h5", save_weights_only=True)',
    'ModelCheckpoint("best.hdf5")', 'ModelCheckpoint("best.weights.h5", save_weights_only=True)',
    'ModelCheckpoint("{epoch:02d}-{val_loss:.2f}.keras")', 'ModelCheckpoint("{epoc}.keras")',
    'ModelCheckpoint("{val_acc}.keras")', 'ModelCheckpoint("{batch}.keras")',
    'ModelCheckpoint("{batch}.keras", save_freq=1)',
    "ReduceLROnPlateau(factor=0)", "ReduceLROnPlateau(min_lr=1.0)", "SwapEMAWeights()",
    'TensorBoard(update_freq="epoch")', "TensorBoard(update_freq=2)",
)  # fmt: skip

OPTIMIZERS = (
    "SGD(PiecewiseConstantDecay([1, 2], [0.1, 0.01]))", "SGD(PiecewiseConstantDecay([1, 2], [0.1, 0.01, 0.001]))",
    "SGD(PiecewiseConstantDecay(1, 0.1))", "SGD(use_ema=True, ema_momentum=1.5)", "SGD(ema_momentum=1.5)",
    "SGD(CosineDecay(0.1, 10, alpha=2.0, warmup_steps=5))", "SGD(ExponentialDecay(0.1, 10, -0.5))",
    "SGD(loss_scale_factor=-1)",
)  # fmt: skip


@pytest.fixture(scope="module")
def keras() -> Any:
    return pytest.importorskip("tensorflow").keras


def we_refuse(optimizer: str, callback: str = "") -> bool:
    problems = check_source(Source("m.model", TEXT.format(optimizer=optimizer, callback=callback))).problems
    return any(problem.code.startswith("E") for problem in problems)


def keras_refuses(keras: Any, make: Callable[[dict[str, Any]], tuple[Any, list[Any]]]) -> bool:
    """Whether an epoch or two of training end in an error."""
    names = vars(keras.callbacks) | vars(keras.optimizers) | vars(keras.optimizers.schedules)
    try:
        optimizer, callbacks = make(names)
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
        model.compile(optimizer=optimizer, loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
        data = keras.ops.ones((4, 4)), keras.ops.zeros((4,))
        model.fit(*data, validation_data=data, epochs=2, batch_size=2, callbacks=callbacks, verbose=0)
    except Exception:
        return True
    return False


@pytest.mark.tensorflow
@pytest.mark.parametrize("text", CALLBACKS)
def test_callback_is_refused_if_training_ends(
    keras: Any, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert we_refuse("SGD(0.1)", text) == keras_refuses(keras, lambda names: (names["SGD"](0.1), [eval(text, names)]))


@pytest.mark.tensorflow
@pytest.mark.parametrize("text", OPTIMIZERS)
def test_optimizer_is_refused_if_it_cannot_be_made(keras: Any, text: str) -> None:
    assert we_refuse(text) == keras_refuses(keras, lambda names: (eval(text, names), []))
