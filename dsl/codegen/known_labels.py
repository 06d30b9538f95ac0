"""Whether the labels of a data set that is known are what the loss compares the outputs with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dsl.catalog.datasets import KnownData
from dsl.codegen.labels import Labels
from dsl.codegen.limits import Limit
from dsl.ir.graph import Shape
from dsl.ir.training import Training

_SPARSE = "take `SparseCategoricalCrossentropy`"


def misfits(training: Training, labels: Mapping[str, Labels]) -> Iterator[Limit]:
    """Data sets whose labels the program would refuse, or learn nothing sensible from; each is said once."""
    seen = set()
    for source in training.sources:
        for output, wanted in labels.items():
            known = source.known
            if known is None or not source.gives(output, "y", default="y") or (known, output) in seen:
                continue
            seen.add((known, output))
            wrong = _kind(known, wanted) or _classes(known, wanted, output) or _shape(known, wanted, output)
            if wrong is not None:
                yield Limit(f"`{known.name}` {wrong[0]}", source.span, wrong[1], "E508")


def _kind(known: KnownData, wanted: Labels) -> tuple[str, str] | None:
    """Numbers where classes are wanted, and numbers of classes where rows or answers are."""
    if not known.classes and wanted.form in ("classes", "one_hot", "binary"):
        return "has measurements for labels, and this loss compares with classes", "take `MeanSquaredError`"
    if wanted.form == "one_hot":
        return "has the numbers of classes for labels, and this loss compares with one-hot rows", _SPARSE
    if wanted.form == "binary" and known.classes > 2:
        words = f"{_SPARSE}, and end in a layer of {known.classes} units"
        return f"has {known.classes} classes, and this loss asks for yes or no", words
    return None


def _classes(known: KnownData, wanted: Labels, output: str) -> tuple[str, str] | None:
    if wanted.form == "classes" and 0 < wanted.classes < known.classes and not wanted.ignored:
        words = f"end in a layer of {known.classes} units"
        return f"has {known.classes} classes, and `{output}` tells only {wanted.classes} apart", words
    return None


def _shape(known: KnownData, wanted: Labels, output: str) -> tuple[str, str] | None:
    """One label for each sample, where the output has one for each place in it."""
    if not wanted.shapes or any(_fits(known.label, shape) for shape in wanted.shapes):
        return None
    sizes = ", ".join("?" if size is None else str(size) for size in wanted.sizes or ())
    several = len(wanted.sizes or ()) > 1
    words = "bring a sample's numbers together before the last layer, as `Flatten()` does" if several else ""
    return f"has one label for each sample, and `{output}` has the shape [{sizes}]", words


def _fits(given: tuple[int, ...], wanted: Shape) -> bool:
    return len(given) == len(wanted) and all(size in (None, number) for number, size in zip(given, wanted, strict=True))
