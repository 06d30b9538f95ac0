"""Behind, generated from adapted_behind.model (style: functional, loop: custom). Edit the .model file instead."""

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

BATCH_SIZE = 32
EPOCHS = 1
SEED = 0


@tf.keras.utils.register_keras_serializable(package="adapted_behind")
class Halved(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, x):
        return x / 2


@tf.keras.utils.register_keras_serializable(package="adapted_behind")
class Product(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, parts):
        return parts[0] * 2


def build_model(top=4):
    left = tf.keras.Input(shape=(6,), name="left")
    right = tf.keras.Input(shape=(6,), name="right")
    words = tf.keras.Input(shape=(1,), dtype="string", name="words")
    codes = tf.keras.Input(shape=(2,), dtype="int32", name="codes")
    scale = tf.keras.layers.Normalization(name="normalization")
    parts = []
    for side in [left, right]:
        parts = parts + [side[:, :3]]
    a = Product()(parts)
    a = scale(a)
    b = tf.keras.layers.Rescaling(1 / top)(right[:, 3:])
    b = scale(b)
    c = tf.keras.layers.IntegerLookup(name="integer_lookup_1")(codes[:, :1])
    c = tf.keras.layers.Embedding(8, 2)(c)
    c = tf.keras.layers.Flatten()(c)
    d = tf.keras.layers.StringLookup(name="string_lookup_2")(words)
    d = tf.keras.layers.Embedding(8, 2)(d)
    d = tf.keras.layers.Flatten()(d)
    y = tf.keras.layers.Concatenate()([a, b, c, d])
    y = Halved()(y)
    y = tf.keras.layers.Dense(1)(y)
    return tf.keras.Model(
        inputs={"left": left, "right": right, "words": words, "codes": codes},
        outputs=y,
        name="Behind",
    )


def before_normalization(top=4):
    left = tf.keras.Input(shape=(6,), name="left")
    right = tf.keras.Input(shape=(6,), name="right")
    parts = []
    for side in [left, right]:
        parts = parts + [side[:, :3]]
    a = Product()(parts)
    seen = a
    b = tf.keras.layers.Rescaling(1 / top)(right[:, 3:])
    seen_1 = b
    return tf.keras.Model(
        inputs={"left": left, "right": right},
        outputs=tf.keras.ops.concatenate([seen, seen_1], axis=0),
    )


def before_integer_lookup_1(top=4):
    codes = tf.keras.Input(shape=(2,), dtype="int32", name="codes")
    seen = codes[:, :1]
    return tf.keras.Model(inputs=codes, outputs=seen)


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
    path = HERE / "people.npz"
    left, right, words, codes, y = read_npz(
        path, "left", "right", "words", "codes", "y"
    )
    training = (
        {
            "left": checked(path, "left", left, "float32", (6,)),
            "right": checked(path, "right", right, "float32", (6,)),
            "words": checked(path, "words", words, "str", (1,)),
            "codes": checked(path, "codes", codes, "int32", (2,)),
        },
        checked(path, "y", y, "float32", (1,), ()),
    )
    return training, None


class Batches:
    """The samples in batches, in an order that depends on the seed and the epoch alone."""

    def __init__(self, samples, batch_size, seed):
        # What is more than a gigabyte stays in the memory of the host, which sends the batches.
        size = sum(array.nbytes for array in tf.nest.flatten(samples))
        self.device = "CPU:0" if size > 2**30 else ""
        with tf.device(self.device):
            self.tensors = tf.nest.map_structure(tf.constant, samples)
        self.count = len(tf.nest.flatten(samples)[0])
        self.batch_size = batch_size
        self.steps = math.ceil(self.count / batch_size)
        self.seed = seed
        with tf.device("CPU:0"):
            self.order = tf.Variable(tf.range(self.count))

    def shuffle(self, epoch, logs=None):
        order = tf.random.experimental.stateless_shuffle(
            tf.range(self.count), seed=[self.seed, epoch]
        )
        self.order.assign(order)

    def batch(self, step):
        first = step * self.batch_size
        rows = self.order[first : first + self.batch_size]
        with tf.device(self.device):
            return tf.nest.map_structure(
                lambda tensor: tf.gather(tensor, rows), self.tensors
            )


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


class StopOnNaN(tf.keras.callbacks.Callback):
    """Ends the program where the loss is no number any more."""

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        if not math.isfinite(logs["loss"]):
            raise SystemExit(
                f"\nThe loss is {logs['loss']} after step {batch + 1} of epoch {self.epoch + 1}"
            )


def train(
    epochs=EPOCHS, batch_size=BATCH_SIZE, seed=SEED, run_dir="runs/Behind", top=4
):
    """Train the model and save it; gives Keras's `History`."""
    tf.keras.utils.set_random_seed(seed)
    training, _ = load_data()
    batches = Batches(training, batch_size, seed)
    steps = batches.steps

    model = build_model(top=top)
    model.get_layer("normalization").adapt(
        tf.data.Dataset.from_tensor_slices(
            {"left": training[0]["left"], "right": training[0]["right"]}
        )
        .batch(batch_size)
        .map(before_normalization(top=top))
    )
    model.get_layer("integer_lookup_1").adapt(
        tf.data.Dataset.from_tensor_slices(training[0]["codes"])
        .batch(batch_size)
        .map(before_integer_lookup_1(top=top))
    )
    model.get_layer("string_lookup_2").adapt(training[0]["words"])
    model.compile(
        optimizer=tf.keras.optimizers.Adam(),
        loss=tf.keras.losses.MeanSquaredError(),
        steps_per_execution=min(steps, 128),
    )
    # Or the first step would be traced twice.
    model.optimizer.build(model.trainable_variables)
    mean_loss = model.metrics[0]  # Keras keeps the mean of the loss first
    stride = model.steps_per_execution

    def update_metrics(x, y, y_pred, loss):
        mean_loss.update_state(loss, sample_weight=tf.shape(tf.nest.flatten(x)[0])[0])
        return model.compute_metrics(x, y, y_pred)

    @tf.function(jit_compile=model.jit_compile, reduce_retracing=True)
    def train_step(x, y):
        with tf.GradientTape() as tape:
            y_pred = model(x, training=True)
            loss = model.compute_loss(x, y, y_pred)
            scaled_loss = model.optimizer.scale_loss(loss)
        gradients = tape.gradient(scaled_loss, model.trainable_variables)
        model.optimizer.apply(gradients, model.trainable_variables)
        update_metrics(x, y, y_pred, loss)

    @tf.function
    def train_steps(first, last):
        for step in tf.range(first, last):
            train_step(*batches.batch(step))
        return model.get_metrics_result()

    def to_floats(results):
        return {name: float(value) for name, value in sorted(results.items())}

    callbacks = tf.keras.callbacks.CallbackList(
        [
            RunRecord(
                run_dir,
                Path(run_dir) / "model.keras",
                {"batch_size": batch_size, "seed": seed, "top": top},
            ),
            StopOnNaN(),
        ],
        add_history=True,
        add_progbar=True,
        model=model,
        epochs=epochs,
        steps=steps,
        verbose="auto",
    )
    logs = None
    callbacks.on_train_begin()
    for epoch in range(epochs):
        model.reset_metrics()
        callbacks.on_epoch_begin(epoch)
        batches.shuffle(epoch)
        for first in range(0, steps, stride):
            last = min(first + stride, steps)
            callbacks.on_train_batch_begin(first)
            results = train_steps(tf.constant(first), tf.constant(last))
            callbacks.on_train_batch_end(first + stride - 1, to_floats(results))
            if model.stop_training:
                break
        logs = to_floats(model.get_metrics_result())
        callbacks.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    model.optimizer.finalize_variable_values(model.trainable_variables)
    callbacks.on_train_end(logs)
    save_run(model, model.history, run_dir)
    return model.history


def save_run(model, history, run_dir):
    """Write the model and the history of its training, and say how it went."""
    model_path = Path(run_dir) / "model.keras"
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
    print("Training:", ", ".join(f"{name} {value:.4f}" for name, value in last.items()))
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
    parser.add_argument("--run-dir", default="runs/Behind")
    parser.add_argument(
        "--device", help="cpu, gpu or gpu:1; all GPUs where nothing is said"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="start over, as every run does here"
    )
    parser.add_argument("--top", type=int, default=4)
    arguments = vars(parser.parse_args(argv))
    use_device(arguments.pop("device"))
    del arguments["fresh"]  # every run starts over
    train(**arguments)


if __name__ == "__main__":
    main()
