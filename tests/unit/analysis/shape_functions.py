"""The strategy of each function of `ops`."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dsl.catalog import Category, load
from dsl.ir.graph import TensorSpec
from tests.unit.analysis.shape_functions_more import MORE
from tests.unit.analysis.shape_functions_rest import REST
from tests.unit.analysis.shape_operands import (
    AXIS,
    DTYPES,
    FLOATS,
    SHAPES,
    TENSORS,
    Arguments,
    arguments,
    one_axis,
    reduction,
    several,
    similar,
    two,
    with_number,
)  # fmt: skip

CATALOG = load()

EINSUMS = st.sampled_from(["abc,cd->abd", "abc,abd->acd", "bij,bjk->bik", "ab,bc->ac", "abc,abc->a", "abcd,a->b"])

STRATEGIES: dict[str, st.SearchStrategy[Arguments]] = {
    **MORE,
    **REST,
    "matmul": st.one_of(
        two,
        arguments(x1=FLOATS, x2=st.builds(TensorSpec, st.just((2, 3)), st.just("float32"))),
        similar().map(
            lambda pair: {
                "x1": pair[0],
                "x2": TensorSpec((*pair[1].shape[:-2], pair[0].shape[-1], 3), "float32"),
            }
        ),
    ),
    "cast": arguments(x=TENSORS, dtype=st.sampled_from(["float16", "int32"])),
    "clip": arguments(x=TENSORS, x_min=st.just(0.0), x_max=st.just(1.0)),
    "where": similar(3).map(
        lambda parts: {"condition": TensorSpec(parts[0].shape, "bool"), "x1": parts[1], "x2": parts[2]}
    ),
    "concatenate": several("xs"),
    "stack": several("x"),
    "expand_dims": one_axis,
    "squeeze": arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS)),
    "transpose": arguments(
        x=TENSORS, axes=st.one_of(st.none(), st.permutations(range(3)), st.permutations([0, -1, 1]))
    ),
    "swapaxes": arguments(x=TENSORS, axis1=AXIS, axis2=AXIS),
    "reshape": arguments(
        x=st.builds(TensorSpec, st.sampled_from([(None, 6), (2, 6), (3, 4), (None, 2, 2)]), DTYPES),
        newshape=st.sampled_from([(-1, 6), (12,), -1, (3, -1), (5, -1), (None, 3, 2), (-1, -1), (None, -1), (-2, 3)]),
    ),
    "repeat": arguments(x=TENSORS, repeats=st.integers(1, 3), axis=AXIS),
    "one_hot": arguments(
        x=st.builds(TensorSpec, SHAPES, st.just("int32")),
        num_classes=st.integers(1, 3),
        axis=st.sampled_from([-1, 0]),
    ),
    "top_k": arguments(x=FLOATS, k=st.integers(1, 3)),
    "einsum": arguments(subscripts=EINSUMS, operands=similar()),
    "ones_like": arguments(x=TENSORS, dtype=st.sampled_from([None, "int32"])),
    "zeros_like": arguments(x=TENSORS, dtype=st.sampled_from([None, "int32"])),
    "softmax": one_axis,
    "log_softmax": one_axis,
    "activations.softmax": arguments(x=FLOATS, axis=st.just(-1)),
    "activations.log_softmax": arguments(x=FLOATS, axis=st.just(-1)),
    "activations.threshold": arguments(x=TENSORS, threshold=st.just(0.5), default_value=st.just(0.0)),
    "flip": one_axis,
    "sort": one_axis,
    "cumsum": one_axis,
    "cumprod": one_axis,
    "argmax": arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS), keepdims=st.booleans()),
    "argmin": arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS), keepdims=st.booleans()),
    "stop_gradient": arguments(variable=TENSORS),
}

REDUCTIONS = (
    "all", "amax", "amin", "any", "logsumexp", "max", "mean", "median", "min", "nanmax", "nanmean", "nanmedian",
    "nanmin", "nanprod", "nanstd", "nansum", "nanvar", "prod", "ptp", "std", "sum", "var",
)  # fmt: skip
MADE = ("ones", "random.normal", "random.truncated_normal", "random.uniform", "zeros")


def entry_of(name: str) -> Any:
    category, _, short = name.rpartition(".")
    if category in ("", "image"):
        return CATALOG.category(Category.OPS)[name]
    return CATALOG.category(Category(category))[short]


def strategy_of(name: str) -> st.SearchStrategy[Arguments]:
    if name in STRATEGIES:
        return STRATEGIES[name]
    if name in REDUCTIONS:
        return reduction
    if name in MADE:
        return arguments(shape=st.lists(st.integers(0, 3), max_size=3), dtype=st.sampled_from([None, "float16"]))
    names = [parameter.name for parameter in entry_of(name).parameters]
    return st.one_of(two, with_number) if names[:2] == ["x1", "x2"] else arguments(x=TENSORS)
