"""A callback for finetune.model: a training that goes on from the weights of another one."""

from pathlib import Path

import tensorflow as tf


def start_from(path):
    """The callback that loads the weights of a saved model before the first step."""
    if not Path(path).is_file():
        raise SystemExit(f"{path}: there is no such file; train what it comes from first")
    return WarmStart(path)


class WarmStart(tf.keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path = path

    def on_train_begin(self, logs=None):
        self.model.load_weights(self.path)
