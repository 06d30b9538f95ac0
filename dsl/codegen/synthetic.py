"""Random arrays that fit a model, for `data = synthetic(n)`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dsl.codegen import view
from dsl.codegen.printer import Printer
from dsl.ir.training import DataSource

# How long a dimension that varies is made.
VARYING = 16


@dataclass(frozen=True)
class Array:
    """The shape of one sample and what its numbers are: `classes` above 0 for whole numbers below it."""

    shape: tuple[int, ...]
    dtype: str
    classes: int
    one_hot: bool = False


@dataclass(frozen=True)
class Synthetic:
    """An array for each input and output of a model."""

    arrays: Mapping[str, Array]


def write_synthetic(
    source: DataSource, synthetic: Synthetic, names: Mapping[str, str], printer: Printer
) -> view.Block:
    """The statements that make the arrays, all from one generator."""
    samples = source.option("samples")
    assert samples is not None
    count = printer.text(samples)
    made: list[view.Statement] = [view.Assign("rng", "np.random.default_rng(SEED)")]
    for port, array in synthetic.arrays.items():
        made.append(view.Assign(names[port], _array_text(array, count)))
    return tuple(made)


def _array_text(array: Array, count: str) -> str:
    shape = f"({', '.join([count, *map(str, array.shape)])},)" if not array.shape else f"({', '.join([count, *map(str, array.shape)])})"
    if array.one_hot:
        return f"np.eye({array.classes}, dtype={array.dtype!r})[rng.integers({array.classes}, size={shape})]"
    if array.dtype == "string":
        return f"rng.integers({array.classes}, size={shape}).astype(str)"
    if array.classes:
        return f"rng.integers({array.classes}, size={shape}).astype({array.dtype!r})"
    return f"rng.standard_normal({shape}).astype({array.dtype!r})"
