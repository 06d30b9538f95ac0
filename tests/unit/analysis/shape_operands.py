"""What random calls of functions are made of."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dsl.ir.graph import TensorSpec

Arguments = dict[str, Any]

DTYPES = st.sampled_from(["float32", "float32", "int32", "float16", "bfloat16", "bool", "int64", "uint8"])
SIZE = st.one_of(st.integers(1, 4), st.integers(1, 4), st.none())
SHAPES = st.lists(SIZE, min_size=1, max_size=3).map(lambda sizes: (None, *sizes))
TENSORS = st.builds(TensorSpec, SHAPES, DTYPES)
FLOATS = st.builds(TensorSpec, SHAPES, st.sampled_from(["float32", "float16"]))
AXIS = st.integers(-5, 4)
NUMBERS = st.sampled_from([2, 2.5, True])


def arguments(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Arguments]:
    return st.fixed_dictionaries(parts)


@st.composite
def similar(draw: Any, count: int = 2) -> list[TensorSpec]:
    """Tensors whose shapes fit each other more often than not."""
    first = draw(TENSORS)
    found = [first]
    for _ in range(count - 1):
        sizes = [draw(st.sampled_from([size, size, size, 1, None, 2])) for size in first.shape]
        found.append(TensorSpec(tuple(sizes[draw(st.sampled_from([0, 0, 0, 1])) :]), draw(DTYPES)))
    return found


def several(name: str) -> st.SearchStrategy[Arguments]:
    return arguments(**{name: st.integers(1, 3).flatmap(similar), "axis": AXIS})


two = similar().map(lambda pair: {"x1": pair[0], "x2": pair[1]})
with_number = arguments(x1=TENSORS, x2=NUMBERS)
reduction = arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS, st.lists(AXIS, max_size=2)), keepdims=st.booleans())
one_axis = arguments(x=TENSORS, axis=AXIS)
