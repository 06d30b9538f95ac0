"""Random calls of functions of `ops` that move numbers, multiply, make tensors, and of `ops.nn` and `ops.image`."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dsl.ir.graph import TensorSpec
from tests.unit.analysis.shape_operands import (
    AXIS,
    DTYPES,
    TENSORS,
    Arguments,
    arguments,
    one_axis,
    similar,
    two,
)  # fmt: skip

SMALL = st.integers(0, 3)
FLOAT = st.sampled_from(["float32", "float32", "float16"])
INTEGER = st.sampled_from(["int32", "int64", "float32"])
BOOLS = st.booleans()
FORMATS = st.sampled_from([None, "channels_last", "channels_first"])


def shaped(*shapes: tuple[int | None, ...], dtypes: Any = FLOAT) -> st.SearchStrategy[TensorSpec]:
    return st.builds(TensorSpec, st.sampled_from(shapes), dtypes)


IMAGES = shaped((None, 8, 6, 3), (None, 4, 4, 4), (2, 6, 8, 1), (None, None, 4, 3), (None, 3, 8, 8), (8, 8, 3))


@st.composite
def pooled(draw: Any) -> Arguments:
    inputs = draw(shaped((None, 6, 2), (None, 6, 5, 2), (None, 4, 5, 6, 1), (None, None, 6, 2), (None, 6)))
    rank = max(len(inputs.shape) - 2, 1)
    size = st.one_of(st.integers(1, 3), st.tuples(*[st.integers(1, 3)] * rank))
    found = {"inputs": inputs, "pool_size": draw(size), "strides": draw(st.one_of(st.none(), size))}
    return found | draw(arguments(padding=st.sampled_from(["valid", "same"]), data_format=FORMATS))


@st.composite
def sided(draw: Any, what: str) -> Arguments:
    names = [("top_", "bottom_", "target_height"), ("left_", "right_", "target_width")]
    found: Arguments = {"images": draw(IMAGES), "data_format": draw(FORMATS)}
    for before, behind, size in names:
        two_of_three = draw(st.sampled_from([(before + what, behind + what), (before + what, size), (size,)]))
        for name in two_of_three:
            found[name] = draw(st.integers(1, 12) if name.startswith("target") else SMALL)
    return found


@st.composite
def tensordot(draw: Any) -> Arguments:
    found: Arguments = draw(two)
    pairs = st.tuples(st.lists(AXIS, min_size=1, max_size=2), st.lists(AXIS, min_size=1, max_size=2))
    return found | {"axes": draw(st.one_of(SMALL, SMALL, pairs))}


@st.composite
def fitting(draw: Any) -> Arguments:
    """Two tensors, the last size of one the last but one, or the last, of the other."""
    first = draw(TENSORS)
    sizes = draw(st.lists(st.integers(1, 4), max_size=2))
    last = draw(st.sampled_from([first.shape[-1], first.shape[-1], 3]))
    shape = draw(st.sampled_from([(*sizes, last, 2), (*sizes, last), (last,)]))
    return {"x1": first, "x2": TensorSpec(shape, draw(DTYPES))}


@st.composite
def gathered(draw: Any) -> Arguments:
    x = draw(TENSORS)
    sizes = [draw(st.sampled_from([size, size, size, 1, 2])) for size in x.shape]
    return {"x": x, "indices": TensorSpec(tuple(sizes), draw(INTEGER)), "axis": draw(AXIS)}


@st.composite
def attended(draw: Any) -> Arguments:
    query = draw(shaped((None, 5, 2, 4), (2, 3, 1, 2), (None, None, 2, 4)))
    key = TensorSpec((query.shape[0], draw(st.sampled_from([3, None])), *query.shape[2:]), query.dtype)
    return {"query": query, "key": key, "value": key}


TARGETS = shaped((None, 3), (None, 4, 3), (None, None, 3))
INDICES = st.one_of(SMALL, st.lists(SMALL, min_size=1, max_size=3), shaped((None,), (None, 3), (2, 2), dtypes=INTEGER))
MATRICES = shaped((None, 3, 3), (3, 3), (None, 3, 4), (None, None, 3), (None,), (2, None, 4, 4), dtypes=DTYPES)
LIKE = st.sampled_from([None, "int32", "float16"])

MORE: dict[str, st.SearchStrategy[Arguments]] = {
    "arange": arguments(
        start=st.integers(-3, 9), stop=st.one_of(st.none(), st.integers(-3, 9)), step=st.sampled_from([None, 1, 2, -1]),
        dtype=LIKE,
    ),
    "argsort": one_axis,
    "average": arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS)),
    "average_pool": pooled(),
    "binary_crossentropy": arguments(target=TARGETS, output=TARGETS),
    "broadcast_to": arguments(
        x=shaped((1, 3), (2, 3), (3,), (None, 3)), shape=st.sampled_from([(2, 3), (4, 2, 3), (2, 4), (3,)])
    ),
    "categorical_crossentropy": arguments(target=TARGETS, output=TARGETS),
    "cholesky": arguments(x=MATRICES),
    "count_nonzero": arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS)),
    "depth_to_space": arguments(x=IMAGES, block_size=st.integers(1, 3)),
    "det": arguments(x=MATRICES),
    "diff": arguments(a=TENSORS, n=SMALL, axis=AXIS),
    "dot": st.one_of(two, fitting()),
    "dot_product_attention": attended(),
    "eye": arguments(N=SMALL, M=st.one_of(st.none(), SMALL), dtype=LIKE),
    "full": arguments(shape=st.lists(SMALL, max_size=3), fill_value=st.just(2.0), dtype=LIKE),
    "full_like": arguments(x=TENSORS, fill_value=st.just(2.0), dtype=LIKE),
    "glu": one_axis,
    "hstack": st.integers(1, 3).flatmap(similar).map(lambda found: {"xs": found}),
    "identity": arguments(n=SMALL, dtype=LIKE),
    "image.crop_images": sided("cropping"),
    "image.gaussian_blur": arguments(images=IMAGES, data_format=FORMATS),
    "image.hsv_to_rgb": arguments(images=IMAGES, data_format=FORMATS),
    "image.pad_images": sided("padding"),
    "image.resize": arguments(
        images=IMAGES, size=st.tuples(SMALL, SMALL), interpolation=st.sampled_from(["nearest", "bilinear", "cubic"]),
        data_format=FORMATS,
    ),
    "image.rgb_to_grayscale": arguments(images=IMAGES, data_format=FORMATS),
    "image.rgb_to_hsv": arguments(images=IMAGES, data_format=FORMATS),
    "inner": st.one_of(two, fitting()),
    "inv": arguments(x=MATRICES),
    "layer_normalization": one_axis,
    "linspace": arguments(start=st.just(0.0), stop=st.just(1.0), num=st.integers(1, 5), dtype=LIKE),
    "max_pool": pooled(),
    "moments": arguments(x=TENSORS, axes=st.lists(AXIS, min_size=1, max_size=2), keepdims=BOOLS),
    "moveaxis": st.one_of(
        arguments(x=TENSORS, source=AXIS, destination=AXIS),
        arguments(x=TENSORS, source=st.tuples(AXIS, AXIS), destination=st.tuples(AXIS, AXIS)),
    ),
    "nanargmax": arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS), keepdims=BOOLS),
    "nanargmin": arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS), keepdims=BOOLS),
    "nancumprod": one_axis,
    "nancumsum": one_axis,
    "norm": arguments(x=TENSORS, axis=st.one_of(st.none(), AXIS), keepdims=BOOLS),
    "normalize": one_axis,
    "outer": two,
    "pad": arguments(
        x=TENSORS,
        pad_width=st.one_of(SMALL, st.lists(st.tuples(SMALL, SMALL), min_size=1, max_size=4)),
    ),
    "percentile": arguments(x=TENSORS, q=st.just(50), axis=st.one_of(st.none(), AXIS), keepdims=BOOLS),
    "pinv": arguments(x=MATRICES),
    "quantile": arguments(x=TENSORS, q=st.just(0.5), axis=st.one_of(st.none(), AXIS), keepdims=BOOLS),
    "rms_normalization": one_axis,
    "roll": arguments(x=TENSORS, shift=SMALL, axis=st.one_of(st.none(), AXIS)),
    "space_to_depth": arguments(x=IMAGES, block_size=st.integers(1, 3)),
    "sparse_categorical_crossentropy": arguments(
        target=shaped((None,), (None, 4), (None, 1), dtypes=INTEGER), output=TARGETS
    ),
    "sparsemax": one_axis,
    "take": arguments(x=TENSORS, indices=INDICES, axis=st.one_of(st.none(), AXIS)),
    "take_along_axis": gathered(),
    "tensordot": st.one_of(tensordot(), fitting().map(lambda pair: pair | {"axes": 1})),
    "tile": arguments(x=TENSORS, repeats=st.one_of(st.integers(1, 3), st.lists(SMALL, min_size=1, max_size=5))),
    "unstack": one_axis,
    "vstack": st.integers(1, 3).flatmap(similar).map(lambda found: {"xs": found}),
    **{
        name: arguments(
            data=TENSORS,
            segment_ids=shaped((None,), (4,), (None, 2), dtypes=INTEGER),
            num_segments=st.one_of(st.none(), st.integers(0, 4)),
        )
        for name in ("segment_max", "segment_min", "segment_prod", "segment_sum")
    },
}  # fmt: skip
