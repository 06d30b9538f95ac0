"""Transfer, generated from transfer.model (style: sequential, loop: fit). Edit the .model file instead."""

import argparse
import csv
import json
import math
import os
import platform
import time
from pathlib import Path

import tensorflow as tf

HERE = Path(__file__).resolve().parent

BATCH_SIZE = 32
EPOCHS = 20
SEED = 0


@tf.keras.utils.register_keras_serializable(package="transfer")
class Augmentation(tf.keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.random_translation = tf.keras.layers.RandomTranslation(0.1, 0.1)
        self.random_rotation = tf.keras.layers.RandomRotation(0.03)
        self.random_zoom = tf.keras.layers.RandomZoom(0.1)

    def build(self, input_shape):
        # Builds the layers inside.
        self.compute_output_spec(tf.keras.Input(batch_shape=input_shape))

    def call(self, image):
        output = self.random_translation(image)
        output = self.random_rotation(output)
        return self.random_zoom(output)


def build_model(pretrained="imagenet", alpha=0.35, rate=0.2):
    layers = [tf.keras.Input(shape=(32, 32, 3), name="image")]
    layers.append(Augmentation())
    layers.append(tf.keras.layers.Rescaling(1 / 127.5, offset=-1))
    mobile_net_v2 = tf.keras.applications.MobileNetV2(
        input_shape=(32, 32, 3),
        alpha=alpha,
        include_top=False,
        weights=pretrained,
        pooling="avg",
    )
    mobile_net_v2.trainable = False
    layers.append(mobile_net_v2)
    layers.append(tf.keras.layers.Dropout(rate))
    layers.append(tf.keras.layers.Dense(10))
    return tf.keras.Sequential(layers, name="Transfer")


def read_folder(function, path, classes=None, **options):
    """The files of a folder as single samples, always in the same order, which is drawn by the seed."""
    if not path.is_dir():
        raise SystemExit(f"{path}: there is no such folder")
    options |= {"batch_size": None, "seed": SEED}
    try:
        listed = function(path, **options)
    except ValueError as error:
        raise SystemExit(f"{path}: {error}") from error
    if classes and len(listed.class_names) > classes:
        raise SystemExit(
            f"{path} has {len(listed.class_names)} classes, and the model tells {classes} apart"
        )
    # Keras shuffles the files again whenever they are read, but not where that is inside of another dataset.
    samples = tf.data.Dataset.range(1).flat_map(
        lambda _: function(path, verbose=False, **options)
    )
    return samples.apply(tf.data.experimental.assert_cardinality(len(listed)))


def split(samples, fraction):
    """All but the last part of the samples, and the last part, for validation."""
    count = len(samples)
    cut = int(count * (1 - fraction))
    if not 0 < cut < count:
        raise SystemExit(
            f"A validation split of {fraction} leaves nothing on one side of {count} samples"
        )
    return samples.take(cut), samples.skip(cut)


def load_data():
    """Training and validation samples."""
    samples = read_folder(
        tf.keras.utils.image_dataset_from_directory,
        HERE / "data/pictures",
        image_size=(32, 32),
    )
    return split(samples, 0.25)


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

        return samples.batch(1_000).map(shuffled).rebatch(batch_size)

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


def train(
    epochs=EPOCHS,
    batch_size=BATCH_SIZE,
    seed=SEED,
    run_dir="runs/Transfer",
    pretrained="imagenet",
    alpha=0.35,
    rate=0.2,
):
    """Train the model and save it; gives Keras's `History`."""
    tf.keras.utils.set_random_seed(seed)
    training, validation = load_data()
    steps = math.ceil(len(training) / batch_size)
    validation_batches = validation.batch(batch_size).prefetch(tf.data.AUTOTUNE)

    model = build_model(pretrained=pretrained, alpha=alpha, rate=rate)
    model.compile(
        optimizer=tf.keras.optimizers.Adam(3e-3),
        loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=[tf.keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
        steps_per_execution=max(n for n in range(1, 65) if steps % n == 0),
    )
    # Or the first step would be traced twice.
    model.optimizer.build(model.trainable_variables)
    batches = training_batches(training, batch_size, epochs, seed)
    history = model.fit(
        batches,
        epochs=epochs,
        steps_per_epoch=steps,
        validation_data=validation_batches,
        callbacks=[
            RunRecord(
                run_dir,
                Path(run_dir) / "model.keras",
                {
                    "batch_size": batch_size,
                    "seed": seed,
                    "pretrained": pretrained,
                    "alpha": alpha,
                    "rate": rate,
                },
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
    parser.add_argument("--run-dir", default="runs/Transfer")
    parser.add_argument(
        "--device", help="cpu, gpu or gpu:1; all GPUs where nothing is said"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="start over, as every run does here"
    )
    parser.add_argument("--pretrained", default="imagenet")
    parser.add_argument("--alpha", type=float, default=0.35)
    parser.add_argument("--rate", type=float, default=0.2)
    arguments = vars(parser.parse_args(argv))
    use_device(arguments.pop("device"))
    del arguments["fresh"]  # every run starts over
    train(**arguments)


if __name__ == "__main__":
    main()
