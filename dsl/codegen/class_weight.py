"""The weights of classes: a dict that names every class, as Keras needs it."""

from __future__ import annotations

from dsl.codegen import view
from dsl.codegen.labels import Labels
from dsl.codegen.printer import Printer
from dsl.ir import values

# Up to here the classes that the file leaves out are written out too.
WRITTEN_OUT = 20


def write_class_weight(given: values.Mapping, labels: Labels, printer: Printer) -> view.ClassWeight:
    """The weights with 1.0 for each class that the file leaves out."""
    weights = {int(key): printer.text(weight) for key, weight in given.entries}
    classes = "tf.argmax(y, axis=-1)" if labels.form == "one_hot" else 'tf.cast(tf.reshape(y, [-1]), "int32")'
    return view.ClassWeight(_text(weights, labels.count(weights)), classes)


def _text(weights: dict[int, str], count: int) -> str:
    if count - len(weights) > WRITTEN_OUT:
        return "{" + f"**dict.fromkeys(range({count}), 1.0), {_entries(weights)}" + "}"
    return "{" + _entries({**dict.fromkeys(range(count), "1.0"), **weights}) + "}"


def _entries(weights: dict[int, str]) -> str:
    return ", ".join(f"{key}: {weights[key]}" for key in sorted(weights))
