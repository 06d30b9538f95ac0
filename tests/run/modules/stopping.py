"""A callback that ends a training at a step, as a power cut would."""

from __future__ import annotations

from typing import Any

import tensorflow as tf


class PowerCut(BaseException):
    """What nothing in a program catches."""


class StopAt(tf.keras.callbacks.Callback):  # type: ignore[misc]
    """Raises PowerCut after so many batches of this process, at the end of a batch or of an epoch."""

    batches = -1
    epochs = -1

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        if StopAt.batches == 0:
            raise PowerCut
        StopAt.batches -= 1

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        StopAt.epochs -= 1
        if StopAt.epochs == 0:
            raise PowerCut
