"""Whole, generated from submodel_options.model (style: functional, loop: fit). Edit the .model file instead."""

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

BATCH_SIZE = 4
EPOCHS = 1
SEED = 0


@tf.keras.utils.register_keras_serializable(package="submodel_options")
class Scaled(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dense = tf.keras.layers.Dense(units)
        self.batch_normalization = tf.keras.layers.BatchNormalization()

    def build(self, input_shape):
        size = input_shape[1]
        self.scale = self.add_weight(name="scale", shape=(size,))
        self.dense_1 = tf.keras.layers.Dense(size)
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))
        if not self.trainable:
            # Keras hands on to the layers inside only what changes.
            self.trainable = True
            self.trainable = False

    def call(self, x):
        output = self.dense(x * self.scale)
        output = self.dense_1(output)
        return self.batch_normalization(output)

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
        }


def Encoder(width=4, name=None, trainable=True):
    image = tf.keras.Input(shape=(6,), name="image")
    code = tf.keras.layers.Dense(width)(image)
    code = tf.keras.layers.BatchNormalization()(code)
    model = tf.keras.Model(inputs=image, outputs=code, name=name)
    if not trainable:
        model.trainable = False
    return model


def Forked(name=None, trainable=True):
    name_ = tf.keras.Input(shape=(6,), name="name")
    trainable_ = tf.keras.layers.Dense(2)(name_)
    code = tf.keras.layers.Concatenate()([name_, trainable_])
    model = tf.keras.Model(inputs=name_, outputs=code, name=name)
    if not trainable:
        model.trainable = False
    return model


def build_model(learn=False):
    left = tf.keras.Input(shape=(6,), name="left")
    frozen_layer = Encoder(5, trainable=False)
    encoder_layer = Encoder(3, name="enc", trainable=True)
    scaled_layer = Scaled(3, name="rescaled", trainable=learn)
    forked_layer = Forked(name="fork", trainable=learn)
    scaled_layers = [Scaled(2, trainable=False) for _ in range(2)]
    concatenate_layer = tf.keras.layers.Concatenate()
    result_layer = tf.keras.layers.Dense(1)
    frozen_1 = frozen_layer(left)
    encoder = encoder_layer(left)
    scaled = scaled_layer(left)
    forked = forked_layer(left)
    scaled_1 = left
    for scaled_layer_1 in scaled_layers:
        scaled_1 = scaled_layer_1(scaled_1)
    parts = [frozen_1, encoder, scaled, forked, scaled_1]
    result = concatenate_layer(parts)
    result = result_layer(result)
    return tf.keras.Model(inputs=left, outputs=result, name="Whole")


def load_data():
    """Training and validation samples, each as (inputs, outputs)."""
    rng = np.random.default_rng(SEED)
    left = rng.standard_normal((8, 6)).astype("float32")
    result = rng.standard_normal((8, 1)).astype("float32")
    training = (left, result)
    return training, None


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
    epochs=EPOCHS, batch_size=BATCH_SIZE, seed=SEED, run_dir="runs/Whole", learn=False
):
    """Train the model and save it; gives Keras's `History`."""
    tf.keras.utils.set_random_seed(seed)
    training, _ = load_data()
    batches = Batches(training, batch_size, seed)
    steps = batches.steps

    model = build_model(learn=learn)
    model.compile(
        optimizer=tf.keras.optimizers.SGD(0.01),
        loss=tf.keras.losses.MeanSquaredError(),
        steps_per_execution=min(steps, 128),
    )
    # Or the first step would be traced twice.
    model.optimizer.build(model.trainable_variables)
    history = model.fit(
        tf.data.Dataset.range(steps).map(batches.batch).prefetch(tf.data.AUTOTUNE),
        epochs=epochs,
        steps_per_epoch=steps,
        callbacks=[
            tf.keras.callbacks.LambdaCallback(on_epoch_begin=batches.shuffle),
            RunRecord(
                run_dir,
                Path(run_dir) / "model.keras",
                {"batch_size": batch_size, "seed": seed, "learn": learn},
            ),
            StopOnNaN(),
        ],
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
    parser.add_argument("--run-dir", default="runs/Whole")
    parser.add_argument(
        "--device", help="cpu, gpu or gpu:1; all GPUs where nothing is said"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="start over, as every run does here"
    )
    parser.add_argument("--learn", action=argparse.BooleanOptionalAction, default=False)
    arguments = vars(parser.parse_args(argv))
    use_device(arguments.pop("device"))
    del arguments["fresh"]  # every run starts over
    train(**arguments)


if __name__ == "__main__":
    main()
