"""Generated models compute what the same network computes that someone wrote by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases import discover
from tests.run import programs

pytestmark = pytest.mark.tensorflow

CASES = {case.name: case.without_training() for case in (*discover.example_cases(), *discover.valid_cases())}


def digits() -> Any:
    from tensorflow.keras import Sequential, layers

    return Sequential(
        [
            layers.Input((8, 8, 1)),
            layers.Rescaling(1 / 16),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dropout(0.2),
            layers.Dense(10),
        ]
    )


def siamese() -> Any:
    import tensorflow as tf
    from tensorflow.keras import layers

    left, right = (layers.Input((4,), dtype="int32", name=name) for name in ("left", "right"))
    embedding, encoder = layers.Embedding(10, 5), layers.LSTM(5)
    a, b = encoder(embedding(left)), encoder(embedding(right))
    same = layers.Dense(1, activation="sigmoid")(tf.keras.ops.abs(a - b))
    return tf.keras.Model({"left": left, "right": right}, same)


def residual() -> Any:
    import tensorflow as tf
    from tensorflow.keras import layers

    def block(x: Any, filters: int, strides: int) -> Any:
        shortcut = x
        if strides != 1:
            shortcut = layers.Conv2D(filters, 1, strides=strides)(shortcut)
            shortcut = layers.BatchNormalization()(shortcut)
        y = layers.Conv2D(filters, 3, strides=strides, padding="same")(x)
        y = layers.ReLU()(layers.BatchNormalization()(y))
        y = layers.BatchNormalization()(layers.Conv2D(filters, 3, padding="same")(y))
        return layers.ReLU()(y + shortcut)

    image = layers.Input((8, 8, 3), name="image")
    x = layers.Conv2D(4, 3, padding="same")(image)
    for filters, strides in ((4, 1), (4, 1), (8, 2), (8, 1)):
        x = block(x, filters, strides)
    label = layers.Dense(3)(layers.GlobalAveragePooling2D()(x))
    return tf.keras.Model(image, label)


def unet() -> Any:
    import tensorflow as tf
    from tensorflow.keras import layers

    image = layers.Input((8, 8, 1), name="image")
    one = layers.Conv2D(2, 3, padding="same", activation="relu")(image)
    two = layers.Conv2D(4, 3, padding="same", activation="relu")(layers.MaxPooling2D()(one))
    x = layers.Conv2D(8, 3, padding="same")(layers.MaxPooling2D()(two))
    for filters, skip in ((4, two), (2, one)):
        x = layers.Concatenate()([layers.UpSampling2D()(x), skip])
        x = layers.Conv2D(filters, 3, padding="same")(x)
    return tf.keras.Model(image, layers.Conv2D(1, 1)(x))


def tickets() -> Any:
    import tensorflow as tf
    from tensorflow.keras import layers

    title, body = (layers.Input((None,), dtype="int32", name=name) for name in ("title", "body"))
    tags = layers.Input((12,), name="tags")
    read = []
    for text in (title, body):
        words = layers.Embedding(120, 16, mask_zero=True)(text)
        read.append(layers.LSTM(16)(words))
    x = layers.Concatenate()([*read, tags])
    return tf.keras.Model(
        {"title": title, "body": body, "tags": tags},
        {"priority": layers.Dense(1)(x), "department": layers.Dense(4)(x)},
    )


TWINS: dict[str, Callable[[], Any]] = {
    "digits": digits,
    "siamese": siamese,
    "residual": residual,
    "unet": unet,
    "tickets": tickets,
}


def in_one_order(model: Any) -> list[Any]:
    """The weights in an order that the places of layers in `model.weights` have no part in."""
    return sorted(model.weights, key=lambda weight: (weight.name, tuple(weight.shape), weight.numpy().tobytes()))


@pytest.mark.parametrize("name", TWINS)
def test_generated_models_are_those_of_hand(name: str, tmp_path: Path) -> None:
    import tensorflow as tf

    for style in programs.styles_of(CASES[name]):
        model = programs.build(CASES[name], style, tmp_path)
        # Layers are made in the order of the file in both, so the same seed gives both the same weights.
        tf.keras.utils.set_random_seed(3)
        twin = TWINS[name]()
        pairs = list(zip(in_one_order(model), in_one_order(twin), strict=True))
        assert all(np.array_equal(ours.numpy(), theirs.numpy()) for ours, theirs in pairs), style
        for ours, theirs in pairs:
            if ours.dtype == "float32":
                # Weights that start alike stay alike, as nothing says which is which.
                rng = np.random.default_rng(len(ours.name) + sum(ours.shape))
                noise = rng.uniform(0.01, 0.1, ours.shape).astype("float32")
                ours.assign(ours.numpy() + noise)
                theirs.assign(theirs.numpy() + noise)
        inputs = programs.inputs_for(twin)
        expected = programs.outputs_of(twin, inputs)
        for output, value in programs.outputs_of(model, inputs).items():
            np.testing.assert_array_equal(value, expected[output], err_msg=f"{style}: {output}")


def test_own_layer_is_the_formula(tmp_path: Path) -> None:
    model = programs.build(CASES["linear"], "functional", tmp_path)
    rng = np.random.default_rng(0)
    linear = [layer for layer in model.layers if type(layer).__name__ == "Linear"]
    model.get_layer("normalization").adapt(rng.standard_normal((50, 10)).astype("float32"))
    inputs = rng.standard_normal((6, 10)).astype("float32")
    x = model.get_layer("normalization")(inputs).numpy()
    first, second = ([weight.numpy() for weight in layer.weights] for layer in linear)
    hidden = np.maximum(x @ first[0] + first[1], 0)
    expected = (hidden @ second[0] + second[1]) * 100 + 150
    np.testing.assert_allclose(model(inputs).numpy(), expected, rtol=1e-4)
