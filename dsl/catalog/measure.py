"""Facts about Keras that only running it can tell. Needs TensorFlow."""

from __future__ import annotations

import importlib
import random
import warnings
from typing import Any

from dsl.catalog.samples import Sample, sample_of


def keras() -> Any:
    """The module `tf.keras`."""
    return importlib.import_module("tensorflow").keras


def construct(name: str, sample: Sample) -> Any:
    """The layer of a sample."""
    return getattr(keras().layers, name)(**sample.arguments(keras()))


def build(layer: Any, sample: Sample) -> None:
    """Builds a layer by a symbolic call on the sample's inputs; a recurrent cell by its input shape."""
    inputs = [keras().Input(batch_shape=shape, dtype=sample.dtype) for shape in sample.shapes]
    if layer.__class__.__name__.endswith(("Cell", "Cells")):
        layer.build(sample.shapes[0])
    elif sample.as_list:
        layer(inputs)
    else:
        layer(*inputs)


def draws_seed(name: str) -> bool | None:
    """Whether building a layer draws from Python's `random`; None where the layer has no sample."""
    sample = sample_of(name)
    if sample is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        keras().utils.set_random_seed(1)
        layer = construct(name, sample)
        before = random.getstate()
        build(layer, sample)
    return random.getstate() != before


def reserved_attributes() -> dict[str, list[str]]:
    """The attributes of a plain layer, and those that a model has beyond them after it was trained once."""
    api = keras()
    layer = api.layers.Layer()
    inputs = api.Input((1,))
    model = _subclass_of(api.Model, api.layers.Dense(1))
    model(inputs)
    model.compile(loss="mse", optimizer="sgd", metrics=["mae"], run_eagerly=True)
    zeros = api.ops.zeros((1, 1))
    model.fit(zeros, zeros, validation_data=(zeros, zeros), verbose=0)
    model.predict(zeros, verbose=0)
    of_layer = _plain_names(layer)
    return {"layer": sorted(of_layer), "model": sorted(_plain_names(model) - of_layer - {"inner"})}


def _subclass_of(base: Any, inner: Any) -> Any:
    def initialize(self: Any) -> None:
        base.__init__(self)
        self.inner = inner

    return type("Plain", (base,), {"__init__": initialize, "call": lambda self, inputs: self.inner(inputs)})()


def _plain_names(thing: object) -> set[str]:
    return {name for name in dir(thing) if not (name.startswith("__") and name.endswith("__"))}


def compile_accepts(kind: str, identifier: str) -> bool:
    """Whether `Model.compile(loss=…)` or `metrics=[…]` takes a string, down to a first evaluation.

    `kind` is `losses` or `metrics`.
    """
    api = keras()
    model = api.Sequential([api.Input((1,)), api.layers.Dense(2)])
    chosen = {"loss": identifier} if kind == "losses" else {"loss": "mse", "metrics": [identifier]}
    ones = api.ops.ones((1, 2))
    try:
        model.compile(**chosen, run_eagerly=True)
        model.evaluate(api.ops.ones((1, 1)), ones, verbose=0)
    except ValueError:
        return False
    return True
