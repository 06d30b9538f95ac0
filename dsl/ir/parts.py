"""Functions of `ops` that cut a tensor into a list of tensors, and how many these are."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.catalog import Category, Entry

# The argument that says how many parts there are, or at which places it is cut.
CUTTING = {
    "array_split": "indices_or_sections", "dsplit": "indices_or_sections", "hsplit": "indices_or_sections",
    "split": "indices_or_sections", "unstack": "num", "vsplit": "indices_or_sections",
}  # fmt: skip

# The one that gives as many as it is called on.
GRID = "meshgrid"


def gives_list(entry: Entry) -> bool:
    """Whether a function gives a list of tensors."""
    return entry.category is Category.OPS and (entry.name in CUTTING or entry.name == GRID)


def parts_of(name: str, arguments: Mapping[str, object]) -> int | None:
    """How many tensors a function gives, as far as its constant arguments tell."""
    given = arguments.get("x" if name == GRID else CUTTING.get(name, ""))
    if name == GRID:
        return len(given) if isinstance(given, list) else None
    if isinstance(given, list | tuple):
        return len(given) + 1
    return given if isinstance(given, int) and not isinstance(given, bool) and given > 0 else None
