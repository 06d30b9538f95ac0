"""One small valid use of every Keras layer that can be run alone: arguments and inputs.

`python -m dsl.catalog.build` and the tests run these to measure what introspection cannot tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any

from dsl.records import dataclass

SEQUENCE = (2, 6, 4)
IMAGE = (2, 8, 8, 3)
VOLUME = (2, 6, 6, 6, 2)
VECTOR = (2, 4)
_BY_RANK = {"1D": SEQUENCE, "2D": IMAGE, "3D": VOLUME}

NOT_RUNNABLE = frozenset(
    {
        "FlaxLayer",  # needs JAX and Flax
        "InputLayer",  # has no inputs of its own
        "JaxLayer",  # needs JAX
        "Layer",  # abstract
        "TFSMLayer",  # needs a SavedModel on disk
        "TorchModuleWrapper",  # needs PyTorch
        "Wrapper",  # abstract
    }
)
"""Layers without a sample."""


@dataclass(frozen=True)
class Sample:
    """How to build one layer and what to call it on.

    `arguments` gets the module `tf.keras` and gives the constructor's keyword arguments; `shapes` are those
    of the positional call arguments, or, with `as_list`, of the one list that is the only argument.
    """

    arguments: Callable[[Any], dict[str, Any]] = field(default=lambda keras: {})
    shapes: tuple[tuple[int, ...], ...] = (IMAGE,)
    as_list: bool = False
    dtype: str = "float32"


def _sample(*shapes: tuple[int, ...], as_list: bool = False, dtype: str = "float32", **plain: Any) -> Sample:
    return Sample(lambda keras: dict(plain), shapes or (IMAGE,), as_list, dtype)


def _nested(make: Callable[[Any], dict[str, Any]], shape: tuple[int, ...]) -> Sample:
    return Sample(make, (shape,))


def sample_of(name: str) -> Sample | None:
    """The sample of a layer by its canonical name; layers without required arguments need no row."""
    if name in NOT_RUNNABLE:
        return None
    if name in _SAMPLES:
        return _SAMPLES[name]
    shape = _BY_RANK.get(name.removesuffix("Transpose")[-2:], IMAGE)
    for prefix, arguments in _FAMILIES.items():
        if name.startswith(prefix):
            return _sample(shape, **arguments)
    return _sample(shape)


_FAMILIES: dict[str, dict[str, Any]] = {
    "AdaptiveAveragePooling": {"output_size": 2},
    "AdaptiveMaxPooling": {"output_size": 2},
    "AveragePooling": {"pool_size": 2},
    "Conv": {"filters": 2, "kernel_size": 3},
    "DepthwiseConv": {"kernel_size": 3},
    "SeparableConv": {"filters": 2, "kernel_size": 3},
    "SpatialDropout": {"rate": 0.5},
}

_SAMPLES: dict[str, Sample] = {
    "Activation": _sample(activation="relu"),
    "Add": _sample(VECTOR, VECTOR, as_list=True),
    "AdditiveAttention": _sample(SEQUENCE, SEQUENCE, as_list=True),
    "AlphaDropout": _sample(rate=0.5),
    "Attention": _sample(SEQUENCE, SEQUENCE, as_list=True),
    "Average": _sample(VECTOR, VECTOR, as_list=True),
    "Bidirectional": _nested(lambda keras: {"layer": keras.layers.LSTM(3, dropout=0.5)}, SEQUENCE),
    "CategoryEncoding": _sample(VECTOR, dtype="int64", num_tokens=4),
    "CenterCrop": _sample(height=4, width=4),
    "Concatenate": _sample(VECTOR, VECTOR, as_list=True),
    "ConvLSTM1D": _sample((2, *SEQUENCE), filters=2, kernel_size=3, dropout=0.5),
    "ConvLSTM2D": _sample((2, *IMAGE), filters=2, kernel_size=3, dropout=0.5),
    "ConvLSTM3D": _sample((2, *VOLUME), filters=2, kernel_size=3, dropout=0.5),
    "CutMix": _sample(),
    "Dense": _sample(VECTOR, units=3),
    "Discretization": _sample(VECTOR, bin_boundaries=[0.0, 1.0]),
    "Dot": _sample(VECTOR, VECTOR, as_list=True, axes=1),
    "Dropout": _sample(rate=0.5),
    "EinsumDense": _sample(VECTOR, equation="ab,bc->ac", output_shape=3),
    "Embedding": _sample(VECTOR, dtype="int32", input_dim=5, output_dim=3),
    "GRU": _sample(SEQUENCE, units=3, dropout=0.5, recurrent_dropout=0.5),
    "GRUCell": _sample(VECTOR, VECTOR, units=4, dropout=0.5, recurrent_dropout=0.5),
    "GaussianDropout": _sample(rate=0.5),
    "GaussianNoise": _sample(stddev=0.5),
    "GroupNormalization": _sample(groups=1),
    "GroupQueryAttention": _sample(
        SEQUENCE, SEQUENCE, head_dim=4, num_query_heads=2, num_key_value_heads=1, dropout=0.5
    ),
    "HashedCrossing": _sample((2, 1), (2, 1), as_list=True, dtype="int64", num_bins=5),
    "Hashing": _sample(VECTOR, dtype="int64", num_bins=5),
    "IntegerLookup": _sample(VECTOR, dtype="int64", vocabulary=[1, 2]),
    "LSTM": _sample(SEQUENCE, units=3, dropout=0.5, recurrent_dropout=0.5),
    "LSTMCell": Sample(lambda keras: {"units": 4, "dropout": 0.5, "recurrent_dropout": 0.5}, (VECTOR,)),
    "Lambda": Sample(lambda keras: {"function": keras.ops.abs}, (VECTOR,)),
    "MaxNumBoundingBoxes": _sample(max_number=2),
    "Maximum": _sample(VECTOR, VECTOR, as_list=True),
    "MelSpectrogram": _sample((2, 4096)),
    "Minimum": _sample(VECTOR, VECTOR, as_list=True),
    "MultiHeadAttention": _sample(SEQUENCE, SEQUENCE, num_heads=2, key_dim=2, dropout=0.5),
    "Multiply": _sample(VECTOR, VECTOR, as_list=True),
    "Normalization": _sample(VECTOR, mean=0.0, variance=1.0),
    "Permute": _sample(SEQUENCE, dims=(2, 1)),
    "Pipeline": _nested(lambda keras: {"layers": [keras.layers.RandomFlip()]}, IMAGE),
    "RNN": _nested(lambda keras: {"cell": keras.layers.LSTMCell(3, dropout=0.5)}, SEQUENCE),
    "RandomBrightness": _sample(factor=0.5),
    "RandomColorDegeneration": _sample(factor=0.5),
    "RandomContrast": _sample(factor=0.5),
    "RandomCrop": _sample(height=4, width=4),
    "RandomHeight": _sample(factor=0.5),
    "RandomHue": _sample(factor=0.5),
    "RandomPosterization": _sample(factor=4),
    "RandomRotation": _sample(factor=0.5),
    "RandomSaturation": _sample(factor=0.5),
    "RandomSharpness": _sample(factor=0.5),
    "RandomTranslation": _sample(height_factor=0.5, width_factor=0.5),
    "RandomWidth": _sample(factor=0.5),
    "RandomZoom": _sample(height_factor=0.5),
    "RepeatVector": _sample(VECTOR, n=2),
    "Rescaling": _sample(scale=2.0),
    "Reshape": _sample(VECTOR, target_shape=(2, 2)),
    "Resizing": _sample(height=4, width=4),
    "ReversibleEmbedding": _sample(VECTOR, dtype="int32", input_dim=5, output_dim=3),
    "STFTSpectrogram": _sample((2, 4096, 1)),
    "SimpleRNN": _sample(SEQUENCE, units=3, dropout=0.5, recurrent_dropout=0.5),
    "SimpleRNNCell": _sample(VECTOR, VECTOR, units=4, dropout=0.5, recurrent_dropout=0.5),
    "SpectralNormalization": _nested(lambda keras: {"layer": keras.layers.Dense(3)}, VECTOR),
    "StackedRNNCells": Sample(lambda keras: {"cells": [keras.layers.LSTMCell(4, dropout=0.5)]}, (VECTOR,)),
    "StringLookup": _sample(VECTOR, dtype="string", vocabulary=["a", "b"]),
    "Subtract": _sample(VECTOR, VECTOR, as_list=True),
    "TextVectorization": _sample((2, 1), dtype="string", vocabulary=["a", "b"]),
    "TimeDistributed": _nested(lambda keras: {"layer": keras.layers.Dense(3)}, SEQUENCE),
}
