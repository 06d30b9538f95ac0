"""Suggestions for names that are not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.catalog import CLASS_CATEGORIES, Category, load
from dsl.catalog.hints import HINTS, Context
from dsl.catalog.renamed import ARGUMENTS, CLASSES, OPS, RENAMED, SETTINGS, VALUES
from dsl.catalog.suggest import edit_distance, hint, suggest

CATALOG = load()
CLASS_NAMES = {name for category in CLASS_CATEGORIES for name in CATALOG.category(category).canonical_names}


@pytest.mark.parametrize(
    ("name", "category", "expected"),
    [
        ("Dens", Category.LAYERS, "Dense"),
        ("dense", Category.LAYERS, "Dense"),
        ("Relu", Category.LAYERS, "ReLU"),
        ("LTSM", Category.LAYERS, "LSTM"),
        ("Pooling2DMax", Category.LAYERS, "MaxPooling2D"),
        ("batch_normalization", Category.LAYERS, "BatchNormalization"),
        ("BatchNorm", Category.LAYERS, "BatchNormalization"),
        ("LayerNorm", Category.LAYERS, "LayerNormalization"),
        ("Conv", Category.LAYERS, "Conv2D"),
        ("Conv2d", Category.LAYERS, "Conv2D"),
        ("MaxPool2d", Category.LAYERS, "MaxPool2D"),
        ("Linear", Category.LAYERS, "Dense"),
        ("LazyLinear", Category.LAYERS, "Dense"),
        ("CuDNNLSTM", Category.LAYERS, "LSTM"),
        ("CuDNNGRU", Category.LAYERS, "GRU"),
        ("TransformerBlock", Category.LAYERS, None),
        ("Xyzzy", Category.LAYERS, None),
        ("Adm", Category.OPTIMIZERS, "Adam"),
        ("CrossEntropy", Category.LOSSES, "CategoricalCrossentropy"),
        ("CrossEntropyLoss", Category.LOSSES, "SparseCategoricalCrossentropy"),
        ("SparseCatCrossentropy", Category.LOSSES, "SparseCategoricalCrossentropy"),
        ("MSELoss", Category.LOSSES, "MeanSquaredError"),
        ("concat", Category.OPS, "concatenate"),
        ("reduce_mean", Category.OPS, "mean"),
    ],
)
def test_names_of_keras(name: str, category: Category, expected: str | None) -> None:
    assert suggest(name, CATALOG.category(category)) == expected


@pytest.mark.parametrize(
    ("name", "owner", "expected"),
    [
        ("lr", "Adam", "learning_rate"),
        ("out_features", "Dense", "units"),
        ("output_dim", "Dense", "units"),
        ("init", "Dense", "kernel_initializer"),
        ("bias", "Dense", "use_bias"),
        ("nb_filter", "Conv2D", "filters"),
        ("border_mode", "Conv2D", "padding"),
        ("stride", "Conv2D", "strides"),
        ("activaton", "Conv2D", "activation"),
        ("alpha", "LeakyReLU", "negative_slope"),
        ("input_shape", "Dense", None),
    ],
)
def test_names_of_arguments(name: str, owner: str, expected: str | None) -> None:
    (entry,) = CATALOG.find_anywhere(owner)
    assert suggest(name, [parameter.name for parameter in entry.parameters]) == expected


@pytest.mark.parametrize(
    ("name", "context", "words"),
    [
        ("input_shape", Context.ARGUMENT, "`input` statement"),
        ("decay", Context.ARGUMENT, "schedule"),
        ("in_channels", Context.ARGUMENT, "by itself"),
        ("add_variable", Context.STATEMENT, "`weight kernel"),
        ("fit_generator", Context.STATEMENT, "`train` block"),
        ("true", Context.VALUE, "`True`"),
        ("nil", Context.VALUE, "`None`"),
        ("lr", Context.SETTING, "optimizer"),
        ("CrossEntropyLoss", Context.CLASS, "from_logits=True"),
    ],
)
def test_hints(name: str, context: Context, words: str) -> None:
    found = hint(name, context)
    assert found is not None
    assert words in found


def test_no_hint_for_an_ordinary_name() -> None:
    assert hint("Dense", Context.CLASS) is None


def test_replacements_exist() -> None:
    assert set(CLASSES.values()) <= CLASS_NAMES
    assert set(OPS.values()) <= set(CATALOG.category(Category.OPS))
    compile_and_fit = [CATALOG.category(Category.FUNCTIONS)[f"Model.{name}"] for name in ("compile", "fit")]
    arguments = {p.name for name in CLASS_NAMES for entry in CATALOG.find_anywhere(name) for p in entry.parameters}
    arguments |= {p.name for entry in compile_and_fit for p in entry.parameters}
    assert set(ARGUMENTS.values()) <= arguments


def test_the_names_replaced_do_not_exist() -> None:
    assert not set(CLASSES) & CLASS_NAMES
    assert not set(OPS) & set(CATALOG.category(Category.OPS))


@pytest.mark.parametrize("table", [CLASSES, ARGUMENTS, OPS, VALUES, SETTINGS, *HINTS.values()])
def test_tables_are_in_order(table: dict[str, str]) -> None:
    assert list(table) == sorted(table)
    assert all(name != replacement for name, replacement in table.items())


def test_several_meanings_are_kept() -> None:
    assert suggest("output_dim", ["units"]) == "units"
    assert RENAMED["true"] == ("True",)


def test_quick_enough(seconds: Callable[[Callable[[], object]], float]) -> None:
    candidates = [name for category in Category for name in CATALOG.category(category)][:1000]
    assert len(candidates) == 1000
    for name in ("Xyzzy", "SparseCatCrossentropy", "TransformerBlock", "AvgPooling2D"):
        took = min(seconds(lambda name=name: suggest(name, candidates)) for _ in range(5))
        assert took < 0.005


def plain_distance(first: str, second: str) -> int:
    """The textbook optimal string alignment distance."""
    table = [[row + column for column in range(len(second) + 1)] for row in range(len(first) + 1)]
    for i in range(1, len(first) + 1):
        for j in range(1, len(second) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (first[i - 1] != second[j - 1]),
            )
            if i > 1 and j > 1 and first[i - 1] == second[j - 2] and first[i - 2] == second[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.integers(0, 4))
def test_the_distance_is_the_textbook_one(first: str, second: str, limit: int) -> None:
    expected = plain_distance(first, second)
    assert edit_distance(first, second, limit) == (expected if expected <= limit else None)
