"""Random configurations of layers that prepare data: images, sound, words, classes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dsl.ir.graph import TensorSpec
from tests.unit.analysis.shape_values import BOOLS, FORMATS, SAME, Config, given_or_not, inner, tensor

MODES = st.sampled_from(["int", "one_hot", "multi_hot", "count"])
WORDS = ["a", "b", "c", "d"]


@st.composite
def encoding(draw: Any, name: str) -> Config:
    mode = draw(st.sampled_from(["multi_hot", "one_hot", "count"]))
    inputs = [draw(tensor(draw(st.integers(1, 4)), dtype=st.just("int32")))]
    return {"num_tokens": draw(st.integers(0, 4)), "output_mode": mode}, inputs, False


@st.composite
def image(draw: Any, name: str) -> Config:
    arguments: dict[str, Any] = {
        "MaxNumBoundingBoxes": {"max_number": 3},
        "RandomBrightness": {"factor": 0.5},
        "RandomColorDegeneration": {"factor": 0.5},
        "RandomContrast": {"factor": 0.5},
        "RandomHeight": {"factor": 0.5},
        "RandomHue": {"factor": 0.5},
        "RandomPosterization": {"factor": 4},
        "RandomRotation": {"factor": 0.5},
        "RandomSaturation": {"factor": 0.5},
        "RandomSharpness": {"factor": 0.5},
        "RandomTranslation": {"height_factor": 0.5, "width_factor": 0.5},
        "RandomWidth": {"factor": 0.5},
        "RandomZoom": {"height_factor": 0.5},
    }.get(name, {})
    dtypes = st.sampled_from(["float32", "uint8", "int32", "float16"])
    channels = draw(st.sampled_from([3, 3, 3, 1]))
    if name in ("RandomHeight", "RandomWidth"):
        return arguments, [TensorSpec((None, 8, 9, channels), draw(dtypes))], False
    height, width = draw(st.sampled_from([(8, 8), (9, 7), (None, None), (8, None)]))
    return arguments, [TensorSpec((None, height, width, channels), draw(dtypes))], False


@st.composite
def resized(draw: Any, name: str) -> Config:
    arguments = {"height": draw(st.integers(1, 6)), "width": draw(st.integers(1, 6))}
    options = {"data_format": FORMATS}
    if name == "Resizing":
        options["interpolation"] = st.sampled_from(["bilinear", "nearest"])
        options["crop_to_aspect_ratio"] = BOOLS
    return (
        arguments | draw(given_or_not(**options)),
        [draw(tensor(4, dtype=st.sampled_from(["float32", "uint8"])))],
        False,
    )


@st.composite
def pipeline(draw: Any, name: str) -> Config:
    steps = [
        inner("RandomFlip"),
        inner("Rescaling", scale=0.5),
        inner("Resizing", height=4, width=5),
        inner("AutoContrast"),
    ]
    layers = draw(st.lists(st.sampled_from(steps), min_size=1, max_size=3, unique_by=id))
    return {"layers": layers}, [TensorSpec((None, 8, 8, 3), draw(st.sampled_from(["float32", "uint8"])))], False


@st.composite
def mel(draw: Any, name: str) -> Config:
    options = {"num_mel_bins": st.integers(1, 5), "sequence_stride": st.integers(1, 20)}
    options |= {"sequence_length": st.integers(1, 40)}
    arguments = {"fft_length": 32, **draw(given_or_not(**options))}
    samples = draw(st.one_of(st.none(), st.integers(1, 90)))
    return arguments, [TensorSpec(draw(st.sampled_from([(None, samples), (samples,)])), "float32")], False


@st.composite
def stft(draw: Any, name: str) -> Config:
    options = {
        "mode": st.sampled_from(["log", "magnitude", "psd", "real", "imag", "angle", "stft"]),
        "frame_step": st.integers(1, 9), "fft_length": st.integers(4, 20), "padding": SAME, "expand_dims": BOOLS,
        "data_format": FORMATS,
    }  # fmt: skip
    arguments = {"frame_length": draw(st.integers(2, 10)), **draw(given_or_not(**options))}
    known = (1,) if arguments.get("data_format") == "channels_first" else (2,)
    rank = draw(st.sampled_from([3, 3, 3, 3, 2]))
    return arguments, [draw(tensor(rank, known if rank == 3 else (), dtype=st.just("float32"), most=30))], False


@st.composite
def hashing(draw: Any, name: str) -> Config:
    more = given_or_not(output_mode=MODES, salt=st.just(3), mask_value=st.sampled_from([None, 3, True, 2.5, "", "a"]))
    arguments = {"num_bins": draw(st.integers(0, 4)), **draw(more)}
    return arguments, [draw(tensor(draw(st.integers(1, 3)), dtype=st.sampled_from(["int32", "string"])))], False


@st.composite
def crossing(draw: Any, name: str) -> Config:
    arguments = {"num_bins": draw(st.integers(1, 4)), **draw(given_or_not(output_mode=MODES))}
    shape = draw(st.sampled_from([(None,), (None, 1), (2, 1), (3,)]))
    other = draw(st.sampled_from([shape, shape, shape, (None, 2)]))
    inputs = [TensorSpec(shape, "int64"), TensorSpec(other, "int64"), TensorSpec(shape, "int64")]
    return arguments, inputs[: draw(st.sampled_from([2, 2, 2, 3, 1]))], True


@st.composite
def discretization(draw: Any, name: str) -> Config:
    limits = st.sampled_from([[0.0, 1.0], [0.5], [0.0, 1.0, 4.0]])
    arguments = draw(given_or_not(output_mode=MODES, bin_boundaries=limits, sparse=BOOLS))
    if "bin_boundaries" not in arguments or draw(st.integers(0, 5)) == 0:
        arguments |= draw(given_or_not(num_bins=st.integers(-1, 4)))
    return arguments, [draw(tensor(draw(st.integers(1, 4)), dtype=st.just("float32")))], False


@st.composite
def lookup(draw: Any, name: str) -> Config:
    words: list[Any] = WORDS if name == "StringLookup" else [5, 6, 7]
    special: list[Any] = ["[UNK]"] if name == "StringLookup" else [-1]
    vocabularies = st.sampled_from([words, words[:1], special + words, words + words[:1], []])
    options = {
        "output_mode": MODES, "num_oov_indices": st.integers(-1, 3), "max_tokens": st.integers(1, 9),
        "pad_to_max_tokens": BOOLS, "vocabulary": vocabularies, "sparse": BOOLS,
        "mask_token": st.sampled_from(["", "a"]) if name == "StringLookup" else st.sampled_from([0, 5]),
    }  # fmt: skip
    dtype = "string" if name == "StringLookup" else "int64"
    return draw(given_or_not(**options)), [draw(tensor(draw(st.integers(1, 3)), dtype=st.just(dtype)))], False


@st.composite
def text(draw: Any, name: str) -> Config:
    options = {
        "output_mode": MODES, "max_tokens": st.integers(1, 9), "pad_to_max_tokens": BOOLS,
        "output_sequence_length": st.integers(1, 5), "ngrams": st.just(2),
        "vocabulary": st.sampled_from([WORDS, ["", "[UNK]", *WORDS], ["[UNK]", "a"]]),
        "split": st.sampled_from(["whitespace", "character", None, "words"]),
        "standardize": st.sampled_from(["lower", None, "upper"]),
    }  # fmt: skip
    shape = draw(st.sampled_from([(None,), (None, 1), (2, 1), (None, 3)]))
    return draw(given_or_not(**options)), [TensorSpec(shape, "string")], False
