"""Ages, generated from told_by_position.model (style: functional, loop: fit). Edit the .model file instead."""

import argparse
import json
import math
from pathlib import Path

import numpy as np
import tensorflow as tf

HERE = Path(__file__).resolve().parent

BATCH_SIZE = 32
EPOCHS = 1
SEED = 0


def build_model():
    age = tf.keras.Input(shape=(1,), name="age")
    group = tf.keras.layers.Discretization([25, 30, 40, 50])(age)
    group = tf.keras.layers.CategoryEncoding(5, output_mode="one_hot")(group)
    group = tf.keras.layers.Dense(2)(group)
    return tf.keras.Model(inputs=age, outputs=group, name="Ages")


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
    return array.astype(dtype)


def load_data():
    """Training and validation samples, each as (inputs, outputs)."""
    path = HERE / "ages.npz"
    age, group = read_npz(path, "age", "group")
    training = (
        checked(path, "age", age, "float32", (1,)),
        checked(path, "group", group, "int32", (), (1,), classes=2),
    )
    return training, None


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


def train(epochs=EPOCHS, batch_size=BATCH_SIZE, seed=SEED, run_dir="runs/Ages"):
    """Train the model and save it; gives Keras's `History`."""
    tf.keras.utils.set_random_seed(seed)
    training, _ = load_data()
    batches, steps = training_batches(training, batch_size, epochs, seed)

    model = build_model()
    model.compile(
        optimizer=tf.keras.optimizers.Adam(),
        loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    model.optimizer.build(model.trainable_variables)  # or steps would be traced twice
    history = model.fit(
        batches,
        epochs=epochs,
        steps_per_epoch=steps,
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
    print("Training:", ", ".join(f"{name} {value:.4f}" for name, value in last.items()))
    print("Saved", model_path)


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--batch-size", type=int, default=BATCH_SIZE)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--run-dir", default="runs/Ages")
    arguments = parser.parse_args(argv)
    gpus = tf.config.list_physical_devices("GPU")
    for gpu in gpus:
        tf.config.experimental.set_memory_growth(gpu, True)
    print("Training on", ", ".join(gpu.name for gpu in gpus) or "CPU")
    train(**vars(arguments))


if __name__ == "__main__":
    main()
