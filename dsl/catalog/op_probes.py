"""On which dtypes Keras's functions cannot be called, measured by calling them. Needs TensorFlow."""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import operator
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from dsl.catalog.catalog import load
from dsl.catalog.entry import Category, Entry
from dsl.catalog.op_dtypes import PAIRED, TRIED
from dsl.catalog.op_samples import NOT_MEASURED, SAMPLES, Given, Operand, sample_of

FILE = Path(__file__).with_name("op_dtypes.json")

Row = tuple[list[str], list[str], dict[str, list[str]] | None, dict[str, list[str]]]
_NUMBERS = {"int": 1, "float": 1.5}
_CORNERS = [[[0, 0], [7, 0], [0, 7], [7, 7]]] * 2


def names() -> list[str]:
    """The functions of `ops`, `activations` and `random` as rules name them, and what is called in several ways."""
    catalog = load()
    found = set(catalog.category(Category.OPS).canonical_names)
    for category in (Category.ACTIVATIONS, Category.RANDOM):
        found |= {f"{category.value}.{name}" for name in catalog.category(category).canonical_names}
    return sorted((found | set(SAMPLES)) - NOT_MEASURED - {"saturate_cast"})


def entry_of(name: str) -> Entry:
    """The entry of a function, as its rule is named."""
    category, _, short = name.partition(" ")[0].rpartition(".")
    apart = category in (Category.ACTIVATIONS.value, Category.RANDOM.value)
    catalog = load().category(Category(category) if apart else Category.OPS)
    return catalog[short if apart else name.partition(" ")[0]]


def row(name: str) -> Row | None:
    """The arguments that are tried, and what is refused: all of a dtype, pairs, and dtypes in other places."""
    sample = sample_of(name, entry_of(name))
    count = 0 if sample is None else sum(one.dtype is None for one in _operands(sample))
    if sample is None or not count:
        return None
    alike = [dtype for dtype in TRIED if not runs(name, sample, [dtype] * count)]
    if len(alike) == len(TRIED):
        return None
    base = next(dtype for dtype in ("float32", *TRIED) if dtype not in alike)
    places = {}
    for place, value in sample.items():
        if any(one.dtype is not None for one in _operands({place: value})):
            tried = {dtype: {**sample, place: _of_dtype(value, dtype)} for dtype in TRIED}
            places[place] = [dtype for dtype, given in tried.items() if not runs(name, given, [base] * count)]
    varied = [place for place, value in sample.items() if any(one.dtype is None for one in _operands({place: value}))]
    return varied, alike, _mixed(name, sample, count) if count > 1 else None, places


def _mixed(name: str, sample: Given, count: int) -> dict[str, list[str]]:
    """The dtypes of the other tensors that are refused, by that of the first."""
    refused = {
        first: [other for other in PAIRED if other != first and not runs(name, sample, [first, *[other] * (count - 1)])]
        for first in PAIRED
        if first not in _NUMBERS
    }
    numbers = [one for one in _NUMBERS if any(one not in row for row in refused.values())]
    if count == 2:
        for number in numbers:
            refused[number] = [one for one in PAIRED if one in _NUMBERS or not runs(name, sample, [number, one])]
    unknown = set(_NUMBERS) - set(numbers)
    return {first: [one for one in row if one not in unknown] for first, row in refused.items()}


def runs(name: str, given: Given, dtypes: list[str]) -> bool:
    """Whether a call runs, in a functional model or inside of a layer, with tensors of these dtypes.

    It must run as its graph is made, and as TensorFlow's optimizer rewrites that, which folds away some calls
    that cannot be run and makes others that cannot.
    """
    if results(name, given, dtypes) is None:
        return False
    with _nothing_optimized():
        return results(name, given, dtypes) is not None


@contextmanager
def _nothing_optimized() -> Iterator[None]:
    options = importlib.import_module("tensorflow").config.optimizer
    before = options.get_experimental_options()
    options.set_experimental_options({"disable_meta_optimizer": True})
    try:
        yield
    finally:
        options.set_experimental_options({"disable_meta_optimizer": False} | before)


def results(name: str, given: Given, dtypes: list[str]) -> list[str] | None:
    """The dtypes of what a call gives that has tensors of these dtypes; None where it does not run."""
    left = iter(dtypes)
    operands = [one if one.dtype else replace(one, dtype=next(left)) for one in _operands(given)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for way in (_in_layer, _in_model):
            try:
                return way(name, given, operands)
            except Exception:  # of whatever sort: it cannot be called on these
                continue
    return None


def _in_layer(name: str, given: Given, operands: list[Operand]) -> list[str]:
    tf = importlib.import_module("tensorflow")
    tensors = [_filled(one, name) for one in operands if one.dtype not in _NUMBERS]
    return _dtypes(tf.function(lambda *values: _call(name, given, operands, values), autograph=False)(*tensors))


def _in_model(name: str, given: Given, operands: list[Operand]) -> list[str]:
    tf = importlib.import_module("tensorflow")
    of_tensors = [one for one in operands if one.dtype not in _NUMBERS]
    inputs = [tf.keras.Input(batch_shape=one.shape, dtype=one.dtype) for one in of_tensors]
    model = tf.keras.Model(inputs, _call(name, given, operands, inputs))
    return _dtypes(
        tf.function(lambda *values: model(list(values)), autograph=False)(*(_filled(one, name) for one in of_tensors))
    )


def _dtypes(outputs: Any) -> list[str]:
    tf = importlib.import_module("tensorflow")
    return [getattr(one.dtype, "name", one.dtype) for one in tf.nest.flatten(outputs)]


def _call(name: str, given: Given, operands: list[Operand], tensors: Any) -> Any:
    """The function's value; numbers stand where operands are no tensors."""
    keras = importlib.import_module("tensorflow").keras
    left = iter(tensors)
    values = iter([_NUMBERS[one.dtype] if one.dtype in _NUMBERS else next(left) for one in operands])
    arguments: dict[str, Any] = {place: _replaced(value, values) for place, value in given.items()}
    entry = entry_of(name)
    if entry.parameter("seed"):
        # A run that fails would leave the generator that all of Keras shares without a state.
        arguments.setdefault("seed", 1)
    function = operator.attrgetter(entry.python.removeprefix("tf.keras."))(keras)
    # What a signature has as `*args` is not given by name.
    several = arguments.pop("operands", None) or (arguments.pop("x") if name == "meshgrid" else [])
    first = [arguments.pop("subscripts")] if "subscripts" in arguments else []
    return function(*first, *several, **arguments)


def _operands(given: Given) -> list[Operand]:
    return [one for value in given.values() for one in _found(value)]


def _found(value: object) -> Iterator[Operand]:
    if isinstance(value, Operand):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _found(item)


def _of_dtype(value: object, dtype: str) -> object:
    if isinstance(value, Operand):
        return replace(value, dtype=dtype)
    return type(value)(_of_dtype(item, dtype) for item in value) if isinstance(value, list | tuple) else value


def _replaced(value: object, tensors: Iterator[Any]) -> object:
    if isinstance(value, Operand):
        return next(tensors)
    return type(value)(_replaced(item, tensors) for item in value) if isinstance(value, list | tuple) else value


def _filled(operand: Operand, name: str) -> Any:
    """A tensor of ones; matrices that can be inverted and have no 0, and points that are not all the same."""
    tf = importlib.import_module("tensorflow")
    shape = operand.shape
    if operand.dtype == "string":
        return tf.fill(shape, "1")
    if name == "image.perspective_transform" and shape == (2, 4, 2):
        return tf.cast(tf.constant(_CORNERS), operand.dtype)
    square = len(shape) > 1 and shape[-1] == shape[-2]
    return tf.cast(1 + tf.eye(shape[-1], batch_shape=shape[:-2]) if square else tf.ones(shape), operand.dtype)


def text() -> str:
    """The file for the Keras that is installed; what is refused stands apart, as many functions refuse the same."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    keras = importlib.import_module("tensorflow").keras
    rows = {name: found for name in names() if (found := row(name)) is not None}
    alike: list[Any] = []
    mixed: list[Any] = []
    lines = []
    for name, (varied, one, pairs, places) in rows.items():
        numbers = {place: _number(alike, refused) for place, refused in places.items()}
        line = [varied, _number(alike, one), None if pairs is None else _number(mixed, pairs), numbers]
        lines.append(f"  {json.dumps(name)}: {json.dumps(line)}")
    return (
        f'{{\n"keras": {json.dumps(keras.version())},\n"alike": [\n{_listed(alike)}\n],\n'
        f'"mixed": [\n{_listed(mixed)}\n],\n"functions": {{\n' + ",\n".join(lines) + "\n}\n}\n"
    )


def _number(known: list[Any], one: Any) -> int:
    if one not in known:
        known.append(one)
    return known.index(one)


def _listed(rows: list[Any]) -> str:
    return ",\n".join(f"  {json.dumps(row)}" for row in rows)


def main() -> None:
    """Write the file anew."""
    argparse.ArgumentParser(prog="python -m dsl.catalog.op_probes", description=__doc__).parse_args()
    FILE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
