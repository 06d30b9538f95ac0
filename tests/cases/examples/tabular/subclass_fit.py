"""Credit, generated from tabular.model (style: subclass, loop: fit). Edit the .model file instead."""

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
EPOCHS = 20
SEED = 0


@tf.keras.utils.register_keras_serializable(package="tabular")
class BuiltOutside(tf.keras.layers.Normalization):
    """A Normalization for the inside of a class: what it computes when it is built is kept, also while it is traced."""

    def build(self, input_shape):
        with tf.init_scope():
            super().build(input_shape)


@tf.keras.utils.register_keras_serializable(package="tabular")
class Credit(tf.keras.Model):
    def __init__(self, hidden=32, **kwargs):
        super().__init__(**kwargs)
        self.hidden = hidden
        self.string_lookup = tf.keras.layers.StringLookup(name="string_lookup")
        self.category_encoding = tf.keras.layers.CategoryEncoding(
            5, output_mode="one_hot"
        )
        self.string_lookup_1 = tf.keras.layers.StringLookup(name="string_lookup_1")
        self.category_encoding_1 = tf.keras.layers.CategoryEncoding(
            6, output_mode="one_hot"
        )
        self.string_lookup_2 = tf.keras.layers.StringLookup(name="string_lookup_2")
        self.category_encoding_2 = tf.keras.layers.CategoryEncoding(
            12, output_mode="one_hot"
        )
        self.string_lookup_3 = tf.keras.layers.StringLookup(name="string_lookup_3")
        self.category_encoding_3 = tf.keras.layers.CategoryEncoding(
            6, output_mode="one_hot"
        )
        self.string_lookup_4 = tf.keras.layers.StringLookup(name="string_lookup_4")
        self.category_encoding_4 = tf.keras.layers.CategoryEncoding(
            6, output_mode="one_hot"
        )
        self.string_lookup_5 = tf.keras.layers.StringLookup(name="string_lookup_5")
        self.category_encoding_5 = tf.keras.layers.CategoryEncoding(
            5, output_mode="one_hot"
        )
        self.discretization = tf.keras.layers.Discretization([25, 30, 40, 50])
        self.category_encoding_6 = tf.keras.layers.CategoryEncoding(
            5, output_mode="one_hot"
        )
        self.normalization = BuiltOutside(name="normalization_6")
        self.concatenate = tf.keras.layers.Concatenate()
        self.dense = tf.keras.layers.Dense(hidden, activation="relu")
        self.dropout = tf.keras.layers.Dropout(0.3)
        self.bad = tf.keras.layers.Dense(1)

    def call(self, inputs, training=None):
        account = inputs["account"]
        history = inputs["history"]
        purpose = inputs["purpose"]
        savings = inputs["savings"]
        employment = inputs["employment"]
        property_ = inputs["property"]
        age = inputs["age"]
        numbers = inputs["numbers"]
        string_lookup = self.string_lookup(account)
        category_encoding = self.category_encoding(string_lookup)
        string_lookup_1 = self.string_lookup_1(history)
        category_encoding_1 = self.category_encoding_1(string_lookup_1)
        string_lookup_2 = self.string_lookup_2(purpose)
        category_encoding_2 = self.category_encoding_2(string_lookup_2)
        string_lookup_3 = self.string_lookup_3(savings)
        category_encoding_3 = self.category_encoding_3(string_lookup_3)
        string_lookup_4 = self.string_lookup_4(employment)
        category_encoding_4 = self.category_encoding_4(string_lookup_4)
        string_lookup_5 = self.string_lookup_5(property_)
        category_encoding_5 = self.category_encoding_5(string_lookup_5)
        discretization = self.discretization(age)
        category_encoding_6 = self.category_encoding_6(discretization)
        categories = [
            category_encoding,
            category_encoding_1,
            category_encoding_2,
            category_encoding_3,
            category_encoding_4,
            category_encoding_5,
            category_encoding_6,
        ]
        normalization = self.normalization(numbers)
        x = self.concatenate(categories + [normalization])
        bad = self.dense(x)
        bad = self.dropout(bad)
        return self.bad(bad)

    def get_config(self):
        return {
            **super().get_config(),
            "hidden": self.hidden,
        }


def build_model(hidden=32):
    model = Credit(hidden=hidden)
    model(
        {
            "account": tf.keras.Input(shape=(1,), dtype="string", name="account"),
            "history": tf.keras.Input(shape=(1,), dtype="string", name="history"),
            "purpose": tf.keras.Input(shape=(1,), dtype="string", name="purpose"),
            "savings": tf.keras.Input(shape=(1,), dtype="string", name="savings"),
            "employment": tf.keras.Input(shape=(1,), dtype="string", name="employment"),
            "property": tf.keras.Input(shape=(1,), dtype="string", name="property"),
            "age": tf.keras.Input(shape=(1,), name="age"),
            "numbers": tf.keras.Input(shape=(3,), name="numbers"),
        }
    )
    return model


def read_csv(path, *fields):
    """The columns of a .csv file with a header, each as an array of texts; a list of columns makes an array of rows."""
    if not path.is_file():
        raise SystemExit(f"{path}: there is no such file")
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = csv.DictReader(file, restval="")
        table = {name: [] for name in rows.fieldnames or []}
        for row in rows:
            for name, column in table.items():
                column.append(row[name])

    def column(name):
        if name not in table:
            raise SystemExit(
                f"{path} has no column {name!r}; it has {', '.join(table)}"
            )
        if not table[name]:
            raise SystemExit(f"{path} has a header and no samples")
        return np.array(table[name])

    return [
        (
            np.stack([column(name) for name in field], axis=1)
            if isinstance(field, list)
            else column(field)
        )
        for field in fields
    ]


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


def split(samples, fraction):
    """All but the last part of the samples, and the last part, for validation."""
    count = len(tf.nest.flatten(samples)[0])
    cut = int(count * (1 - fraction))
    if not 0 < cut < count:
        raise SystemExit(
            f"A validation split of {fraction} leaves nothing on one side of {count} samples"
        )
    training = tf.nest.map_structure(lambda array: array[:cut], samples)
    return training, tf.nest.map_structure(lambda array: array[cut:], samples)


def load_data():
    """Training and validation samples, each as (inputs, outputs)."""
    path = HERE / "data/credit.csv"
    account, history, purpose, savings, employment, property_, age, numbers, bad = (
        read_csv(
            path,
            ["account"],
            ["history"],
            ["purpose"],
            ["savings"],
            ["employment"],
            ["property"],
            ["age"],
            ["months", "amount", "rate"],
            "bad",
        )
    )
    samples = (
        {
            "account": checked(path, ["account"], account, "str", (1,)),
            "history": checked(path, ["history"], history, "str", (1,)),
            "purpose": checked(path, ["purpose"], purpose, "str", (1,)),
            "savings": checked(path, ["savings"], savings, "str", (1,)),
            "employment": checked(path, ["employment"], employment, "str", (1,)),
            "property": checked(path, ["property"], property_, "str", (1,)),
            "age": checked(path, ["age"], age, "float32", (1,)),
            "numbers": checked(
                path, ["months", "amount", "rate"], numbers, "float32", (3,)
            ),
        },
        checked(path, "bad", bad, "float32", (1,), ()),
    )
    return split(samples, 0.25)


class Batches:
    """The samples in batches, in an order that depends on the seed and the epoch alone."""

    def __init__(self, samples, batch_size, seed):
        with tf.device("CPU:0"):
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
    epochs=EPOCHS, batch_size=BATCH_SIZE, seed=SEED, run_dir="runs/Credit", hidden=32
):
    """Train the model and save it; gives Keras's `History`."""
    tf.keras.utils.set_random_seed(seed)
    training, validation = load_data()
    batches = Batches(training, batch_size, seed)
    steps = batches.steps
    validation_batches = (
        tf.data.Dataset.from_tensor_slices(validation)
        .batch(batch_size)
        .prefetch(tf.data.AUTOTUNE)
    )
    class_weight = {0: 1.0, 1: 5.0}

    model = build_model(hidden=hidden)
    model.get_layer("string_lookup").adapt(training[0]["account"])
    model.get_layer("string_lookup_1").adapt(training[0]["history"])
    model.get_layer("string_lookup_2").adapt(training[0]["purpose"])
    model.get_layer("string_lookup_3").adapt(training[0]["savings"])
    model.get_layer("string_lookup_4").adapt(training[0]["employment"])
    model.get_layer("string_lookup_5").adapt(training[0]["property"])
    model.get_layer("normalization_6").adapt(training[0]["numbers"])
    model.compile(
        optimizer=tf.keras.optimizers.Adam(learning_rate=2e-3),
        loss=tf.keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=[
            tf.keras.metrics.AUC(from_logits=True, name="auc"),
            tf.keras.metrics.Recall(thresholds=0, name="caught"),
        ],
        steps_per_execution=min(steps, 128),
    )
    # Or the first step would be traced twice.
    model.optimizer.build(model.trainable_variables)
    history = model.fit(
        tf.data.Dataset.range(steps).map(batches.batch).prefetch(tf.data.AUTOTUNE),
        epochs=epochs,
        steps_per_epoch=steps,
        validation_data=validation_batches,
        callbacks=[
            tf.keras.callbacks.LambdaCallback(on_epoch_begin=batches.shuffle),
            RunRecord(
                run_dir,
                Path(run_dir) / "model.keras",
                {"batch_size": batch_size, "seed": seed, "hidden": hidden},
            ),
            StopOnNaN(),
        ],
        class_weight=class_weight,
        shuffle=False,  # the batches are shuffled already
    )
    save_run(model, history, run_dir)
    return history


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
    parser.add_argument("--run-dir", default="runs/Credit")
    parser.add_argument(
        "--device", help="cpu, gpu or gpu:1; all GPUs where nothing is said"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="start over, as every run does here"
    )
    parser.add_argument("--hidden", type=int, default=32)
    arguments = vars(parser.parse_args(argv))
    use_device(arguments.pop("device"))
    del arguments["fresh"]  # every run starts over
    train(**arguments)


if __name__ == "__main__":
    main()
