"""How a program makes the arrays of `data = synthetic(n)`."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.codegen import view
from dsl.codegen.literals import string
from dsl.codegen.printer import Printer
from dsl.codegen.synthetic import Array
from dsl.ir.training import DataSource


def write_synthetic(
    source: DataSource, arrays: Mapping[str, Array], names: Mapping[str, str], printer: Printer
) -> view.Block:
    """The statements that make the arrays, all from one generator."""
    samples = source.option("samples")
    assert samples is not None
    count = printer.text(samples)
    made: list[view.Statement] = [view.Assign("rng", "np.random.default_rng(SEED)")]
    for port, array in arrays.items():
        made.append(view.Assign(names[port], _array_text(array, count)))
    return tuple(made)


def _array_text(array: Array, count: str) -> str:
    sizes = ", ".join([count, *map(str, array.shape)])
    shape = f"({sizes})" if array.shape else count
    if array.one_hot:
        return f"np.eye({array.classes}, dtype={string(array.dtype)})[rng.integers({array.classes}, size={shape})]"
    if array.dtype == "string":
        return f"rng.integers({array.classes}, size={shape}).astype(str)"
    if array.classes:
        return f"rng.integers({array.classes}, size={shape}).astype({string(array.dtype)})"
    return f"rng.standard_normal({shape}).astype({string(array.dtype)})"
