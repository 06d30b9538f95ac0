"""How fast generated programs train, beside what is written by hand: samples a second, in turn, in one process.

    python benchmarks/training.py [--only mlp] [--rounds 7] [--memory]

Each way to train waits at the beginning of an epoch for its turn, so that all of them meet the same machine. A turn is
two epochs, of which the second is counted: while others had theirs, some machines have put the memory of this one away.
The first round, which traces the functions, is not counted. A GPU is used where TensorFlow finds one.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

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


SETTINGS = (
    Setting("mlp", 64, 19_200, True),
    Setting("mlp", 512, 51_200, True),
    Setting("small_cnn", 64, 6_400, True),
    Setting("small_cnn", 512, 20_480, True),
    Setting("larger_cnn", 64, 960),
    Setting("lstm", 64, 3_840),
    Setting("transformer", 64, 1_920),
)


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
        """Let two epochs run; gives the seconds of the second."""
        self._epoch()
        return self._epoch()

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


# --- tables --------------------------------------------------------------------------------------

WAYS = ("fit(x, y)", "fit, tf.data", "guide's loop", "whole epoch", "generated fit", "generated custom")


def write_data(setting: Setting, folder: Path) -> None:
    shape = {"mlp": (784,), "small_cnn": (28, 28, 1), "larger_cnn": (32, 32, 3), "lstm": (32, 16)}
    rng = np.random.default_rng(0)
    x = rng.standard_normal((setting.samples, *shape.get(setting.network, (32, 64)))).astype("float32")
    np.savez(folder / "data.npz", x=x, y=rng.integers(0, 10, setting.samples).astype("int32"))


def measure(setting: Setting, rounds: int) -> dict[str, float]:
    """The samples a second of each way."""
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(open(os.devnull, "w")):
        folder = Path(name)
        write_data(setting, folder)
        fit, custom = (generated(loop, setting, folder) for loop in ("fit", "custom"))
        hand = ByHand(fit, setting, folder)
        ways = (hand.fit_arrays, hand.fit_dataset, hand.loop, hand.whole_epoch)
        trained = [Turns(way) for way in (*ways, as_generated(fit, folder), as_generated(custom, folder))]
        for turns in trained:
            turns.turn()
        seconds = [[turns.turn() for turns in trained] for _ in range(rounds)]
    medians = [statistics.median(each) for each in zip(*seconds, strict=True)]
    return {way: setting.samples / median for way, median in zip(WAYS, medians, strict=True)}


def tables(settings: tuple[Setting, ...], rounds: int) -> bool:
    """Print what was measured; gives whether all is as fast as is wanted."""
    import tensorflow as tf

    gpus = [tf.config.experimental.get_device_details(gpu) for gpu in tf.config.list_physical_devices("GPU")]
    print(f"Device: {', '.join(str(gpu.get('device_name')) for gpu in gpus) or f'CPU, {os.cpu_count()} cores'}\n")
    print("| network, batch | " + " | ".join(WAYS) + " | fit / tf.data | fit / fit(x, y) | custom / whole epoch |")
    print("| --- |" + " ---: |" * (len(WAYS) + 3))
    is_fast = True
    for setting in settings:
        speed = measure(setting, rounds)
        ratios = (
            speed["generated fit"] / speed["fit, tf.data"],
            speed["generated fit"] / speed["fit(x, y)"],
            speed["generated custom"] / speed["whole epoch"],
        )
        is_fast &= ratios[0] >= 1 and ratios[2] >= 0.95 and (ratios[1] >= 1.5 or not setting.is_small)
        cells = [f"{value:,.0f}" for value in speed.values()] + [f"{ratio:.2f}" for ratio in ratios]
        print(f"| {setting.name} | {' | '.join(cells)} |", flush=True)
    return is_fast


# --- memory --------------------------------------------------------------------------------------

MEMORY = Setting("mlp", 64, 50_000)


def memory() -> None:
    """Print the most memory that processes take which train for an epoch on 157 MB of data."""
    print("\n| way | most memory, MB |\n| --- | ---: |")
    with tempfile.TemporaryDirectory() as name:
        write_data(MEMORY, Path(name))
        for way in ("fit, tf.data", "generated fit", "generated custom"):
            command = [sys.executable, __file__, "--peak", way, name]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            print(f"| {way} | {done.stdout.splitlines()[-1]} |")


def peak(way: str, folder: Path) -> None:
    """Train for an epoch in this process, and print its most memory in MB."""
    module = generated("custom" if way == "generated custom" else "fit", MEMORY, folder)
    if way == "fit, tf.data":
        hand = ByHand(module, MEMORY, folder)
        hand.compiled().fit(hand.batches(), epochs=2)
    else:
        module.train(epochs=2, run_dir=str(folder / "run"))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=sorted(NETWORKS), help="measure one network")
    parser.add_argument("--rounds", type=int, default=7, help="epochs that are counted; their median is told")
    parser.add_argument("--memory", action="store_true", help="measure the memory, too")
    parser.add_argument("--peak", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    options = arguments()
    if options.peak:
        peak(options.peak[0], Path(options.peak[1]))
        return 0
    chosen = tuple(setting for setting in SETTINGS if options.only in (None, setting.network))
    is_fast = tables(chosen, options.rounds)
    if options.memory:
        memory()
    sys.stdout.flush()
    os._exit(0 if is_fast else 1)  # the ways to train wait for their next turn


if __name__ == "__main__":
    sys.exit(main())
