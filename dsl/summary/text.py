"""The summary of a model as a table for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dsl.analysis.shapes.rule import show_shape
from dsl.ir.graph import TensorSpec
from dsl.summary.costs import Amount
from dsl.summary.report import Report, Row
from dsl.summary.titles import value_text

HEADINGS = ("name", "layer", "output", "dtype", "trainable", "non-trainable", "multiply-adds")
NUMBERS = (4, 5, 6)  # columns that are aligned on the right
MAX_TITLE = 60
INDENT = "  "
UNITS = ("B", "KiB", "MiB", "GiB", "TiB", "PiB")


def render_text(report: Report, depth: int | None = None) -> str:
    """The table, and the totals under it; `depth` is how many levels of blocks and loops are opened."""
    cells = [HEADINGS, *_lines(report.rows, 0, depth)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADINGS))]
    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    table = [_line(line, widths) for line in cells]
    parts = [_heading(report), "", table[0], rule, *table[1:], rule, *_totals(report)]
    return "\n".join(parts) + "\n"


def _heading(report: Report) -> str:
    given = ", ".join(f"{name}={value_text(value)}" for name, value in report.graph.parameters.items())
    return f"{report.graph.model}({given})"


def _lines(rows: Iterable[Row], level: int, depth: int | None) -> Iterator[tuple[str, ...]]:
    for row in rows:
        name = INDENT * level + (row.name or "·")
        note = " (shared)" if row.is_shared else ""
        first, *rest = row.outputs or (None,)
        yield (
            name, _shortened(row.title) + note, _shape(first), _dtype(first),
            *(_cell(row, amount) for amount in (row.costs.trainable, row.costs.non_trainable, row.costs.multiply_adds)),
        )  # fmt: skip
        for spec in rest:
            yield ("", "", _shape(spec), _dtype(spec), "", "", "")
        if depth is None or level < depth:
            yield from _lines(row.rows, level + 1, depth)


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_TITLE else f"{text[: MAX_TITLE - 1]}…"


def _shape(spec: TensorSpec | None) -> str:
    if spec is None:
        return ""
    return "?" if spec.shape is None else show_shape(spec.shape)


def _dtype(spec: TensorSpec | None) -> str:
    return "" if spec is None else spec.dtype or "?"


def _cell(row: Row, amount: Amount) -> str:
    """A number, `?` where nothing is known, `12+` where some is; empty for what cannot have any."""
    if row.kind == "input":
        return ""
    if amount.is_exact:
        return f"{amount.known:,}"
    return f"{amount.known:,}+" if amount.known else "?"


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = [
        cell.rjust(width) if column in NUMBERS else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()


# --- totals --------------------------------------------------------------------------------------


def _totals(report: Report) -> Iterator[str]:
    totals = report.totals
    rows = [
        ("parameters", _number(totals.trainable + totals.non_trainable)),
        ("  trainable", _number(totals.trainable)),
        ("  non-trainable", _number(totals.non_trainable)),
        ("multiply-adds", f"{_number(totals.multiply_adds)} {_per(report)}"),
        ("memory of weights", _bytes(totals.weight_bytes)),
        (
            "memory of activations",
            f"{_bytes(totals.activation_bytes)} for a batch of {_fixed_batch(report) or report.batch_size:,}",
        ),
    ]
    width = max(len(name) for name, _ in rows)
    yield from (f"{name.ljust(width)}  {value}" for name, value in rows)
    if report.shared:
        names = ", ".join(f"`{name}`" for name in report.shared)
        yield f"Shared layers are counted once: {names}"


def _per(report: Report) -> str:
    """What the multiply-adds are for: one sample, unless the inputs have a batch size of their own."""
    fixed = _fixed_batch(report)
    return "for one sample" if fixed is None else f"for a batch of {fixed:,}"


def _fixed_batch(report: Report) -> int | None:
    """The batch size that the inputs say themselves."""
    sizes = {port.spec.shape[0] for port in report.graph.inputs if port.spec.shape}
    return sizes.pop() if len(sizes) == 1 else None


def _number(amount: Amount) -> str:
    return f"{'' if amount.is_exact else 'at least '}{amount.known:,}"


def _bytes(amount: Amount) -> str:
    size, unit = float(amount.known), 0
    while size >= 1024 and unit < len(UNITS) - 1:
        size, unit = size / 1024, unit + 1
    number = f"{size:.0f}" if unit == 0 else f"{size:.4g}"
    return f"{'' if amount.is_exact else 'at least '}{number} {UNITS[unit]}"
