"""What random configurations of layers are made of."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dsl.catalog import Category, Entry, load
from dsl.ir.graph import TensorSpec

LAYERS = load().category(Category.LAYERS)
MANY = int(os.environ.get("SHAPE_EXAMPLES", "0"))
"""How many random configurations each layer and function is tried with; a few that are always the same without it."""

Config = tuple[dict[str, Any], list[TensorSpec], bool]
"""Arguments of the constructor, inputs of the call, and whether they are given as one list."""


def examples(count: int) -> settings:
    """So many configurations, or as many as were asked for."""
    return settings(
        max_examples=MANY or count,
        deadline=None,
        derandomize=not MANY,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@dataclass
class Inner:
    """A layer that is an argument of another."""

    target: Entry
    arguments: dict[str, Any]


def inner(name: str, **arguments: Any) -> Inner:
    return Inner(LAYERS[name], arguments)


DTYPES = st.sampled_from(["float32", "float32", "float32", "int32", "float16"])


def sizes(rank: int, varying: bool = True, least: int = 1, most: int = 9) -> st.SearchStrategy[tuple[Any, ...]]:
    """The sizes of `rank` dimensions behind the batch; some vary."""
    size: Any = st.integers(least, most)
    return st.tuples(*[size if not varying else st.one_of(size, size, size, st.none())] * rank)


@st.composite
def tensor(draw: Any, rank: int, known: tuple[int, ...] = (), dtype: Any = DTYPES, **options: Any) -> TensorSpec:
    """A tensor of `rank` dimensions with the batch, those at `known` places of a known size."""
    shape = [None, *draw(sizes(rank - 1, **options))]
    for place in known:
        shape[place] = draw(st.integers(1, 6))
    return TensorSpec(tuple(shape), draw(dtype))


def one_or_each(rank: int, least: int = 1, most: int = 3) -> st.SearchStrategy[Any]:
    return st.one_of(st.integers(least, most), st.tuples(*[st.integers(least, most)] * rank))


def given_or_not(**options: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=options)


BOOLS = st.booleans()
FORMATS = st.sampled_from(["channels_last", "channels_first"])
SAME = st.sampled_from(["valid", "same"])
