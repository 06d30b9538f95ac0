"""Small valid calls of each function of Keras that takes tensors, to measure which dtypes it takes."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.catalog.entry import Entry
from dsl.catalog.op_dtypes import FLOATS, INTEGERS
from dsl.records import dataclass

MATRIX = (2, 4)
SQUARE = (2, 3, 3)
PICTURES = (2, 8, 8, 3)
SERIES = (2, 6, 4)
VOLUMES = (2, 4, 4, 4, 2)


@dataclass(frozen=True)
class Operand:
    """A tensor among the arguments; one without a dtype of its own is tried with one after the other."""

    shape: tuple[int, ...] = MATRIX
    dtype: str | None = None


Given = Mapping[str, object]

X = Operand()
FLAT = Operand((4,))
PLACES = Operand((2,), "int32")

NOT_MEASURED = frozenset(
    {
        "arange", "bartlett", "blackman", "empty", "eye", "full", "geomspace", "hamming", "hanning", "identity",
        "kaiser", "linspace", "logspace", "ones", "random.beta", "random.binomial", "random.gamma", "random.normal",
        "random.randint", "random.truncated_normal", "random.uniform", "tri", "zeros",  # take no tensor
        "associative_scan", "cond", "fori_loop", "map", "scan", "vectorized_map", "while_loop",  # take functions
        "view",  # which goes by the sizes of two dtypes
        "digitize", "isin", "kron",  # run outside of graphs only
        "image.map_coordinates", "image.scale_and_translate",  # each order and method takes others
    }
)  # fmt: skip
"""Functions with a rule that have no sample."""


def sample_of(name: str, entry: Entry) -> Given | None:
    """A call of a function, as its rule is named; those with two tensors `x1` and `x2`, or with one, need no row."""
    if name in NOT_MEASURED:
        return None
    if name in SAMPLES:
        return SAMPLES[name]
    names = [parameter.name for parameter in entry.parameters]
    return {"x1": X, "x2": X} if names[:2] == ["x1", "x2"] else {names[0]: X}


def _square(*names: str) -> dict[str, Given]:
    return {name: {"x": Operand(SQUARE)} for name in names}


def _pictures(*names: str, **others: object) -> dict[str, Given]:
    return {f"image.{name}": {"images": Operand(PICTURES), **others} for name in names}


def _pair(*names: str) -> dict[str, Given]:
    return {name: {"x": (Operand(SQUARE), Operand(SQUARE))} for name in names}


def _by_rank(name: str, **others: object) -> dict[str, Given]:
    """A function that works on pictures, called on series and volumes too."""
    given = {f"{name} of rank {len(shape)}": {"inputs": Operand(shape), **others} for shape in (SERIES, VOLUMES)}
    return {name: {"inputs": Operand(PICTURES), **others}, **given}


def _convolved(name: str) -> dict[str, Given]:
    """A convolution over series, pictures and volumes, with the channels behind or before their places."""
    found: dict[str, Given] = {}
    for rank, row in ((1, f"{name} of rank 3"), (2, name), (3, f"{name} of rank 5")):
        kernel = Operand((*[2] * rank, 3, 3))
        for shape, format, ending in (
            ((2, *[4] * rank, 3), "channels_last", ""),
            ((2, 3, *[4] * rank), "channels_first", " with channels first"),
        ):
            found[row + ending] = {"inputs": Operand(shape), "kernel": kernel, "data_format": format}
    return found


_CONVOLVED = {"inputs": Operand(PICTURES), "kernel": Operand((2, 2, 3, 4))}

SAMPLES: dict[str, Given] = {
    **_square(
        "cholesky", "cholesky_inverse", "det", "eig", "eigh", "inv", "logdet", "matrix_rank", "pinv", "qr",
        "slogdet", "svd",
    ),
    **_pictures("gaussian_blur", "hsv_to_rgb", "rgb_to_grayscale", "rgb_to_hsv", "sobel_edges"),
    **_pictures("elastic_transform", seed=1),
    **_pictures("resize", size=(4, 4)),
    **_pictures("crop_images", top_cropping=1, left_cropping=1, bottom_cropping=1, right_cropping=1),
    **_pictures("pad_images", top_padding=1, left_padding=1, bottom_padding=1, right_padding=1),
    **_pictures("extract_patches", size=2),
    "image.extract_patches with channels first": {
        "images": Operand((2, 3, 8, 8)), "size": 2, "strides": 3, "data_format": "channels_first",
    },
    **_pictures("affine_transform", transform=Operand((2, 8), "float32")),
    **_pictures("perspective_transform", start_points=Operand((2, 4, 2), "float32"),
                end_points=Operand((2, 4, 2), "float32")),
    **_pair("fft", "fft2", "ifft2", "irfft"),
    "activations.threshold": {"x": X, "threshold": 1, "default_value": 0},
    "activations.threshold with floats": {"x": X, "threshold": 0.5, "default_value": 0.0},
    **_by_rank("adaptive_average_pool", output_size=2),
    **_by_rank("adaptive_max_pool", output_size=2),
    **_by_rank("average_pool", pool_size=2),
    **_by_rank("max_pool", pool_size=2),
    **_convolved("conv"),
    **_convolved("conv_transpose"),
    **{f"{name} with dtype": {"x": X, "dtype": "int32"} for name in (
        "array", "convert_to_tensor", "empty_like", "ones_like", "zeros_like",
    )},
    "full_like with dtype": {"x": X, "fill_value": 1, "dtype": "int32"},
    "argpartition": {"x": X, "kth": 1},
    "array_split": {"x": X, "indices_or_sections": 2},
    "batch_normalization": {"x": X, "mean": FLAT, "variance": FLAT, "axis": -1, "offset": FLAT, "scale": FLAT},
    "bincount": {"x": X, "minlength": 3},
    "binary_crossentropy": {"target": X, "output": X},
    "broadcast_to": {"x": X, "shape": (3, 2, 4)},
    "cast": {"x": X, "dtype": "float32"},
    "cast to strings": {"x": X, "dtype": "string"},
    "categorical_crossentropy": {"target": X, "output": X},
    "cdist": {"x": X, "y": X},
    "clip": {"x": X, "x_min": 0, "x_max": 1},
    "clip with floats": {"x": X, "x_min": 0.0, "x_max": 1.0},
    "concatenate": {"xs": [X, X]},
    "correlate": {"x1": FLAT, "x2": FLAT},
    "cross": {"x1": Operand((2, 3)), "x2": Operand((2, 3))},
    "ctc_decode": {"inputs": Operand((2, 7, 9)), "sequence_lengths": PLACES},
    "ctc_loss": {"target": Operand((2, 3), "int32"), "output": Operand((2, 8, 4)), "target_length": PLACES,
                 "output_length": PLACES},
    "depth_to_space": {"x": Operand((2, 4, 4, 4)), "block_size": 2},
    "depthwise_conv": _CONVOLVED,
    "diff": {"a": X},
    "dot": {"x1": X, "x2": FLAT},
    "dot_product_attention": {"query": Operand(PICTURES), "key": Operand(PICTURES), "value": Operand(PICTURES)},
    "dsplit": {"x": Operand(SERIES), "indices_or_sections": 2},
    "dstack": {"xs": [X, X]},
    "einsum": {"subscripts": "ab,bc->ac", "operands": [X, Operand((4, 3))]},
    "expand_dims": {"x": X, "axis": 1},
    "extract_sequences": {"x": Operand((2, 16)), "sequence_length": 4, "sequence_stride": 2},
    "fold": {"x": Operand((2, 12, 9)), "output_size": 4, "kernel_size": 2},
    "full_like": {"x": X, "fill_value": 1},
    "get_item": {"x": X, "key": 0},
    "histogram": {"x": FLAT},
    "hsplit": {"x": X, "indices_or_sections": 2},
    "hstack": {"xs": [X, X]},
    "image.extract_patches_3d": {"volumes": Operand((2, 4, 4, 4, 2)), "size": 2},
    "image.ssim": {"image1": Operand((2, 16, 16, 3)), "image2": Operand((2, 16, 16, 3))},
    "in_top_k": {"targets": PLACES, "predictions": Operand((2, 4)), "k": 2},
    "inner": {"x1": X, "x2": X},
    "layer_normalization": {"x": X},
    "lu_factor": {"x": Operand((3, 3))},
    "matmul": {"x1": X, "x2": Operand((4, 3))},
    "meshgrid": {"x": [FLAT, FLAT]},
    "moments": {"x": X, "axes": [0]},
    "moveaxis": {"x": X, "source": 0, "destination": 1},
    "multi_hot": {"inputs": X, "num_classes": 4},
    "nanpercentile": {"x": X, "q": 50},
    "nanquantile": {"x": X, "q": 0.5},
    "one_hot": {"x": X, "num_classes": 3},
    "pad": {"x": X, "pad_width": ((1, 1), (0, 2))},
    "percentile": {"x": X, "q": 50},
    "polar": {"abs_": X, "angle": X},
    "psnr": {"x1": X, "x2": X, "max_val": 1.0},
    "quantile": {"x": X, "q": 0.5},
    "random.categorical": {"logits": X, "num_samples": 2, "seed": 1},
    "random.dropout": {"inputs": X, "rate": 0.5, "seed": 1},
    "random.shuffle": {"x": X, "seed": 1},
    "rearrange": {"tensor": X, "pattern": "a b -> b a"},
    "repeat": {"x": X, "repeats": 2},
    "reshape": {"x": X, "newshape": (4, 2)},
    "lstsq": {"a": Operand((5, 3)), "b": Operand((5, 2))},
    "istft": {
        "x": (Operand((2, 7, 5)), Operand((2, 7, 5))), "sequence_length": 8, "sequence_stride": 4, "fft_length": 8,
    },
    "rfft": {"x": Operand((2, 8))},
    "roll": {"x": X, "shift": 1},
    **{f"saturate_cast to {dtype}": {"x": X, "dtype": dtype} for dtype in (*FLOATS, *INTEGERS)},
    "scatter": {"indices": Operand((2, 1), "int32"), "values": Operand((2,)), "shape": (4,)},
    "scatter_update": {"inputs": FLAT, "indices": Operand((2, 1), "int32"), "updates": Operand((2,))},
    "searchsorted": {"sorted_sequence": FLAT, "values": FLAT},
    "segment_max": {"data": FLAT, "segment_ids": Operand((4,), "int32"), "num_segments": 3},
    "segment_min": {"data": FLAT, "segment_ids": Operand((4,), "int32"), "num_segments": 3},
    "segment_prod": {"data": FLAT, "segment_ids": Operand((4,), "int32"), "num_segments": 3},
    "segment_sum": {"data": FLAT, "segment_ids": Operand((4,), "int32"), "num_segments": 3},
    "select": {"condlist": [Operand(MATRIX, "bool"), Operand(MATRIX, "bool")], "choicelist": [X, X]},
    "separable_conv": {"inputs": Operand(PICTURES), "depthwise_kernel": Operand((2, 2, 3, 1)),
                       "pointwise_kernel": Operand((1, 1, 3, 2))},
    "slice": {"inputs": X, "start_indices": (0, 1), "shape": (2, 2)},
    "slice_update": {"inputs": X, "start_indices": (0, 1), "updates": Operand((1, 2))},
    "solve": {"a": Operand(SQUARE), "b": Operand(SQUARE)},
    "solve_triangular": {"a": Operand(SQUARE), "b": Operand(SQUARE)},
    "space_to_depth": {"x": Operand((2, 4, 4, 4)), "block_size": 2},
    "sparse_categorical_crossentropy": {"target": PLACES, "output": X},
    "split": {"x": X, "indices_or_sections": 2},
    "squeeze": {"x": Operand((2, 1, 4)), "axis": 1},
    "stack": {"x": [X, X]},
    "stft": {"x": Operand((2, 16)), "sequence_length": 8, "sequence_stride": 4, "fft_length": 8},
    "swapaxes": {"x": X, "axis1": 0, "axis2": 1},
    "take": {"x": X, "indices": PLACES},
    "take_along_axis": {"x": X, "indices": Operand(MATRIX, "int32"), "axis": 0},
    "tensordot": {"x1": X, "x2": Operand((4, 3)), "axes": 1},
    "threshold": {"x": X, "threshold": 1, "default_value": 0},
    "threshold with floats": {"x": X, "threshold": 0.5, "default_value": 0.0},
    "tile": {"x": X, "repeats": 2},
    "top_k": {"x": X, "k": 2},
    "unfold": {"x": Operand((2, 3, 6, 6)), "kernel_size": 2},
    "unravel_index": {"indices": Operand((2,)), "shape": (2, 2)},
    "unstack": {"x": X},
    "vander": {"x": FLAT},
    "vdot": {"x1": FLAT, "x2": FLAT},
    "view_as_complex": {"x": Operand((3, 2))},
    "vsplit": {"x": X, "indices_or_sections": 2},
    "vstack": {"xs": [X, X]},
    "where": {"condition": Operand(MATRIX, "bool"), "x1": X, "x2": X},
    **{name: {"x": X, "y": X} for name in (
        "bitwise_and", "bitwise_left_shift", "bitwise_or", "bitwise_right_shift", "bitwise_xor", "left_shift",
        "right_shift",
    )},
}  # fmt: skip
