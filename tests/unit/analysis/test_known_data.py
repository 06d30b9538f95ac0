"""Labels of Keras's data sets beside losses and outputs that they do not go with."""

from __future__ import annotations

import pytest

from dsl.compiler import compile_source
from dsl.source import Source

SPARSE = "SparseCategoricalCrossentropy(from_logits=True)"
MNIST = 'keras_dataset("mnist")'
REFUSED = [
    ("28, 28", "Dense(10)", MNIST, SPARSE, "`mnist` has one label for each sample, and `y` has the shape [28, 10]"),
    ("28, 28", "Flatten() -> Dense(5)", MNIST, SPARSE, "`mnist` has 10 classes, and `y` tells only 5 apart"),
    (
        "28, 28", "Flatten() -> Dense(10)", MNIST, "CategoricalCrossentropy(from_logits=True)",
        "`mnist` has the numbers of classes for labels, and this loss compares with one-hot rows",
    ),
    (
        "28, 28", "Flatten() -> Dense(1)", MNIST, "BinaryCrossentropy(from_logits=True)",
        "`mnist` has 10 classes, and this loss asks for yes or no",
    ),
    (
        "13", "Dense(3)", 'keras_dataset("boston_housing")', SPARSE,
        "`boston_housing` has measurements for labels, and this loss compares with classes",
    ),
    (
        "8", "Dense(3)", 'keras_dataset("california_housing")', '"mse"',
        "`california_housing` has one label for each sample, and `y` has the shape [3]",
    ),
    (
        "32, 32, 3", "Flatten() -> Dense(20)", 'keras_dataset("cifar100")', SPARSE,
        "`cifar100` has 100 classes, and `y` tells only 20 apart",
    ),
]  # fmt: skip
TAKEN = [
    ("28, 28", "Flatten() -> Dense(10)", MNIST, SPARSE),
    ("28, 28", "Flatten() -> Dense(12)", MNIST, SPARSE),
    ("28, 28", "Flatten() -> Dense(784) -> Reshape((28, 28))", 'keras_dataset("mnist", y="x")', '"mse"'),
    ("28, 28", "Flatten() -> Dense(1)", MNIST, '"mse"'),
    ("8", "Dense(1)", 'keras_dataset("california_housing", version="small")', '"mae"'),
    ("32, 32, 3", "Flatten() -> Dense(20)", 'keras_dataset("cifar100", label_mode="coarse")', SPARSE),
    ("?", "Embedding(50, 4) -> LSTM(3) -> Dense(46)", 'keras_dataset("reuters", test_split=0.1)', SPARSE),
    ("100", "Embedding(50, 4) -> LSTM(3) -> Dense(1)", 'keras_dataset("imdb", maxlen=None)', '"binary_crossentropy"'),
]  # fmt: skip


def problems(shape: str, layers: str, data: str, loss: str) -> list[tuple[str, str]]:
    text = f"model M {{\n    input x: float32[{shape}]\n    output y = x -> {layers}\n}}\n\n"
    text += f"train M {{\n    data = {data}\n    loss = {loss}\n}}\n"
    return [(one.code, one.message) for one in compile_source(Source("m.model", text)).problems if one.code[0] == "E"]


@pytest.mark.parametrize(("shape", "layers", "data", "loss", "message"), REFUSED)
def test_labels_that_do_not_fit_are_refused(shape: str, layers: str, data: str, loss: str, message: str) -> None:
    assert problems(shape, layers, data, loss) == [("E508", message)]


@pytest.mark.parametrize(("shape", "layers", "data", "loss"), TAKEN)
def test_labels_that_fit_are_taken(shape: str, layers: str, data: str, loss: str) -> None:
    assert problems(shape, layers, data, loss) == []
