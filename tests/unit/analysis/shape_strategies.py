"""The strategy of each layer."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from tests.unit.analysis import shape_families as of
from tests.unit.analysis import shape_nesting as nesting
from tests.unit.analysis import shape_preprocessing as preparing
from tests.unit.analysis.shape_values import Config

Make = Callable[[str], st.SearchStrategy[Config]]

STRATEGIES: dict[str, Make] = {
    "AdditiveAttention": of.attention, "Attention": of.attention, "AugMix": preparing.image,
    "AutoContrast": preparing.image, "BatchNormalization": of.batch_norm, "CategoryEncoding": preparing.encoding,
    "CenterCrop": preparing.resized, "Concatenate": of.concatenate,
    "ContrastLimitedAdaptiveHistogramEqualization": preparing.image, "CutMix": preparing.image, "Dense": of.dense,
    "Discretization": preparing.discretization, "Dot": of.dot, "EinsumDense": nesting.einsum,
    "Embedding": of.embedding, "Equalization": preparing.image, "GRU": of.recurrent, "GRUCell": nesting.cell,
    "GroupNormalization": of.batch_norm, "GroupQueryAttention": nesting.grouped,
    "HashedCrossing": preparing.crossing, "Hashing": preparing.hashing, "IntegerLookup": preparing.lookup,
    "LSTM": of.recurrent, "LayerNormalization": of.batch_norm, "MaxNumBoundingBoxes": preparing.image,
    "MelSpectrogram": preparing.mel, "MixUp": preparing.image, "MultiHeadAttention": of.multi_head,
    "Normalization": of.normalization, "PReLU": of.prelu, "Permute": of.permute, "Pipeline": preparing.pipeline,
    "RMSNormalization": of.batch_norm, "RNN": nesting.rnn, "RandAugment": preparing.image,
    "RandomCrop": preparing.resized, "RepeatVector": of.repeat_vector, "Reshape": of.reshape,
    "Resizing": preparing.resized, "ReversibleEmbedding": nesting.reversible, "STFTSpectrogram": preparing.stft,
    "SimpleRNN": of.recurrent, "SimpleRNNCell": nesting.cell, "Solarization": preparing.image,
    "SpectralNormalization": nesting.spectral, "StringLookup": preparing.lookup, "TextVectorization": preparing.text,
}  # fmt: skip

BY_PREFIX: dict[str, Make] = {
    "Random": preparing.image, "ConvLSTM": nesting.conv_lstm, "Conv": of.convolution, "Depthwise": of.convolution,
    "Separable": of.convolution, "Max": of.pooling, "AveragePooling": of.pooling, "Global": of.pooling,
    "Adaptive": of.pooling, "UpSampling": of.upsampling, "ZeroPadding": of.sides, "Cropping": of.sides,
}  # fmt: skip

MERGES = ("Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract")


def strategy_of(name: str) -> st.SearchStrategy[Config]:
    if name in MERGES:
        return of.elementwise(name)
    if name in STRATEGIES:
        return STRATEGIES[name](name)
    return next((make(name) for prefix, make in BY_PREFIX.items() if name.startswith(prefix)), of.plain(name))
