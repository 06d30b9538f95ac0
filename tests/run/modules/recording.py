"""A callback that writes down each call, and functions for callbacks that take some."""

from __future__ import annotations

from typing import Any, ClassVar

import tensorflow as tf

HOOKS = [
    f"on_{part}{moment}"
    for part in ("train_", "test_", "predict_", "epoch_", "train_batch_", "test_batch_", "predict_batch_")
    for moment in ("begin", "end")
]


class Recorder(tf.keras.callbacks.Callback):  # type: ignore[misc]
    """Each call with its number and its logs, and what the callback is told before."""

    calls: ClassVar[list[Any]] = []

    def set_params(self, params: Any) -> None:
        super().set_params(params)
        Recorder.calls.append(("params", dict(params)))

    def set_model(self, model: Any) -> None:
        super().set_model(model)
        Recorder.calls.append(("model", model.name, model.compiled, model.stop_training))


def _recording(hook: str) -> Any:
    def record(self: Recorder, *arguments: Any, **logs: Any) -> None:
        Recorder.calls.append((hook, arguments, logs))

    return record


for _hook in HOOKS:
    setattr(Recorder, _hook, _recording(_hook))


def slower(epoch: int, rate: float) -> float:
    """A learning rate that hangs on the one before."""
    return rate * 0.7


def tell(epoch: int, logs: Any) -> None:
    """What a `LambdaCallback` calls."""
    Recorder.calls.append(("tell", epoch, dict(logs)))
