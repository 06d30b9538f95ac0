"""Digits, generated from data_tfds.model (style: functional, loop: custom). Edit the .model file instead."""

import argparse
import csv
import json
import math
import os
import platform
import time
from pathlib import Path

import tensorflow as tf

BATCH_SIZE = 32
EPOCHS = 1
SEED = 0


def build_model():
    image = tf.keras.Input(shape=(28, 28, 1), name="image")
    label = tf.keras.layers.Rescaling(1 / 255)(image)
    label = tf.keras.layers.Flatten()(label)
    label = tf.keras.layers.Dense(10)(label)
    return tf.keras.Model(inputs=image, outputs=label, name="Digits")


def read_tfds(name, part):
    """A data set of tensorflow_datasets, which fetches it once and keeps it."""
    try:
        import tensorflow_datasets as tfds
    except ImportError as error:
        raise SystemExit(
            f"The data set {name!r} needs tensorflow_datasets: pip install tensorflow-datasets"
        ) from error
    return tfds.load(name, split=part)


def counted(samples):
    """The samples as a dataset that knows how many they are; one that does not is read once."""
    if samples.cardinality() == tf.data.INFINITE_CARDINALITY:
        raise SystemExit("The samples never end; `take` gives a part of them")
    if samples.cardinality() == tf.data.UNKNOWN_CARDINALITY:
        count = samples.reduce(tf.constant(0, "int64"), lambda total, *_: total + 1)
        samples = samples.apply(tf.data.experimental.assert_cardinality(count))
    return samples


def load_data():
    """Training, validation and test samples."""
    training = read_tfds("mnist", "train[:90%]")
    training = counted(
        training.map(
            lambda sample: (
                tf.cast(sample["image"], "float32"),
                tf.cast(sample["label"], "int32"),
            )
        )
    )
    validation = read_tfds("mnist", "train[90%:]")
    validation = counted(
        validation.map(
            lambda sample: (
                tf.cast(sample["image"], "float32"),
                tf.cast(sample["label"], "int32"),
            )
        )
    )
    test = read_tfds("mnist", "test")
    test = counted(
        test.map(
            lambda sample: (
                tf.cast(sample["image"], "float32"),
                tf.cast(sample["label"], "int32"),
            )
        )
    )
    return training, validation, test


def training_batches(samples, batch_size, epochs, seed):
    """The batches of all epochs, one epoch after the other.
    Every epoch has each sample once, shuffled in blocks by the seed and the epoch alone.
    """
    if not len(samples):
        raise SystemExit("The data have no samples to train on")

    def epoch_batches(epoch):
        def shuffled(*block):
            count = tf.shape(tf.nest.flatten(block)[0])[0]
            order = tf.random.experimental.stateless_shuffle(
                tf.range(count), seed=[seed, epoch]
            )
            return tf.nest.map_structure(lambda tensor: tf.gather(tensor, order), block)

        return samples.batch(10_000).map(shuffled).rebatch(batch_size)

    batches = tf.data.Dataset.range(epochs).flat_map(epoch_batches)
    return batches.prefetch(tf.data.AUTOTUNE)


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


def train(epochs=EPOCHS, batch_size=BATCH_SIZE, seed=SEED, run_dir="runs/Digits"):
    """Train the model and save it; gives Keras's `History`."""
    tf.keras.utils.set_random_seed(seed)
    training, validation, test = load_data()
    steps = math.ceil(len(training) / batch_size)
    validation_batches = validation.batch(batch_size).prefetch(tf.data.AUTOTUNE)

    model = build_model()
    model.compile(
        optimizer=tf.keras.optimizers.Adam(),
        loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        steps_per_execution=max(n for n in range(1, 65) if steps % n == 0),
    )
    # Or the first step would be traced twice.
    model.optimizer.build(model.trainable_variables)
    batches = training_batches(training, batch_size, epochs, seed)
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
        for _ in tf.range(first, last):
            train_step(*next(iterator))
        return model.get_metrics_result()

    @tf.function(jit_compile=model.jit_compile, reduce_retracing=True)
    def evaluation_step(x, y):
        y_pred = model(x, training=False)
        loss = model.compute_loss(x, y, y_pred)
        update_metrics(x, y, y_pred, loss)

    @tf.function
    def evaluation_steps(iterator, count):
        for _ in tf.range(count):
            evaluation_step(*next(iterator))
        return model.get_metrics_result()

    def evaluate(batches):
        model.reset_metrics()
        callbacks.on_test_begin()
        iterator = iter(batches)
        for first in range(0, len(batches), stride):
            callbacks.on_test_batch_begin(first)
            results = evaluation_steps(
                iterator, tf.minimum(stride, len(batches) - first)
            )
            callbacks.on_test_batch_end(first + stride - 1, to_floats(results))
        results = to_floats(model.get_metrics_result())
        callbacks.on_test_end(results)
        return results

    def to_floats(results):
        return {name: float(value) for name, value in sorted(results.items())}

    callbacks = tf.keras.callbacks.CallbackList(
        [
            RunRecord(
                run_dir,
                Path(run_dir) / "model.keras",
                {"batch_size": batch_size, "seed": seed},
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
    iterator = iter(batches)
    logs = None
    callbacks.on_train_begin()
    for epoch in range(epochs):
        model.reset_metrics()
        callbacks.on_epoch_begin(epoch)
        for first in range(0, steps, stride):
            last = min(first + stride, steps)
            callbacks.on_train_batch_begin(first)
            results = train_steps(tf.constant(first), tf.constant(last))
            callbacks.on_train_batch_end(first + stride - 1, to_floats(results))
            if model.stop_training:
                break
        logs = to_floats(model.get_metrics_result())
        logs |= {
            f"val_{name}": value for name, value in evaluate(validation_batches).items()
        }
        callbacks.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    model.optimizer.finalize_variable_values(model.trainable_variables)
    callbacks.on_train_end(logs)
    save_run(model, model.history, run_dir)
    test_run(
        model.evaluate(test.batch(batch_size), verbose=0, return_dict=True), run_dir
    )
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
    results = [
        f"{name[4:]} {value:.4f}"
        for name, value in last.items()
        if name.startswith("val_")
    ]
    print("Validation:", ", ".join(results))
    print("Saved", model_path)


def test_run(results, run_dir):
    """Write and say how the trained model does on the test samples."""
    (Path(run_dir) / "test.json").write_text(json.dumps(results))
    print("Test:", ", ".join(f"{name} {value:.4f}" for name, value in results.items()))


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
    parser.add_argument("--run-dir", default="runs/Digits")
    parser.add_argument(
        "--device", help="cpu, gpu or gpu:1; all GPUs where nothing is said"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="start over, as every run does here"
    )
    arguments = vars(parser.parse_args(argv))
    use_device(arguments.pop("device"))
    del arguments["fresh"]  # every run starts over
    train(**arguments)


if __name__ == "__main__":
    main()
