"""Net, generated from training_settings.model (style: functional, loop: fit). Edit the .model file instead."""

import argparse
import csv
import json
import math
import os
import platform
import time
from pathlib import Path

import numpy as np
import tensorflow as tf

HERE = Path(__file__).resolve().parent

BATCH_SIZE = 8
EPOCHS = 3
SEED = 11

# For the layers of a saved model too, which are made anew when it is loaded.
tf.keras.config.set_dtype_policy("mixed_bfloat16")


def build_model(hidden=4, rate=0.25, use_bias=True, name_="n", sizes=[2, 3], low=-1):
    x_input = tf.keras.Input(shape=(3,), name="x")
    x = x_input
    x = tf.keras.layers.Dense(hidden, use_bias=use_bias)(x)
    x = tf.keras.layers.Dropout(rate)(x)
    for size in sizes:
        x = tf.keras.layers.Dense(size)(x)
    output = tf.keras.layers.Dense(2)(x)
    return tf.keras.Model(inputs=x_input, outputs=output, name="Net")


def read_npz(path, *fields):
    """The arrays of an .npz file that stand under the given names, one row for each sample."""
    if not path.is_file():
        raise SystemExit(f"{path}: there is no such file")
    try:
        with np.load(path) as data:
            for field in fields:
                if field not in data:
                    raise SystemExit(
                        f"{path} has no field {field!r}; it has {', '.join(data)}"
                    )
            arrays = [data[field] for field in fields]
    except ValueError as error:
        # Python objects, such as rows of different lengths, are not loaded: they could run code.
        raise SystemExit(
            f"{path} should hold arrays of numbers or text: {error}"
        ) from error
    if len({array.shape[:1] for array in arrays}) > 1 or not arrays[0].size:
        found = ", ".join(
            f"{field!r} {array.shape}" for field, array in zip(fields, arrays)
        )
        raise SystemExit(
            f"{path} should have as many samples in each field, and at least one; it has {found}"
        )
    return arrays


def checked(path, field, array, dtype, *shapes, classes=None):
    """The array as the model takes it: each sample has one of the shapes, each label is a class from 0 on."""
    if array.dtype.kind in "USO" and dtype != "str":
        try:
            array = array.astype("float64")
        except ValueError as error:
            raise SystemExit(
                f"{path}: {field!r} should hold numbers: {error}"
            ) from error
    if shapes and not any(
        tf.TensorShape(shape).is_compatible_with(array.shape[1:]) for shape in shapes
    ):
        wanted = " or ".join(map(str, shapes))
        raise SystemExit(
            f"{path}: each sample of {field!r} should have the shape {wanted}, and has {array.shape[1:]}"
        )
    if classes:
        wrong = array[(array < 0) | (array >= classes) | (array % 1 != 0)]
        if wrong.size:
            raise SystemExit(
                f"{path}: {field!r} should hold classes from 0 to {classes - 1}, and holds {wrong[0]}"
            )
    return array.astype(dtype, copy=False)


def load_data():
    """Training and validation samples, each as (inputs, outputs)."""
    path = HERE / "net.npz"
    x, output = read_npz(path, "inputs", "labels")
    training = (
        checked(path, "inputs", x, "float32", (3,)),
        checked(path, "labels", output, "int32", (), (1,), classes=2),
    )
    path = HERE / "held_out.npz"
    x, output = read_npz(path, "inputs", "labels")
    validation = (
        checked(path, "inputs", x, "float32", (3,)),
        checked(path, "labels", output, "int32", (), (1,), classes=2),
    )
    return training, validation


class Batches:
    """The samples in batches, in their order."""

    def __init__(self, samples, batch_size):
        with tf.device("CPU:0"):
            self.tensors = tf.nest.map_structure(tf.constant, samples)
        self.count = len(tf.nest.flatten(samples)[0])
        self.batch_size = batch_size
        self.steps = math.ceil(self.count / batch_size)

    def batch(self, step):
        first = step * self.batch_size
        rows = slice(first, first + self.batch_size)
        return tf.nest.map_structure(lambda tensor: tensor[rows], self.tensors)


class RunRecord(tf.keras.callbacks.Callback):
    """Writes `run.json`: what the run was started with, what it ran on, and the seconds that each epoch took."""

    def __init__(self, run_dir, model_path, settings):
        super().__init__()
        self.path, self.model_path = Path(run_dir) / "run.json", Path(model_path)
        self.settings, self.seconds = settings, []

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch_begin = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.epoch_begin)

    def on_train_end(self, logs=None):
        gpus = tf.config.get_visible_devices("GPU")
        names = [
            tf.config.experimental.get_device_details(gpu).get("device_name", gpu.name)
            for gpu in gpus
        ]
        record = {
            "settings": {"epochs": self.params["epochs"], **self.settings},
            "model": os.path.relpath(self.model_path, self.path.parent),
            "devices": names or [f"CPU, {platform.machine()}, {os.cpu_count()} cores"],
            "versions": {
                "tensorflow": tf.__version__,
                "keras": tf.keras.__version__,
                "python": platform.python_version(),
            },
            "steps": self.params["steps"],
            "seconds": self.seconds,
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(record, default=str))


def train(
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    seed=SEED,
    run_dir="runs/Net",
    hidden=4,
    rate=0.25,
    use_bias=True,
    name_="n",
    sizes=[2, 3],
    low=-1,
    learning_rate=1e-2,
    patience=2,
):
    """Train the model and save it; gives Keras's `History`."""
    tf.keras.utils.set_random_seed(seed)
    training, validation = load_data()
    batches = Batches(training, batch_size)
    steps = batches.steps
    validation_batches = (
        tf.data.Dataset.from_tensor_slices(validation)
        .batch(batch_size)
        .prefetch(tf.data.AUTOTUNE)
    )

    model = build_model(
        hidden=hidden, rate=rate, use_bias=use_bias, name_=name_, sizes=sizes, low=low
    )
    model.compile(
        optimizer=tf.keras.optimizers.AdamW(
            tf.keras.optimizers.schedules.CosineDecay(learning_rate, 1_000, alpha=0.1),
            weight_decay=4e-3,
            clipnorm=1.0,
            use_ema=True,
        ),
        loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=[tf.keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
        jit_compile=False,
        steps_per_execution=min(steps, 4),
    )
    # Or the first step would be traced twice.
    model.optimizer.build(model.trainable_variables)
    history = model.fit(
        tf.data.Dataset.range(steps).map(batches.batch).prefetch(tf.data.AUTOTUNE),
        epochs=epochs,
        steps_per_epoch=steps,
        validation_data=validation_batches,
        callbacks=[
            RunRecord(
                run_dir,
                HERE / "trained/net.keras",
                {
                    "batch_size": batch_size,
                    "seed": seed,
                    "hidden": hidden,
                    "rate": rate,
                    "use_bias": use_bias,
                    "name_": name_,
                    "sizes": sizes,
                    "low": low,
                    "learning_rate": learning_rate,
                    "patience": patience,
                },
            ),
            tf.keras.callbacks.EarlyStopping(
                monitor="val_loss", patience=patience, restore_best_weights=True
            ),
            tf.keras.callbacks.TerminateOnNaN(),
            tf.keras.callbacks.CSVLogger("log.csv"),
        ],
        shuffle=False,  # the batches are shuffled already
    )
    save_run(model, history, run_dir)
    return history


def save_run(model, history, run_dir):
    """Write the model and the history of its training, and say how it went."""
    model_path = HERE / "trained/net.keras"
    for folder in (Path(run_dir), model_path.parent):
        folder.mkdir(parents=True, exist_ok=True)
    (Path(run_dir) / "history.json").write_text(json.dumps(history.history))
    with open(Path(run_dir) / "history.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["epoch", *history.history])
        table.writerows(
            [epoch, *row] for epoch, row in enumerate(zip(*history.history.values()))
        )
    model.save(model_path)
    last = {name: values[-1] for name, values in history.history.items()}
    results = [
        f"{name[4:]} {value:.4f}"
        for name, value in last.items()
        if name.startswith("val_")
    ]
    print("Validation:", ", ".join(results))
    print("Saved", model_path)


def use_device(name):
    """Let TensorFlow see all GPUs, or only what is called so, and take memory of GPUs as it is needed."""
    gpus = tf.config.list_physical_devices("GPU")
    devices = {"cpu": []} | {f"gpu:{number}": [gpu] for number, gpu in enumerate(gpus)}
    if gpus:
        devices["gpu"] = gpus
    if name and name not in devices:
        raise SystemExit(
            f"There is no device {name!r} here; TensorFlow sees {', '.join(devices)}"
        )
    if name:
        gpus = devices[name]
        tf.config.set_visible_devices(gpus, "GPU")
    for gpu in gpus:
        tf.config.experimental.set_memory_growth(gpu, True)
    print("Training on", ", ".join(gpu.name for gpu in gpus) or "CPU")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--batch-size", type=int, default=BATCH_SIZE)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--run-dir", default="runs/Net")
    parser.add_argument(
        "--device", help="cpu, gpu or gpu:1; all GPUs where nothing is said"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="start over, as every run does here"
    )
    parser.add_argument("--hidden", type=int, default=4)
    parser.add_argument("--rate", type=float, default=0.25)
    parser.add_argument(
        "--use-bias", action=argparse.BooleanOptionalAction, default=True
    )
    parser.add_argument("--name", default="n", dest="name_")
    parser.add_argument("--sizes", nargs="+", type=int, default=[2, 3])
    parser.add_argument("--low", type=int, default=-1)
    parser.add_argument("--learning-rate", type=float, default=1e-2)
    parser.add_argument("--patience", type=int, default=2)
    arguments = vars(parser.parse_args(argv))
    use_device(arguments.pop("device"))
    del arguments["fresh"]  # every run starts over
    train(**arguments)


if __name__ == "__main__":
    main()
