"""The weights of classes: a dict that names every class, as Keras needs it."""

from __future__ import annotations

from dsl.codegen import view
from dsl.codegen.labels import Labels
from dsl.codegen.printer import Printer
from dsl.ir import values

# Up to here the classes that the file leaves out are written out too.
WRITTEN_OUT = 20


class Unfit(Exception):
    """Class weights that do not fit the model, or its loss; the message is the sentence to report."""


def write_class_weight(given: values.Mapping, labels: Labels, printer: Printer) -> view.ClassWeight:
    """The weights with 1.0 for each class that the file leaves out. Raises Unfit."""
    weights = {int(key): printer.text(weight) for key, weight in given.entries}
    if labels.form not in ("classes", "one_hot", "binary"):
        raise Unfit("`class_weight` needs a loss that compares the output with classes")
    if labels.form == "binary" and labels.sizes is not None and labels.sizes not in ((), (1,), (None,)):
        raise Unfit("`class_weight` needs one class for each sample, and this output answers several questions")
    if labels.form != "binary" and labels.sizes is not None and len(labels.sizes) > 1:
        raise Unfit("`class_weight` needs one class for each sample, and this output has one for each place in it")
    count = labels.classes or max(weights, default=-1) + 1
    beyond = next((key for key in weights if key >= count), None)
    if beyond is not None:
        raise Unfit(f"there is no class {beyond}: the output tells {count} apart, from 0 to {count - 1}")
    missing = [key for key in range(count) if key not in weights]
    if missing and not labels.classes:
        raise Unfit("`class_weight` must name every class here, as their number hangs on a parameter of the model")
    classes = "tf.argmax(y, axis=-1)" if labels.form == "one_hot" else 'tf.cast(tf.reshape(y, [-1]), "int32")'
    return view.ClassWeight(_text(weights, missing, count), classes)


def _text(weights: dict[int, str], missing: list[int], count: int) -> str:
    named = {**weights, **dict.fromkeys(missing, "1.0")} if len(missing) <= WRITTEN_OUT else weights
    inner = ", ".join(f"{key}: {named[key]}" for key in sorted(named))
    if len(missing) <= WRITTEN_OUT:
        return "{" + inner + "}"
    return "{" + f"**dict.fromkeys(range({count}), 1.0), {inner}" + "}"
