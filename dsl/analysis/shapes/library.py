"""All shape rules of layers: importing this module registers every family."""

from __future__ import annotations

from dsl.analysis.shapes import (
    attention,
    audio,
    callables,
    cells,
    conv,
    conv_recurrent,
    dense,
    einsum,
    image,
    lookup,
    merge,
    normalize,
    pool,
    preprocess,
    recurrent,
    reshape,
    wrappers,
)
from dsl.analysis.shapes.registry import LAYER_RULES, call_layer

FAMILIES = (
    attention, audio, callables, cells, conv, conv_recurrent, dense, einsum, image, lookup, merge, normalize, pool,
    preprocess, recurrent, reshape, wrappers,
)  # fmt: skip

__all__ = ["LAYER_RULES", "call_layer"]
