"""Makes `keras.json`, the catalogue, from the installed Keras: `python -m dsl.catalog.build [--check]`.

With `--check` nothing is written: it exits 1 and says what differs when the file is stale.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import inspect
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dsl.catalog.entry import CLASS_CATEGORIES, Category
from dsl.catalog.introspect import doc_line, extras_of, parameters_of, signature_text

CATALOG_FILE = Path(__file__).with_name("keras.json")

BASES = {
    Category.LAYERS: "Layer",
    Category.OPTIMIZERS: "Optimizer",
    Category.SCHEDULES: "LearningRateSchedule",
    Category.LOSSES: "Loss",
    Category.METRICS: "Metric",
    Category.INITIALIZERS: "Initializer",
    Category.REGULARIZERS: "Regularizer",
    Category.CONSTRAINTS: "Constraint",
    Category.DTYPE_POLICIES: "DTypePolicy",
}
"""What a class of the category must derive from, where the namespace holds other things too (`InputSpec`)."""

PARTS = ("OptimizerMap",)
"""Classes that do not derive from the base of their category, and that others in it take as an argument."""

OP_NAMESPACES = ("image", "linalg", "nn", "numpy")
SERIALIZATION = ("deserialize", "get", "serialize")
LAYER_ARGUMENTS = ("backward_layer", "cell", "cells", "layer", "layers")
FUNCTIONS = (
    "Input",
    "Layer.add_weight",
    "Model.compile",
    "Model.evaluate",
    "Model.export",
    "Model.fit",
    "Model.predict",
    "Model.save",
    "utils.audio_dataset_from_directory",
    "utils.image_dataset_from_directory",
    "utils.text_dataset_from_directory",
    "utils.timeseries_dataset_from_array",
)
COMPILE_ONLY = ("acc", "accuracy", "ce", "crossentropy")
"""Strings that `Model.compile` may know although `losses.get` and `metrics.get` do not."""
POLICIES = ("bfloat16", "float16", "float32", "float64", "mixed_bfloat16", "mixed_float16")


def make(keras: Any, tensorflow_version: str) -> dict[str, Any]:
    """The whole catalogue as JSON data. `keras` is the module `tf.keras`."""
    from dsl.catalog import measure

    entries = {category: dict(_category(keras, category)) for category in Category}
    drawn = {name: measure.draws_seed(name) for name in entries[Category.LAYERS]}
    return {
        "keras": str(keras.version()),
        "tensorflow": tensorflow_version,
        "entries": {category.value: dict(sorted(rows.items())) for category, rows in entries.items()},
        "identifiers": dict(_identifiers(keras)),
        "reserved": measure.reserved_attributes(),
        "seeds": {
            "drawn": sorted(name for name, drew in drawn.items() if drew),
            "unmeasured": sorted(name for name, drew in drawn.items() if drew is None),
        },
    }


def _category(keras: Any, category: Category) -> Iterator[tuple[str, dict[str, Any]]]:
    if category is Category.DATASETS:
        for name in _public_names(keras.datasets):
            row = _row(getattr(keras.datasets, name).load_data, category)
            row["python"] = f"tf.keras.datasets.{name}.load_data"
            yield name, row
        return
    names: dict[int, list[str]] = {}
    things: dict[int, Any] = {}
    for name, thing in _members(keras, category):
        names.setdefault(id(thing), []).append(name)
        things[id(thing)] = thing
    for key, thing in things.items():
        canonical, *aliases = sorted(names[key], key=lambda name: _preference(name, thing))
        row = _row(thing, category)
        yield canonical, row | ({"aliases": sorted(aliases)} if aliases else {})


def _preference(name: str, thing: Any) -> tuple[bool, bool, str]:
    """Sorts the name that stands for an object before its aliases."""
    return "." in name, name != thing.__name__, name


def _members(keras: Any, category: Category) -> Iterator[tuple[str, Any]]:
    """The public names of a category with what they stand for."""
    module = keras
    for part in category.namespace.split(".")[2:]:
        module = getattr(module, part)
    if category is Category.FUNCTIONS:
        for name in FUNCTIONS:
            yield name, _resolve(keras, name)
        return
    for name in _public_names(module):
        if _belongs(module, category, name):
            yield name, getattr(module, name)
    if category is Category.OPS:
        for space in OP_NAMESPACES:
            inner = getattr(module, space)
            yield from ((f"{space}.{name}", getattr(inner, name)) for name in _public_names(inner))


def _belongs(module: Any, category: Category, name: str) -> bool:
    thing = getattr(module, name)
    if category in CLASS_CATEGORIES:
        base = getattr(module, BASES[category]) if category in BASES else object
        return inspect.isclass(thing) and (issubclass(thing, base) or name in PARTS)
    return callable(thing) and name not in SERIALIZATION


def _public_names(module: Any) -> list[str]:
    return sorted(name for name in dir(module) if not name.startswith("_"))


def _resolve(module: Any, path: str) -> Any:
    for part in path.split("."):
        module = getattr(module, part)
    return module


def _row(thing: Callable[..., Any], category: Category) -> dict[str, Any]:
    """One entry; fields that say nothing are left out."""
    parameters = parameters_of(thing)
    if parameters and parameters[0].name == "self":
        parameters = parameters[1:]
    extras = extras_of(thing)
    is_layer = category is Category.LAYERS
    row: dict[str, Any] = {"signature": signature_text(parameters)}
    if is_layer:
        row["call"] = signature_text(
            list(inspect.signature(inspect.getattr_static(thing, "call")).parameters.values())[1:]
        )
    row |= {
        "extra": sorted(extras.extra),
        "undocumented": sorted(extras.undocumented),
        "any_keyword": extras.accepts_any,
        "layer_arguments": [p.name for p in parameters if is_layer and p.name in LAYER_ARGUMENTS],
        "doc": doc_line(thing),
    }
    return {key: value for key, value in row.items() if value or key in ("signature", "call")}


def _identifiers(keras: Any) -> Iterator[tuple[str, list[str]]]:
    """For each category the strings its `get` takes, out of Keras's own registry and its public names."""
    from dsl.catalog import measure

    for category in (*CLASS_CATEGORIES, Category.ACTIVATIONS):
        module = _resolve(keras, category.namespace.removeprefix("tf.keras."))
        if not hasattr(module, "get"):
            continue
        registry = module.get.__globals__.get("ALL_OBJECTS_DICT", {})
        candidates = {*registry, *_public_names(module), *map(str.lower, registry)} - {*SERIALIZATION}
        if category is Category.DTYPE_POLICIES:
            candidates = set(POLICIES)
        accepted = {name for name in candidates if _is_identifier(module.get, name)}
        accepted = {name for name in accepted if name.lower() != BASES.get(category, "").lower()}
        if category in (Category.LOSSES, Category.METRICS):
            accepted |= {name for name in COMPILE_ONLY if measure.compile_accepts(category.value, name)}
        yield category.value, sorted(accepted)


def _is_identifier(get: Callable[[str], Any], name: str) -> bool:
    """Whether `get` takes the string.

    Any exception means no: a class that needs arguments fails in its own way when it is made from its name.
    """
    try:
        return callable(get(name)) or hasattr(get(name), "get_config")
    except Exception:
        return False


def render(data: dict[str, Any]) -> str:
    """The JSON text: one entry a line, so that a change of Keras reads well as a diff."""
    lines = ["{"]
    for key in ("keras", "tensorflow"):
        lines.append(f'  "{key}": {json.dumps(data[key])},')
    lines.append('  "entries": {')
    lines.append(",\n".join(_block(name, rows, "    ") for name, rows in data["entries"].items()))
    lines.append("  },")
    sections = ("identifiers", "reserved", "seeds")
    lines.append(",\n".join(_block(section, data[section], "  ") for section in sections))
    return "\n".join(lines) + "\n}\n"


def _block(name: str, rows: dict[str, Any], indent: str) -> str:
    inner = ",\n".join(f"{indent}  {json.dumps(key)}: {_compact(row)}" for key, row in rows.items())
    return f"{indent}{json.dumps(name)}: {{\n{inner}\n{indent}}}"


def _compact(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(", ", ": "))


def installed() -> str:
    """The text of the catalogue for the Keras that is installed."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    tensorflow: Any = importlib.import_module("tensorflow")
    return render(make(tensorflow.keras, tensorflow.__version__))


def differences(old: str, new: str) -> list[str]:
    """The lines that were removed (`-`) and added (`+`)."""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), "keras.json", "installed", n=0, lineterm="")
    return list(lines)


def main(arguments: list[str] | None = None) -> int:
    """The command. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m dsl.catalog.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file is stale")
    options = parser.parse_args(arguments)
    old = CATALOG_FILE.read_text(encoding="utf-8") if CATALOG_FILE.exists() else ""
    new = installed()
    if not options.check:
        CATALOG_FILE.write_text(new, encoding="utf-8")
        return 0
    for line in differences(old, new):
        print(line)
    return int(old != new)


if __name__ == "__main__":
    sys.exit(main())
