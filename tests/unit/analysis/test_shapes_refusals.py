"""What Keras refuses `check` reports and the other way round: random configurations, many of them wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from dsl.analysis.shapes.library import LAYER_RULES
from dsl.ir.graph import TensorSpec
from tests.unit.analysis.shape_comparison import refuses, runs
from tests.unit.analysis.shape_refusals import errors_of, text_of, wrong
from tests.unit.analysis.shape_strictness import is_meant
from tests.unit.analysis.shape_values import Config, examples, inner

pytestmark = pytest.mark.tensorflow

LISTS = ("Global", "Masking", "Adaptive")
"""Beginnings of layers that Keras calls on a list for one tensor: it may put them into one of a rank more.

Where that does not fit a data format, or an axis, is seen inside of the computation only, and left to Keras.
"""


@pytest.fixture(scope="module")
def keras() -> Any:
    return pytest.importorskip("tensorflow").keras


def agree_on(keras: Any, name: str, config: Config) -> None:
    """Both refuse a configuration or neither does; what Keras builds and then cannot run counts as refused by it."""
    text = text_of(name, config)
    errors, refusal = errors_of(text), refuses(keras, name, config)
    if refusal is not None:
        if (config[2] and name.startswith(LISTS)) or "Vocabulary file" in refusal:
            return  # a vocabulary by the name of a file is looked for when the program runs
        assert errors, f"Keras refuses ({refusal}), we report nothing:\n{text}"
    elif errors and not is_meant(errors[0]):
        assert not runs(keras, name, config), f"we report {errors}, Keras takes it and runs:\n{text}"


@pytest.mark.parametrize("name", sorted(LAYER_RULES))
def test_what_keras_refuses_is_reported(keras: Any, name: str) -> None:
    @examples(6)
    @given(wrong(name))
    def agree(config: Config) -> None:
        agree_on(keras, name, config)

    agree()


FLAT = [TensorSpec((None, 3), "float32")]
ROWS = [TensorSpec((None, 5, 3), "float32")]
IMAGE = [TensorSpec((None, 8, 8, 3), "float32")]
SPACE = [TensorSpec((None, 4, 4, 4, 2), "float32")]
WAVE = [TensorSpec((None, 30, 2), "float32")]
NUMBERS = [TensorSpec((None,), "int64")]
FOUND: list[tuple[str, Config]] = [
    ("Activation", ({"activation": 3}, FLAT, False)),
    ("AdaptiveMaxPooling2D", ({"output_size": (2, 2), "data_format": (3, 3, 3)}, IMAGE, False)),
    ("CategoryEncoding", ({}, [TensorSpec((None, 1), "int32")], False)),
    ("Concatenate", ({}, FLAT * 2, False)),
    ("Conv2D", ({"filters": 2, "kernel_size": 3, "groups": (1.5, 2)}, IMAGE, False)),
    ("Conv2D", ({"filters": None, "kernel_size": 3}, IMAGE, False)),
    ("Conv3D", ({"filters": 2, "kernel_size": 1, "data_format": 2}, SPACE, False)),
    ("Cropping2D", ({"cropping": True}, [TensorSpec((None, 1, 1, 2), "float32")], False)),
    ("Dense", ({"units": (1.5, 2)}, FLAT, False)),
    ("Dense", ({"units": 2}, FLAT * 2, False)),
    ("Dense", ({"units": 2, "lora_rank": 1}, [TensorSpec((None,), "float32")], False)),
    ("Dot", ({"axes": (1, 2)}, FLAT * 2, True)),
    ("Dropout", ({"rate": 0.5, "noise_shape": -2}, FLAT, False)),
    (
        "EinsumDense",
        (
            {"equation": "ab,bc->ac", "output_shape": (None,), "lora_rank": 1},
            [TensorSpec((None, None), "float32")],
            False,
        ),
    ),
    ("EinsumDense", ({"equation": 0, "output_shape": 3}, FLAT, False)),
    ("EinsumDense", ({"equation": "ab,bc->ac", "output_shape": ("a", "b")}, FLAT, False)),
    ("EinsumDense", ({"equation": "ab,bc->ac", "output_shape": (1.5,)}, FLAT, False)),
    ("EinsumDense", ({"equation": "ab,bc->ac", "output_shape": {}}, FLAT, False)),
    ("EinsumDense", ({"equation": "ab,bc->ac", "output_shape": 2, "bias_axes": (1, 2)}, FLAT, False)),
    ("GroupNormalization", ({"groups": -2}, FLAT, False)),
    ("GroupQueryAttention", ({"head_dim": 2, "num_query_heads": 2, "num_key_value_heads": 1}, FLAT * 2, False)),
    ("IntegerLookup", ({"idf_weights": [0.5]}, [TensorSpec((None, 1), "int64")], False)),
    ("Lambda", ({"function": None}, FLAT, False)),
    ("Lambda", ({"function": 3}, FLAT, False)),
    ("MaxPooling2D", ({"padding": None}, IMAGE, False)),
    ("Normalization", ({"mean": 3}, FLAT, False)),
    ("PReLU", ({"shared_axes": [4]}, ROWS, False)),
    ("Pipeline", ({"layers": ()}, IMAGE, False)),
    ("RNN", ({"cell": []}, ROWS, False)),
    ("RNN", ({"cell": [inner("GRUCell", units=2), 2]}, ROWS, False)),
    ("RandomContrast", ({"factor": [2, 1]}, IMAGE, False)),
    ("RandomGaussianBlur", ({"kernel_size": 2}, IMAGE, False)),
    ("SimpleRNNCell", ({"units": 2}, [TensorSpec((2, 3), "float32"), TensorSpec((2, 3, 2), "float32")], False)),
    ("SimpleRNNCell", ({"units": 1}, [TensorSpec((None, 1), "float32"), TensorSpec((2, 3), "float32")], False)),
    ("SimpleRNNCell", ({"units": 1}, [TensorSpec((2, 1), "float32"), TensorSpec((2, 3), "int32")], False)),
    ("SimpleRNNCell", ({"units": 3}, [TensorSpec((2, 1), "float32"), TensorSpec((2, 1), "float32")], False)),
    ("GRUCell", ({"units": 1}, [TensorSpec((2, 1), "float32"), TensorSpec((2, 1), "int32")], False)),
    ("RNN", ({"cell": inner("GRUCell", units=1)}, [TensorSpec((None, None, None, None), "float32")], False)),
    (
        "EinsumDense",
        (
            {"equation": "ab,bc->ac", "output_shape": (None,), "gptq_unpacked_column_size": True},
            [TensorSpec((None, None), "float32")],
            False,
        ),
    ),
    ("BatchNormalization", ({"axis": -0.5}, FLAT, False)),
    ("Conv2DTranspose", ({"filters": 1, "kernel_size": 1, "output_padding": (4, None)}, IMAGE, False)),
    ("EinsumDense", ({"equation": "ab,bc->ac", "output_shape": (3,)}, [TensorSpec((None,) * 3, "float32")], False)),
    ("HashedCrossing", ({"num_bins": -0.5}, [TensorSpec((None,), "int64")] * 3, True)),
    ("IntegerLookup", ({"salt": True}, [TensorSpec((None,), "int64")], False)),
    ("RandomGrayscale", ({}, IMAGE, True)),
    ("RandomHeight", ({"factor": (4, None)}, IMAGE, False)),
    ("ReversibleEmbedding", ({"input_dim": 1, "output_dim": 1}, [TensorSpec((None,), "int32")] * 2, False)),
    (
        "SpectralNormalization",
        ({"layer": inner("Conv2D", filters=2, kernel_size=9), "power_iterations": 0.5}, IMAGE, False),
    ),
    (
        "GroupQueryAttention",
        ({"head_dim": 1, "num_query_heads": 2, "num_key_value_heads": 1, "dropout": -2}, ROWS * 2, False),
    ),
    ("MultiHeadAttention", ({"num_heads": 1, "key_dim": 1, "dropout": -2}, FLAT * 2, False)),
    ("MultiHeadAttention", ({"num_heads": 1, "key_dim": 1, "dropout": 1.5}, FLAT * 2, False)),
    ("Reshape", ({"target_shape": {}}, FLAT, False)),
    ("Normalization", ({"mean": (), "variance": 2.0}, FLAT, False)),
    ("SpectralNormalization", ({"layer": inner("Dropout", rate=0.5), "power_iterations": 0.5}, FLAT, False)),
    ("SpatialDropout1D", ({"rate": 0.5}, FLAT, False)),
    ("StringLookup", ({"mask_token": -1}, [TensorSpec((None, 1), "string")], False)),
    ("TimeDistributed", ({"layer": 3}, ROWS, False)),
    ("Bidirectional", ({"layer": "sum"}, ROWS, False)),
    ("UnitNormalization", ({"axis": 4}, FLAT, False)),
    ("Activation", ({"activation": "ab,bc->ac"}, FLAT, False)),
    ("Conv2DTranspose", ({"filters": 2, "kernel_size": 3, "output_padding": -0.5}, IMAGE, False)),
    ("IntegerLookup", ({"mask_token": -0.5}, [TensorSpec((None,), "int64")], False)),
    ("IntegerLookup", ({"vocabulary": ["a", "b"]}, [TensorSpec((None,), "int64")], False)),
    ("MultiHeadAttention", ({"num_heads": 1, "key_dim": 1, "output_shape": [0.5]}, FLAT * 2, False)),
    ("Pipeline", ({"layers": ((1, 1), (2, 2))}, IMAGE, False)),
    ("GRUCell", ({"units": 1}, [TensorSpec((2, 1), "float32"), TensorSpec((None,), "float32")], False)),
    ("RNN", ({"cell": inner("GRUCell", units=1)}, [TensorSpec((None,), "float32")], False)),
    ("RandomBrightness", ({"factor": -2}, IMAGE, False)),
    ("RandomColorDegeneration", ({"factor": -2}, IMAGE, False)),
    ("RandomZoom", ({"height_factor": -1.5}, IMAGE, False)),
    ("TextVectorization", ({"ngrams": [1, 2]}, [TensorSpec((None,), "string")], False)),
    ("RandomShear", ({"x_factor": (1, 2)}, IMAGE, False)),
    ("RandomTranslation", ({"height_factor": (0.5, 1.5), "width_factor": 0.1}, IMAGE, False)),
    ("SpatialDropout3D", ({"rate": 0.5}, FLAT, True)),
    ("StringLookup", ({"vocabulary": (1, 2)}, [TensorSpec((None,), "string")], False)),
    ("TextVectorization", ({"output_mode": "count", "ragged": True}, [TensorSpec((None,), "string")], False)),
    ("Conv2DTranspose", ({"filters": 1, "kernel_size": 1, "output_padding": ((1, 1), (2, 2))}, IMAGE, False)),
    ("AdaptiveMaxPooling2D", ({"output_size": ((1, 1), (2, 2))}, IMAGE, False)),
    ("AdaptiveAveragePooling2D", ({"output_size": ("a", "b")}, IMAGE, False)),
    ("Lambda", ({"function": {}}, FLAT, False)),
    ("GRUCell", ({"units": 2}, [TensorSpec((2, 1), "float32"), TensorSpec((None,) * 3, "float32")], False)),
    ("SimpleRNNCell", ({"units": 1}, [TensorSpec((2, 1), "float32"), TensorSpec((None, 3, None), "float32")], False)),
    ("Normalization", ({"axis": (2, 2)}, ROWS, False)),
    ("Normalization", ({"mean": (1,), "variance": 2.0}, FLAT, False)),
    ("Normalization", ({"mean": [1, 2], "variance": [1, 2]}, FLAT, False)),
    ("Normalization", ({"axis": None, "mean": [1], "variance": [1]}, FLAT, False)),
    ("Normalization", ({"mean": ["a"], "variance": ["b"]}, FLAT, False)),
    ("Pipeline", ({"layers": [inner("RandomFlip")]}, IMAGE, True)),
    ("Pipeline", ({"layers": [inner("Rescaling", scale=0.5), inner("Resizing", height=4, width=4)]}, IMAGE * 2, True)),
    ("Pipeline", ({"layers": [inner("Rescaling", scale=0.5)]}, IMAGE + ROWS, True)),
    ("TextVectorization", ({"pad_to_max_tokens": True, "ragged": True}, [TensorSpec((None,), "string")], False)),
    ("TextVectorization", ({"sparse": True}, [TensorSpec((None,), "string")], False)),
    ("StringLookup", ({"vocabulary": ["a", "b"], "max_tokens": 1.5}, [TensorSpec((None,), "string")], False)),
    ("Normalization", ({"axis": {}, "variance": 2.0}, FLAT, False)),
    ("BatchNormalization", ({"renorm": True, "renorm_clipping": True}, FLAT, False)),
    ("BatchNormalization", ({"renorm": True, "renorm_clipping": {"rmax": 1.0, "rmin": 2.0}}, FLAT, False)),
    ("BatchNormalization", ({"renorm": True, "renorm_clipping": {"dmax": -1.0}}, FLAT, False)),
    ("IntegerLookup", ({"mask_token": ((1, 1), (2, 2)), "vocabulary": [5, 6, 7]}, NUMBERS, False)),
    ("RandomGaussianBlur", ({"kernel_size": 2.0}, IMAGE, False)),
    ("STFTSpectrogram", ({"frame_length": 2, "window": True}, WAVE, False)),
    ("STFTSpectrogram", ({"frame_length": 3, "window": [1.0, 0.5]}, WAVE, False)),
    ("EinsumDense", ({"equation": "ab,bc->ac", "output_shape": ()}, [TensorSpec((None, 1, None), "float32")], False)),
    ("Hashing", ({"num_bins": 0.5, "output_mode": "one_hot"}, [TensorSpec((None, 1), "int64")], False)),
    ("HashedCrossing", ({"num_bins": 1.5, "output_mode": "one_hot"}, [TensorSpec((None, 1), "int64")] * 2, True)),
    ("StringLookup", ({"oov_token": None, "invert": True}, [TensorSpec((None,), "int64")], False)),
    ("IntegerLookup", ({"oov_token": "a", "invert": True}, [TensorSpec((None,), "int64")], False)),
    ("RandomPosterization", ({"factor": [-0.5, 0.5]}, IMAGE, False)),
    ("RandomZoom", ({"height_factor": (-1, 1)}, IMAGE, False)),
    ("STFTSpectrogram", ({"frame_length": 2}, [TensorSpec((None, 30, None), "float32")], False)),
    ("IntegerLookup", ({"mask_token": (1.5, 2)}, [TensorSpec((None,), "int64")], False)),
    ("TextVectorization", ({"output_sequence_length": -2}, [TensorSpec((None,), "string")], False)),
    ("UnitNormalization", ({"axis": (4, None)}, FLAT, True)),
    (
        "SimpleRNNCell",
        ({"units": 1, "dropout": 0.5}, [TensorSpec((2, 1), "int32"), TensorSpec((2, 1), "float32")], False),
    ),
    ("STFTSpectrogram", ({"frame_length": 2, "window": "nearest"}, WAVE, False)),
    ("Discretization", ({"num_bins": -0.5}, FLAT, False)),
    ("AdaptiveMaxPooling3D", ({"output_size": -1, "data_format": 0.0}, SPACE, False)),
    ("StackedRNNCells", ({"cells": ()}, IMAGE * 2, False)),
    ("Normalization", ({"axis": None, "mean": 0.5, "variance": [1, 2]}, FLAT, True)),
    ("Discretization", ({"num_bins": 1.5, "output_mode": "count"}, FLAT, False)),
    ("MultiHeadAttention", ({"num_heads": 1, "key_dim": 1, "attention_axes": (None,)}, ROWS * 2, False)),
    ("MultiHeadAttention", ({"num_heads": 1, "key_dim": 1, "attention_axes": 7}, ROWS * 2, False)),
    (
        "GroupQueryAttention",
        (
            {
                "head_dim": 1, "num_query_heads": 1, "num_key_value_heads": 1, "flash_attention": True, "dropout": 0.5,
            },
            ROWS * 2,
            False,
        ),
    ),
]  # fmt: skip
"""Configurations that Keras refuses and of which nothing was once said."""


@pytest.mark.parametrize(("name", "config"), FOUND)
def test_what_was_once_passed_over_is_reported(keras: Any, name: str, config: Config) -> None:
    assert refuses(keras, name, config) is not None
    assert errors_of(text_of(name, config)) != []


LATE: list[tuple[str, Config]] = [
    # `bin_boundaries` is read as a list only when numbers are sorted into it.
    ("Discretization", ({"bin_boundaries": -2}, FLAT, False)),
    # Keras tries windows that are larger by 1, too, and sees only when it traces that they are too large.
    ("AdaptiveAveragePooling2D", ({"output_size": 1}, IMAGE, False)),
    ("AdaptiveMaxPooling2D", ({"output_size": 3}, [TensorSpec((None, 1, 8, 2), "float32")], False)),
    # A list is put into one tensor, which is no batch of images then.
    ("RandomFlip", ({}, IMAGE * 2, True)),
    # The weights are made by letters, the product of more dimensions than letters only when it is computed.
    ("EinsumDense", ({"equation": "ab,bc->ac", "output_shape": (3,)}, ROWS, False)),
    ("RandomGaussianBlur", ({"kernel_size": 1.5}, IMAGE, False)),
    # With a batch of a known size, Keras takes the steps of two dimensions for the sizes of one step.
    ("RNN", ({"cell": inner("GRUCell", units=1)}, [TensorSpec((2, 5), "float32")], False)),
]
"""Configurations that Keras builds and then cannot run, which we report all the same, and why."""


@pytest.mark.parametrize(("name", "config"), LATE)
def test_what_keras_refuses_when_it_runs_is_reported(keras: Any, name: str, config: Config) -> None:
    assert refuses(keras, name, config) is None
    assert not runs(keras, name, config)
    assert errors_of(text_of(name, config)) != []


TAKEN: list[tuple[str, Config]] = [
    ("AlphaDropout", ({"rate": -2}, [TensorSpec((None, None), "int32")], False)),
    ("BatchNormalization", ({"axis": 1.0}, ROWS, False)),
    ("SimpleRNNCell", ({"units": 4}, [TensorSpec((2, 3), "float32"), TensorSpec((1, 4), "float32")], False)),
    ("SimpleRNNCell", ({"units": 4}, [TensorSpec((1, 3), "float32"), TensorSpec((2, 4), "float32")], False)),
    ("LayerNormalization", ({"scale": False, "center": False}, [TensorSpec((None, None), "float32")], False)),
    ("Dense", ({"units": True}, FLAT, False)),
    ("EinsumDense", ({"equation": "ab,bc->ac", "output_shape": 2, "bias_axes": "c"}, FLAT, False)),
    ("RandomRotation", ({"factor": -1}, IMAGE, False)),
    ("CutMix", ({"factor": (0.5, 1.5)}, IMAGE, False)),
    ("Conv2DTranspose", ({"filters": 2, "kernel_size": 3, "strides": 2, "output_padding": 1}, IMAGE, False)),
    ("Normalization", ({"axis": (2, 2)}, [TensorSpec((None, 5, 1), "float32")], False)),
    ("Normalization", ({"axis": (2, 2), "mean": 0.5, "variance": 2.0}, ROWS, False)),
    ("Normalization", ({"axis": (1, 2), "mean": [[1, 2, 3]], "variance": [[1, 1, 1]]}, ROWS, False)),
    ("STFTSpectrogram", ({"frame_length": 3, "window": [1.0, 0.5, 1.0]}, WAVE, False)),
    ("STFTSpectrogram", ({"frame_length": 1, "frame_step": 1}, WAVE, False)),
    ("RandomGaussianBlur", ({"kernel_size": 3.0}, IMAGE, False)),
    ("RandomZoom", ({"height_factor": (1, -0.5)}, IMAGE, False)),
    ("Normalization", ({"axis": None}, FLAT * 2, True)),
    ("Hashing", ({"num_bins": 2.0}, [TensorSpec((None, 1), "int64")], False)),
    ("STFTSpectrogram", ({"frame_length": 2, "window": "ham_periodic"}, WAVE, False)),
    ("GRU", ({"units": 2}, [TensorSpec((None, 5, 3), "int32")], False)),
    ("LSTM", ({"units": 2, "recurrent_dropout": 0.5}, [TensorSpec((None, 5, 3), "bool")], False)),
    ("UnitNormalization", ({"axis": 0}, FLAT * 2, True)),
    ("Resizing", ({"height": 4, "width": 5}, FLAT * 2, True)),
    ("Softmax", ({}, [TensorSpec((None, 3), "int32"), TensorSpec((None, 3), "bool")], False)),
    ("MelSpectrogram", ({"fft_length": 32, "sequence_length": {}}, [TensorSpec((None, 22), "float32")], False)),
    ("MultiHeadAttention", ({"num_heads": 1, "key_dim": 1, "attention_axes": -2}, ROWS * 2, False)),
]
"""Configurations that Keras takes and that were once reported."""


@pytest.mark.parametrize(("name", "config"), TAKEN)
def test_what_was_once_reported_is_taken(keras: Any, name: str, config: Config) -> None:
    assert errors_of(text_of(name, config)) == []
    assert refuses(keras, name, config) is None
