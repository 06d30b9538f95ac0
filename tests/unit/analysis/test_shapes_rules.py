"""Which layers and functions have no shape rule, and why: the tables name each of them."""

from __future__ import annotations

from dsl.analysis.shapes.functions import OP_RULES
from dsl.analysis.shapes.library import LAYER_RULES
from dsl.catalog import Category, load

CATALOG = load()

_OUTSIDE = "gives no tensor but a thing of the Python around it"
_RUN = "Keras refuses symbolic tensors, or gives another shape for them than when it runs"

LAYERS = {
    "FlaxLayer": "holds a module of another library, whose shapes are its own",
    "InputLayer": "is what `input` writes",
    "JaxLayer": "holds a function of another library, whose shapes are its own",
    "Layer": "is what `layer` declares; by itself it does nothing",
    "TFSMLayer": "is read from a file when it runs",
    "TorchModuleWrapper": "holds a module of another library, whose shapes are its own",
    "Wrapper": "is the base of wrappers; by itself it does nothing",
}

FUNCTIONS = {
    "convert_to_numpy": _OUTSIDE,
    "corrcoef": f"{_RUN}: that of its input",
    "custom_gradient": "makes a function of a function",
    "dtype": _OUTSIDE,
    "is_tensor": _OUTSIDE,
    "jvp": "takes a function, whose result and its change only a run gives",
    "ndim": f"{_RUN}: a tensor of as many sizes, not their number",
    "shape": "gives the sizes themselves, which `constant_of` does",
    "switch": "takes functions in a list, of which one is chosen when it runs",
    "vectorize": "makes a function of a function",
}


def test_every_layer_has_a_rule_or_a_reason() -> None:
    assert set(CATALOG.category(Category.LAYERS).canonical_names) - set(LAYER_RULES) == set(LAYERS)


def test_every_function_has_a_rule_or_a_reason() -> None:
    assert set(CATALOG.category(Category.OPS).canonical_names) - set(OP_RULES) == set(FUNCTIONS)


def test_all_activations_and_random_functions_have_a_rule() -> None:
    activations = set(CATALOG.category(Category.ACTIVATIONS).canonical_names)
    assert {name for name in activations if not {name, f"activations.{name}"} & set(OP_RULES)} == set()
    random = {f"random.{name}" for name in CATALOG.category(Category.RANDOM).canonical_names}
    assert random - set(OP_RULES) == {"random.SeedGenerator"}
