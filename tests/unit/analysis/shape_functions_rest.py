"""Random calls of functions of `ops` for matrices, waves, windows, cutting and searching, and of `random`."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dsl.ir.graph import TensorSpec
from tests.unit.analysis.shape_functions_more import BOOLS, FORMATS, IMAGES, LIKE, MATRICES, SMALL, shaped
from tests.unit.analysis.shape_operands import AXIS, FLOATS, TENSORS, Arguments, arguments, one_axis, similar, two

FLOAT = st.just("float32")
WHOLE = st.sampled_from(["int32", "int64"])
WAVES = shaped((None, 40), (2, 64), (None, None), (None, 3), dtypes=FLOAT)
SHAPE = st.lists(st.integers(0, 3), max_size=3)
PARTS = st.one_of(st.integers(1, 4), st.lists(SMALL, min_size=1, max_size=2))
VECTORS = shaped((5,), (None,), (2, 3), dtypes=FLOAT)


@st.composite
def bits(draw: Any) -> Arguments:
    pair = draw(similar())
    return {"x": TensorSpec(pair[0].shape, draw(WHOLE)), "y": TensorSpec(pair[1].shape, draw(WHOLE))}


@st.composite
def convolved(draw: Any, name: str) -> Arguments:
    rank = draw(st.sampled_from([1, 2, 2, 3] if name in ("conv", "conv_transpose") else [1, 2]))
    sizes = draw(st.tuples(*[st.sampled_from([5, 6, 8, None])] * rank))
    channels = draw(st.integers(1, 4))
    taken = draw(st.sampled_from([channels, channels, channels, 2]))
    window = draw(st.tuples(*[st.integers(1, 3)] * rank))
    made = draw(st.integers(1, 3))
    kernel = (*window, made, taken) if name == "conv_transpose" else (*window, taken, made)
    first = draw(st.sampled_from([False, False, True]))
    found: Arguments = {
        "inputs": TensorSpec((None, channels, *sizes) if first else (None, *sizes, channels), "float32"),
        "strides": draw(st.integers(1, 2)), "padding": draw(st.sampled_from(["valid", "same"])),
        "data_format": "channels_first" if first else "channels_last",
    }  # fmt: skip
    if name == "separable_conv":
        wide = draw(st.sampled_from([channels * made, channels * made, 5]))
        pointwise = TensorSpec((*[1] * rank, wide, draw(st.integers(1, 3))), "float32")
        return found | {"depthwise_kernel": TensorSpec(kernel, "float32"), "pointwise_kernel": pointwise}
    return found | {"kernel": TensorSpec(kernel, "float32")}


PATTERNS = [
    "b s (h d) -> b h s d", "b s d -> b (s d)", "b s d -> (b s) d", "b s d -> b d s", "b (s h) d -> (b h) s d",
    "(b h) s d -> b s (h d)", "b s (d h) -> h (s b) d", "b s d -> b s", "b s d -> b s d e", "b s (e d) -> b s d e",
]  # fmt: skip


@st.composite
def rearranged(draw: Any) -> Arguments:
    """Sizes that the parts divide: with others, a symbol of a varying batch is given a shape that never runs."""
    heads = draw(SMALL)
    batch, rows, columns = (heads * draw(SMALL) for _ in range(3))
    shape = (draw(st.sampled_from([None, None, batch])), draw(st.sampled_from([None, rows])), columns)
    return {"tensor": TensorSpec(shape, "float32"), "pattern": draw(st.sampled_from(PATTERNS)), "h": heads}


@st.composite
def normalized(draw: Any) -> Arguments:
    x = draw(shaped((None, 3), (None, 4, 3), (2, 3, 3), dtypes=FLOAT))
    vectors = shaped((3,), (3,), (3,), (4,), dtypes=FLOAT)
    found = {"x": x, "axis": draw(st.sampled_from([-1, -1, 1, 0, 5])), "mean": draw(vectors), "variance": draw(vectors)}
    return found | draw(st.fixed_dictionaries({}, optional={"offset": vectors, "scale": vectors}))


PAIRS = shaped((None, 8), (None, 8, 8), (2, 5, 6), (None, None), dtypes=FLOAT).map(lambda one: {"x": (one, one)})
WARPED = shaped((None, 8, 6, 3), (8, 6, 3), dtypes=FLOAT)
POINTS = shaped((None, 4, 2), (4, 2), dtypes=FLOAT)
WINDOWED = {"padding": st.sampled_from(["valid", "same"]), "data_format": FORMATS}
PATCHES = st.one_of(st.integers(1, 3), st.tuples(st.integers(1, 3), st.integers(1, 3)))

VIEWS: dict[str, st.SearchStrategy[Arguments]] = {
    "correlate": arguments(
        x1=shaped((4,), (None,), (3, 2)), x2=shaped((4,), (3,), (7,)), mode=st.sampled_from(["valid", "same", "full"])
    ),
    "diag": arguments(x=shaped((4,), (4, 5), (5, 4), (None,), (None, 3), (2, 2, 2)), k=st.integers(-3, 5)),
    "fold": arguments(
        x=shaped((None, 12, 9), (2, 8, 4), (None, None, 4), (None, 4)), output_size=PATCHES, kernel_size=PATCHES
    ),
    "get_item": arguments(x=TENSORS, key=st.one_of(st.integers(-3, 3), st.lists(st.integers(-3, 3), max_size=4))),
    "histogram": arguments(x=shaped((4,), (None,), (3, 2)), bins=st.integers(-1, 4)),
    "lu_factor": arguments(x=MATRICES),
    "nonzero": arguments(x=TENSORS),
    "unique": arguments(
        x=TENSORS, axis=st.one_of(st.none(), AXIS), size=st.one_of(st.none(), st.integers(1, 5)), return_index=BOOLS,
        return_inverse=BOOLS, return_counts=BOOLS,
    ),
    "view": arguments(
        x=TENSORS, dtype=st.sampled_from([None, "float32", "int32", "int64", "uint8", "float16", "int8", "flaot32"])
    ),
    "view_as_complex": arguments(x=shaped((None, 2), (None, 3, 2), (None, 3))),
    "view_as_real": arguments(x=shaped((None, 2), (3,), dtypes=st.sampled_from(["complex64", "float32"]))),
}  # fmt: skip

NO_FUNCTION = st.sampled_from([3, 0.5, "relu", [1], TensorSpec((None, 3), "float32")])
"""What is given where a function is wanted."""

UNCALLED = st.just(len)
"""A function that is not called with symbols: Keras looks into it, and what it is, only in a run."""

REST: dict[str, st.SearchStrategy[Arguments]] = {
    **VIEWS,
    "associative_scan": arguments(f=NO_FUNCTION, elems=TENSORS),
    "fori_loop": arguments(lower=st.just(0), upper=st.just(2), body_fun=UNCALLED, init_val=TENSORS),
    "while_loop": arguments(cond=UNCALLED, body=UNCALLED, loop_vars=TENSORS),
    "cond": arguments(pred=st.just(True), true_fn=NO_FUNCTION, false_fn=NO_FUNCTION),
    "map": arguments(f=NO_FUNCTION, xs=TENSORS),
    "scan": arguments(f=NO_FUNCTION, init=TENSORS, xs=TENSORS),
    "vectorized_map": arguments(function=NO_FUNCTION, elements=TENSORS),
    "activations.glu": one_axis,
    "activations.sparsemax": arguments(x=FLOATS, axis=st.integers(-1, 1)),
    "append": st.one_of(two, two.map(lambda pair: pair | {"axis": 0}), arguments(x1=TENSORS, x2=TENSORS, axis=AXIS)),
    "argpartition": arguments(x=TENSORS, kth=SMALL, axis=AXIS),
    "array": arguments(x=TENSORS),
    "array_split": arguments(x=TENSORS, indices_or_sections=st.integers(0, 4), axis=AXIS),
    "batch_normalization": normalized(),
    "bincount": arguments(x=shaped((None, 3), (4,), dtypes=WHOLE), minlength=SMALL),
    "cdist": similar().map(lambda pair: {"x": pair[0], "y": TensorSpec(pair[0].shape, pair[1].dtype)}),
    "cholesky_inverse": arguments(x=MATRICES),
    "convert_to_tensor": arguments(x=TENSORS, dtype=LIKE),
    "cross": st.one_of(two, arguments(x1=shaped((None, 3), (2, 3)), x2=shaped((None, 3), (3,), (2, 2), (4,)))),
    "ctc_loss": arguments(
        target=shaped((None, 5), (2, 5), (None,), dtypes=WHOLE), output=shaped((None, 8, 4), (2, 8, 4), dtypes=FLOAT),
        target_length=shaped((None,), dtypes=WHOLE), output_length=shaped((None,), dtypes=WHOLE),
    ),
    "ctc_decode": arguments(
        inputs=shaped((None, 7, 9), (2, 7, 9), (None, None, 9), (None, 7), dtypes=FLOAT), top_paths=SMALL,
        sequence_lengths=shaped((None,), dtypes=WHOLE), strategy=st.sampled_from(["greedy", "beam_search"]),
    ),
    "diagonal": arguments(x=TENSORS, offset=st.integers(-2, 2), axis1=AXIS, axis2=AXIS),
    "diagflat": arguments(x=TENSORS, k=st.integers(-2, 2)),
    "digitize": arguments(x=TENSORS, bins=VECTORS),
    "eig": arguments(x=MATRICES),
    "eigh": arguments(x=MATRICES),
    "empty": arguments(shape=SHAPE, dtype=LIKE),
    "empty_like": arguments(x=TENSORS, dtype=LIKE),
    "extract_sequences": arguments(x=WAVES, sequence_length=st.integers(1, 9), sequence_stride=st.integers(1, 5)),
    "fft": PAIRS,
    "fft2": PAIRS,
    "ifft2": PAIRS,
    "irfft": PAIRS,
    "geomspace": arguments(start=st.just(1.0), stop=st.just(2.0), num=st.integers(1, 5), dtype=LIKE),
    "image.affine_transform": arguments(images=WARPED, transform=shaped((None, 8), (8,), dtypes=FLOAT)),
    "image.elastic_transform": arguments(images=IMAGES),
    "image.extract_patches": arguments(images=IMAGES, size=PATCHES, strides=st.one_of(st.none(), PATCHES), **WINDOWED),
    "image.extract_patches_3d": arguments(
        volumes=shaped((None, 5, 6, 5, 2), (None, 5, None, 4, 3), dtypes=FLOAT), size=st.integers(1, 3), **WINDOWED
    ),
    "image.map_coordinates": arguments(
        inputs=shaped((8, 6), (8, 6, 3), (None, 6), dtypes=FLOAT), order=st.integers(0, 1),
        coordinates=shaped((2, 5), (2, 4, 4), (3, 5), (3, 4, 4), (None, 5), (2, None), dtypes=FLOAT),
    ),
    "image.scale_and_translate": arguments(
        images=shaped((8, 6, 3), (2, 8, 6, 3), dtypes=FLOAT), output_shape=st.sampled_from([(4, 4, 3), (2, 4, 4, 3)]),
        scale=shaped((2,), dtypes=FLOAT), translation=shaped((2,), dtypes=FLOAT), spatial_dims=st.just((0, 1)),
        method=st.sampled_from(["linear", "cubic"]),
    ),
    "image.perspective_transform": arguments(images=WARPED, start_points=POINTS, end_points=POINTS),
    "image.sobel_edges": arguments(images=IMAGES, data_format=FORMATS),
    "image.ssim": IMAGES.map(lambda image: {"image1": image, "image2": image}),
    "in_top_k": arguments(targets=shaped((None,), dtypes=WHOLE), predictions=shaped((None, 5)), k=st.integers(1, 3)),
    "isin": two,
    "istft": arguments(
        x=shaped((None, 7, 9), (2, None, 9), (2, 7, 5), (None, None), dtypes=FLOAT).map(lambda one: (one, one)),
        sequence_length=st.integers(4, 16), sequence_stride=st.integers(1, 4), fft_length=st.sampled_from([16, 16, 9]),
        length=st.one_of(st.none(), st.integers(1, 30)), center=BOOLS,
    ),
    "kaiser": arguments(x=st.integers(1, 9), beta=st.just(2.0)),
    "logdet": arguments(x=MATRICES),
    "logspace": arguments(start=st.just(0.0), stop=st.just(2.0), num=st.integers(1, 5), dtype=LIKE),
    "lstsq": arguments(
        a=shaped((5, 3), (5, 2), (None, 3), (2, 5, 3), dtypes=FLOAT), b=shaped((5,), (5, 2), (4,), dtypes=FLOAT)
    ),
    "matrix_rank": arguments(x=MATRICES),
    "meshgrid": arguments(x=st.lists(VECTORS, min_size=1, max_size=3), indexing=st.sampled_from(["xy", "ij"])),
    "multi_hot": arguments(
        inputs=shaped((None, 3), (None, 3, 4), dtypes=st.sampled_from(["int32", "float32"])),
        num_classes=st.integers(1, 4),
    ),
    "nanpercentile": arguments(x=TENSORS, q=st.just(50), axis=st.one_of(st.none(), AXIS), keepdims=BOOLS),
    "nanquantile": arguments(x=TENSORS, q=st.just(0.5), axis=st.one_of(st.none(), AXIS), keepdims=BOOLS),
    "polar": two.map(lambda pair: {"abs_": pair["x1"], "angle": pair["x2"]}),
    "psnr": two.map(lambda pair: pair | {"max_val": 1.0}),
    "qr": arguments(x=MATRICES, mode=st.sampled_from(["reduced", "complete"])),
    "random.beta": arguments(shape=SHAPE, alpha=st.just(0.5), beta=st.just(0.5)),
    "random.binomial": arguments(shape=SHAPE, counts=st.just(2.0), probabilities=st.just(0.5)),
    "random.categorical": arguments(logits=shaped((None, 3), (2, 3), dtypes=FLOAT), num_samples=st.integers(1, 4)),
    "random.dropout": arguments(inputs=TENSORS, rate=st.just(0.5)),
    "random.gamma": arguments(shape=SHAPE, alpha=st.just(0.5)),
    "random.randint": arguments(shape=SHAPE, minval=st.just(0), maxval=st.just(5)),
    "rearrange": rearranged(),
    "rfft": arguments(x=WAVES, fft_length=st.one_of(st.none(), st.integers(4, 50))),
    "rot90": arguments(array=TENSORS, k=st.integers(-1, 3), axes=st.tuples(st.integers(-2, 2), st.integers(-2, 2))),
    "saturate_cast": arguments(x=TENSORS, dtype=st.sampled_from(["uint8", "int32", "float16"])),
    "scatter": arguments(
        indices=shaped((4, 1), dtypes=WHOLE), values=shaped((4,), (4, 3)), shape=st.sampled_from([(8,), (8, 3)])
    ),
    "scatter_update": arguments(
        inputs=shaped((8, 3), (None, 3)), indices=shaped((4, 1), dtypes=WHOLE), updates=shaped((4, 3))
    ),
    "searchsorted": arguments(sorted_sequence=VECTORS, values=TENSORS),
    "select": similar(4).map(
        lambda parts: {"condlist": [TensorSpec(one.shape, "bool") for one in parts[:2]], "choicelist": parts[2:]}
    ),
    "size": arguments(x=TENSORS),
    "slice": arguments(
        inputs=shaped((5, 3), (None, 3), (None, 4, 3)), start_indices=st.sampled_from([(0, 1), (0, 0, 2), (0, 2)]),
        shape=st.sampled_from([(2, 2), (-1, 2), (1, 2, 1)]),
    ),
    "slice_update": arguments(
        inputs=shaped((5, 3), (None, 3)), start_indices=st.just((0, 1)), updates=shaped((2, 2), (1, 1))
    ),
    "slogdet": arguments(x=MATRICES),
    "solve": arguments(a=MATRICES, b=MATRICES),
    "solve_triangular": arguments(a=MATRICES, b=MATRICES),
    "stft": arguments(
        x=WAVES, sequence_length=st.integers(1, 9), sequence_stride=st.integers(1, 5), fft_length=st.integers(4, 12),
        center=BOOLS,
    ),
    "svd": arguments(x=MATRICES, full_matrices=BOOLS, compute_uv=BOOLS),
    **{f"adaptive_{one}_pool": arguments(
        inputs=shaped((None, 8, 6, 3), (None, 6, 2), (2, 4, 5, 6, 1), (None, None, 6, 2), (None, 6), dtypes=FLOAT),
        output_size=st.one_of(SMALL, st.tuples(SMALL, SMALL), st.tuples(SMALL)), data_format=FORMATS,
    ) for one in ("average", "max")},
    "threshold": arguments(x=TENSORS, threshold=st.just(0.5), default_value=st.just(0.0)),
    "trace": arguments(x=TENSORS, axis1=AXIS, axis2=AXIS),
    "trapezoid": arguments(y=TENSORS, axis=AXIS),
    "tri": arguments(N=SMALL, M=st.one_of(st.none(), SMALL), dtype=LIKE),
    "unfold": arguments(
        x=shaped((None, 3, 6, 6), (None, 2, 7, 5), (None, 3, None, 6)), kernel_size=PATCHES, stride=PATCHES,
        padding=SMALL, dilation=st.integers(1, 2),
    ),
    "unravel_index": arguments(indices=shaped((None, 3), (4,), dtypes=WHOLE), shape=st.sampled_from([(2, 3), (4,)])),
    "vander": arguments(x=VECTORS, N=st.one_of(st.none(), SMALL)),
    **{name: bits() for name in (
        "bitwise_and", "bitwise_left_shift", "bitwise_or", "bitwise_right_shift", "bitwise_xor", "left_shift",
        "right_shift",
    )},
    **{name: convolved(name) for name in ("conv", "conv_transpose", "depthwise_conv", "separable_conv")},
    **{name: arguments(x=TENSORS, indices_or_sections=PARTS) for name in ("hsplit", "dsplit")},
    "vsplit": arguments(x=shaped((4, 2), (6,), (None, 3)), indices_or_sections=PARTS),
    **{name: arguments(x=st.integers(1, 9)) for name in ("bartlett", "blackman", "hamming", "hanning")},
    "split": arguments(x=TENSORS, indices_or_sections=PARTS, axis=AXIS),
    "dstack": st.integers(1, 3).flatmap(similar).map(lambda found: {"xs": found}),
}  # fmt: skip
