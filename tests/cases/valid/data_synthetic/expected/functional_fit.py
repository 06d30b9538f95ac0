"""Random, generated from data_synthetic.model (style: functional, loop: fit). Edit the .model file instead."""

import argparse
import json
import math
from pathlib import Path

import numpy as np
import tensorflow as tf

BATCH_SIZE = 32
EPOCHS = 1
SEED = 0


def build_model():
    x = tf.keras.Input(shape=(4,), name="x")
    words = tf.keras.Input(shape=(None,), dtype="int32", name="words")
    y = tf.keras.layers.Embedding(9, 3)(words)
    y = tf.keras.layers.GlobalMaxPooling1D()(y)
    label = tf.keras.layers.Concatenate()([x, y])
    label = tf.keras.layers.Dense(3)(label)
    value = tf.keras.layers.Dense(1)(y)
    return tf.keras.Model(
        inputs={"x": x, "words": words},
        outputs={"label": label, "value": value},
        name="Random",
    )


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
    rng = np.random.default_rng(SEED)
    x = rng.standard_normal((32, 4)).astype("float32")
    words = rng.integers(9, size=(32, 16)).astype("int32")
    label = rng.integers(3, size=32).astype("int32")
    value = rng.standard_normal((32, 1)).astype("float32")
    samples = ({"x": x, "words": words}, {"label": label, "value": value})
    return split(samples, 0.25)


def training_batches(samples, batch_size, epochs, seed):
    """The batches of all epochs, one epoch after the other, and how many an epoch has.
    Every epoch has each sample once, in an order that depends only on the seed and the epoch.
    """
    tensors = tf.nest.map_structure(tf.constant, samples)
    count = len(tf.nest.flatten(tensors)[0])

    def epoch_batches(epoch):
        order = tf.random.experimental.stateless_shuffle(
            tf.range(count), seed=[seed, epoch]
        )
        return tf.data.Dataset.from_tensor_slices(order).batch(batch_size)

    orders = tf.data.Dataset.range(epochs).flat_map(epoch_batches)
    batches = orders.map(
        lambda order: tf.nest.map_structure(
            lambda tensor: tf.gather(tensor, order), tensors
        )
    )
    return batches.prefetch(tf.data.AUTOTUNE), math.ceil(count / batch_size)


def train(epochs=EPOCHS, batch_size=BATCH_SIZE, seed=SEED, run_dir="runs/Random"):
    """Train the model and save it; gives Keras's `History`."""
    tf.keras.utils.set_random_seed(seed)
    training, validation = load_data()
    batches, steps = training_batches(training, batch_size, epochs, seed)
    validation_batches = (
        tf.data.Dataset.from_tensor_slices(validation)
        .batch(batch_size)
        .prefetch(tf.data.AUTOTUNE)
    )

    model = build_model()
    model.compile(
        optimizer=tf.keras.optimizers.Adam(),
        loss={
            "label": tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            "value": tf.keras.losses.MeanSquaredError(),
        },
    )
    model.optimizer.build(model.trainable_variables)  # or steps would be traced twice
    history = model.fit(
        batches,
        epochs=epochs,
        steps_per_epoch=steps,
        validation_data=validation_batches,
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
    model.save(model_path)
    last = {name: values[-1] for name, values in history.history.items()}
    results = [
        f"{name[4:]} {value:.4f}"
        for name, value in last.items()
        if name.startswith("val_")
    ]
    print("Validation:", ", ".join(results))
    print("Saved", model_path)


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--batch-size", type=int, default=BATCH_SIZE)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--run-dir", default="runs/Random")
    arguments = parser.parse_args(argv)
    gpus = tf.config.list_physical_devices("GPU")
    for gpu in gpus:
        tf.config.experimental.set_memory_growth(gpu, True)
    print("Training on", ", ".join(gpu.name for gpu in gpus) or "CPU")
    train(**vars(arguments))


if __name__ == "__main__":
    main()
