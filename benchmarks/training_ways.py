"""The ways to train that `benchmarks/training.py` compares: by hand, and as they are generated."""

from __future__ import annotations

import importlib.util
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import dsl

NETWORKS = {
    "mlp": """    input x: float32[784]
    output y = x -> Dense(256, activation="relu") -> Dropout(0.2) -> Dense(128, activation="relu") -> Dense(10)""",
    "small_cnn": """    input x: float32[28, 28, 1]
    y = x -> Conv2D(8, 3, activation="relu") -> MaxPooling2D() -> Conv2D(16, 3, activation="relu") -> MaxPooling2D()
    output y = y -> Flatten() -> Dense(10)""",
    "larger_cnn": """    input x: float32[32, 32, 3]
    y = x -> Conv2D(32, 3, padding="same", activation="relu") -> Conv2D(32, 3, activation="relu") -> MaxPooling2D()
    y = y -> Conv2D(64, 3, padding="same", activation="relu") -> Conv2D(64, 3, activation="relu") -> MaxPooling2D()
    output y = y -> Flatten() -> Dense(128, activation="relu") -> Dropout(0.2) -> Dense(10)""",
    "lstm": """    input x: float32[32, 16]
    output y = x -> LSTM(64) -> Dense(10)""",
    "transformer": """    input x: float32[32, 64]
    y = x
    for i in range(2) {
        y = y + (MultiHeadAttention(4, 16)(y, y)) -> LayerNormalization()
        y = y + (y -> Dense(128, activation="relu") -> Dense(64)) -> LayerNormalization()
    }
    output y = y -> GlobalAveragePooling1D() -> Dense(10)""",
}

FILE = """model Net {{
{network}
}}

train Net {{
    data = npz("data.npz")
    loss = SparseCategoricalCrossentropy(from_logits=True)
    metrics = [SparseCategoricalAccuracy(name="accuracy")]
    batch_size = {batch_size}
    epochs = 1_000_000
}}
"""


@dataclass(frozen=True)
class Setting:
    """A network, how many samples are in a batch, and how many there are; small ones should gain most."""

    network: str
    batch_size: int
    samples: int
    is_small: bool = False

    @property
    def name(self) -> str:
        return f"{self.network}, {self.batch_size}"


# --- turns ---------------------------------------------------------------------------------------


class Turns:
    """One way to train, in a thread of its own that waits for its turn before each epoch."""

    def __init__(self, train: Callable[[Turns], object]) -> None:
        self.mine, self.done = threading.Semaphore(0), threading.Semaphore(0)
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._run, args=(train,), daemon=True)
        self.thread.start()
        self._wait()

    def _run(self, train: Callable[[Turns], object]) -> None:
        try:
            train(self)
        except BaseException as error:
            self.error = error
            self.done.release()

    def _wait(self) -> None:
        self.done.acquire()
        if self.error is not None:
            raise self.error

    def begin(self) -> None:
        """Called by the training before an epoch."""
        self.done.release()
        self.mine.acquire()

    def turn(self) -> float:
        """Let three epochs run; gives the seconds of the faster of the last two."""
        self._epoch()
        return min(self._epoch(), self._epoch())

    def _epoch(self) -> float:
        begun = time.perf_counter()
        self.mine.release()
        self._wait()
        return time.perf_counter() - begun


def callback(turns: Turns, base: Any) -> Any:
    """A callback of a class that waits for its turn as well."""

    class Waiting(base):  # type: ignore[misc]
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            turns.begin()
            super().on_epoch_begin(epoch, logs)

    return Waiting


# --- ways to train -------------------------------------------------------------------------------


class ByHand:
    """What is written by hand, for the network of a generated program."""

    def __init__(self, program: Any, setting: Setting, folder: Path) -> None:
        with np.load(folder / "data.npz") as data:
            self.x, self.y = data["x"], data["y"]
        self.program, self.setting = program, setting

    def compiled(self) -> Any:
        import tensorflow as tf

        model = self.program.build_model()
        model.compile(
            optimizer=tf.keras.optimizers.Adam(),
            loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            metrics=[tf.keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
        )
        return model

    def batches(self) -> Any:
        import tensorflow as tf

        samples = tf.data.Dataset.from_tensor_slices((self.x, self.y))
        return samples.shuffle(len(self.x)).batch(self.setting.batch_size).prefetch(tf.data.AUTOTUNE)

    def fit_arrays(self, turns: Turns) -> None:
        """(a) `model.fit(x, y)`."""
        import tensorflow as tf

        waiting = callback(turns, tf.keras.callbacks.Callback)()
        self.compiled().fit(self.x, self.y, batch_size=self.setting.batch_size, epochs=10**6, callbacks=[waiting])

    def fit_dataset(self, turns: Turns) -> None:
        """(b) `model.fit` on a `tf.data.Dataset`."""
        import tensorflow as tf

        waiting = callback(turns, tf.keras.callbacks.Callback)()
        self.compiled().fit(self.batches(), epochs=10**6, callbacks=[waiting])

    def loop(self, turns: Turns) -> None:
        """(c) The loop of Keras's guide: one `tf.function` for each step."""
        import tensorflow as tf

        model, batches = self.program.build_model(), self.batches()
        optimizer = tf.keras.optimizers.Adam()
        loss_of = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        accuracy = tf.keras.metrics.SparseCategoricalAccuracy()

        @tf.function
        def train_step(x: Any, y: Any) -> Any:
            with tf.GradientTape() as tape:
                logits = model(x, training=True)
                loss = loss_of(y, logits)
            gradients = tape.gradient(loss, model.trainable_weights)
            optimizer.apply_gradients(zip(gradients, model.trainable_weights, strict=True))
            accuracy.update_state(y, logits)
            return loss

        while True:
            turns.begin()
            for x, y in batches:
                loss = train_step(x, y)
            float(loss), float(accuracy.result())
            accuracy.reset_state()

    def whole_epoch(self, turns: Turns) -> None:
        """(d) The fastest that is known: a whole epoch in one `tf.function`, from tensors."""
        import tensorflow as tf

        model, size = self.program.build_model(), self.setting.batch_size
        optimizer = tf.keras.optimizers.Adam()
        optimizer.build(model.trainable_variables)
        loss_of = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        accuracy = tf.keras.metrics.SparseCategoricalAccuracy()
        mean_loss = tf.keras.metrics.Mean()
        xs, ys, count = tf.constant(self.x), tf.constant(self.y), len(self.x)

        @tf.function
        def train_epoch(order: Any) -> None:
            for step in tf.range(math.ceil(count / size)):
                rows = order[step * size : (step + 1) * size]
                x, y = tf.gather(xs, rows), tf.gather(ys, rows)
                with tf.GradientTape() as tape:
                    logits = model(x, training=True)
                    loss = loss_of(y, logits)
                optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
                accuracy.update_state(y, logits)
                mean_loss.update_state(loss, sample_weight=tf.shape(x)[0])

        while True:
            turns.begin()
            train_epoch(tf.random.shuffle(tf.range(count)))
            float(mean_loss.result()), float(accuracy.result())
            accuracy.reset_state()
            mean_loss.reset_state()


def generated(loop: str, setting: Setting, folder: Path) -> Any:
    """The module of a generated program; `folder` holds its data."""
    text = FILE.format(network=NETWORKS[setting.network], batch_size=setting.batch_size)
    code = dsl.compile(text, loop=loop, style="functional").code
    assert code is not None
    path = folder / f"net_{loop}.py"
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_generated(module: Any, folder: Path) -> Callable[[Turns], object]:
    """(e), (f) A generated program, whose own callback waits for its turn too."""

    def train(turns: Turns) -> object:
        module.StopOnNaN = callback(turns, module.StopOnNaN)
        return module.train(run_dir=str(folder / "run"))

    return train
