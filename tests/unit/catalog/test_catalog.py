"""The catalogue as it is read, without TensorFlow."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from dsl.catalog import CLASS_CATEGORIES, Category, ParameterKind, load
from dsl.catalog.catalog import Catalog
from dsl.catalog.entry import parse_signature

CATALOG = load()


def test_an_entry_has_its_signature() -> None:
    dense = CATALOG.find("Dense", Category.LAYERS)
    assert dense is not None
    assert dense.python == "tf.keras.layers.Dense"
    assert dense.parameters[0].name == "units"
    assert dense.parameters[0].required
    assert dense.parameter("kernel_initializer") is not None
    assert dense.parameter("kernel_initializer").default == "'glorot_uniform'"  # type: ignore[union-attr]
    assert dense.extra == ("autocast", "dtype", "name", "trainable")
    assert dense.undocumented == ("input_dim", "input_shape")
    assert dense.call is not None
    assert dense.call[0].name == "inputs"
    assert dense.doc == "Just your regular densely-connected NN layer."


def test_an_alias_gives_the_entry_it_stands_for() -> None:
    pooling = CATALOG.find("MaxPool2D", Category.LAYERS)
    assert pooling is CATALOG.find("MaxPooling2D", Category.LAYERS)
    assert pooling is not None
    assert pooling.name == "MaxPooling2D"
    assert pooling.aliases == ("MaxPool2D",)


@pytest.mark.parametrize(
    ("name", "category", "python"),
    [
        ("CosineDecay", Category.SCHEDULES, "tf.keras.optimizers.schedules.CosineDecay"),
        ("nn.relu", Category.OPS, "tf.keras.ops.relu"),
        ("image.resize", Category.OPS, "tf.keras.ops.image.resize"),
        ("mnist", Category.DATASETS, "tf.keras.datasets.mnist.load_data"),
        ("swish", Category.ACTIVATIONS, "tf.keras.activations.silu"),
        ("Input", Category.FUNCTIONS, "tf.keras.Input"),
        ("normal", Category.RANDOM, "tf.keras.random.normal"),
        ("ResNet50", Category.APPLICATIONS, "tf.keras.applications.ResNet50"),
    ],
)
def test_the_python_path(name: str, category: Category, python: str) -> None:
    entry = CATALOG.find(name, category)
    assert entry is not None
    assert entry.python == python


def test_what_is_not_there_is_none() -> None:
    assert CATALOG.find("Dens", Category.LAYERS) is None
    assert CATALOG.find("Dense", Category.LOSSES) is None
    assert CATALOG.find("InputSpec", Category.LAYERS) is None, "public in the namespace, but not a layer"


def test_a_name_may_be_in_several_categories() -> None:
    found = CATALOG.find_anywhere("Identity")
    assert [entry.category for entry in found] == [Category.LAYERS, Category.INITIALIZERS]
    assert CATALOG.find_anywhere("relu") == ()


def test_every_entry_can_be_made() -> None:
    for category in Category:
        entries = CATALOG.category(category)
        assert len(entries) > 0
        for name in entries:
            assert name in (entries[name].name, *entries[name].aliases)


@pytest.mark.parametrize(
    ("category", "known", "unknown"),
    [
        (Category.ACTIVATIONS, "relu", "Relu"),
        (Category.OPTIMIZERS, "adam", "optimizer"),
        (Category.LOSSES, "mse", "accuracy"),
        (Category.LOSSES, "crossentropy", "loss"),
        (Category.METRICS, "acc", "metric"),
        (Category.INITIALIZERS, "glorot_uniform", "xavier"),
        (Category.REGULARIZERS, "l2", "L3"),
        (Category.CONSTRAINTS, "non_neg", "constraint"),
        (Category.DTYPE_POLICIES, "mixed_float16", "mixed_float32"),
    ],
)
def test_strings_that_stand_for_objects(category: Category, known: str, unknown: str) -> None:
    assert known in CATALOG.identifiers(category)
    assert unknown not in CATALOG.identifiers(category)


def test_layers_are_not_named_by_strings() -> None:
    assert CATALOG.identifiers(Category.LAYERS) == frozenset()


def test_reserved_attributes() -> None:
    reserved = CATALOG.reserved_attributes
    assert {"name", "weights", "losses", "call", "build"} <= reserved.layer
    assert {"loss", "optimizer", "layers", "stop_training"} <= reserved.model - reserved.layer
    assert reserved.layer < reserved.model
    assert not {"dense", "kernel", "inner"} & reserved.model


def test_layers_that_draw_seeds_when_built() -> None:
    assert CATALOG.draws_seed_when_built("MultiHeadAttention")
    assert CATALOG.draws_seed_when_built("GroupQueryAttention")
    assert not CATALOG.draws_seed_when_built("Dense")
    assert not CATALOG.draws_seed_when_built("Bidirectional")
    assert CATALOG.draws_seed_when_built("JaxLayer"), "not measurable here: the safe answer"


def test_layer_arguments() -> None:
    arguments = {
        name: entry.layer_arguments
        for name, entry in CATALOG.category(Category.LAYERS).items()
        if entry.layer_arguments
    }
    assert arguments == {
        "Bidirectional": ("layer", "backward_layer"),
        "Pipeline": ("layers",),
        "RNN": ("cell",),
        "SpectralNormalization": ("layer",),
        "StackedRNNCells": ("cells",),
        "TimeDistributed": ("layer",),
        "Wrapper": ("layer",),
    }


def test_a_signature_is_read_as_python_reads_it() -> None:
    parameters = parse_signature("a, /, b, c=-1, *rest, d, e=..., **others")
    kinds = ParameterKind
    assert [(p.name, p.kind, p.required, p.default) for p in parameters] == [
        ("a", kinds.POSITIONAL_ONLY, True, None),
        ("b", kinds.POSITIONAL_OR_KEYWORD, True, None),
        ("c", kinds.POSITIONAL_OR_KEYWORD, False, "-1"),
        ("rest", kinds.VAR_POSITIONAL, False, None),
        ("d", kinds.KEYWORD_ONLY, True, None),
        ("e", kinds.KEYWORD_ONLY, False, None),
        ("others", kinds.VAR_KEYWORD, False, None),
    ]


def test_class_categories_hold_classes() -> None:
    assert Category.ACTIVATIONS not in CLASS_CATEGORIES
    assert Category.LAYERS.namespace == "tf.keras.layers"


def test_loading_is_quick(seconds: Callable[[Callable[[], object]], float]) -> None:
    assert isinstance(load.__wrapped__(), Catalog)
    assert min(seconds(load.__wrapped__) for _ in range(5)) < 0.010


def test_the_catalogue_needs_no_tensorflow() -> None:
    program = (
        "import sys, dsl.catalog, dsl.catalog.match; dsl.catalog.load(); "
        "sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
