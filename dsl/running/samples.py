"""The samples of a program in batches."""

from __future__ import annotations

from typing import Any

from dsl.running.request import Refused
from dsl.running.run import Run


def held_out(run: Run) -> tuple[str, Any]:
    """What the model has not been trained on: `test` or else `validation` samples, in batches.

    Raises Refused where the file names neither.
    """
    found = {name: samples for name, samples in _loaded(run).items() if name != "training" and samples is not None}
    for name in ("test", "validation"):
        if name in found:
            return name, batches(found[name], run.batch_size)
    raise Refused("there is nothing to evaluate on: no `test_data`, `validation_data` or `validation_split`")


def shown(run: Run) -> tuple[str, Any]:
    """What a report looks at: validation samples, else those for testing, else those of the training."""
    found = {name: samples for name, samples in _loaded(run).items() if samples is not None}
    name = next(name for name in ("validation", "test", "training") if name in found)
    return name, batches(found[name], run.batch_size)


def _loaded(run: Run) -> dict[str, Any]:
    """The samples by what they are for; the order of files, and so what is held out, is drawn by the seed."""
    import tensorflow as tf

    tf.keras.utils.set_random_seed(run.record["settings"]["seed"])
    return dict(zip(("training", "validation", "test"), run.module.load_data(), strict=False))


def batches(samples: Any, size: int) -> Any:
    """Samples in batches: arrays, or a data set, whose samples of different lengths are padded as in training."""
    import tensorflow as tf

    if not isinstance(samples, tf.data.Dataset):
        return tf.data.Dataset.from_tensor_slices(samples).batch(size)
    shapes = [spec.shape for spec in tf.nest.flatten(samples.element_spec)]
    varies = any(shape.rank is not None and None in shape.as_list() for shape in shapes)
    return samples.padded_batch(size) if varies else samples.batch(size)
