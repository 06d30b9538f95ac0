"""Recurrent layers whose step is a convolution."""

from __future__ import annotations

from math import prod

from dsl.analysis.shapes.conv import join_channels, moved, split_channels
from dsl.analysis.shapes.recurrent import check_stateful
from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import WRONG_INPUT, Call, ShapeError, ShapeResult, show_shape, weights
from dsl.ir.graph import TensorSpec


@layer_rule("ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D")
def conv_lstm(call: Call) -> ShapeResult:
    rank = int(call.name[-2])
    filters = call.integer("filters", 1)
    batch, steps, *rest = call.shape_of_rank(rank + 3)
    check_stateful(call, batch)
    step = (batch, *rest)
    sizes, channels = split_channels(call, step)
    if channels is None or None in sizes:
        raise ShapeError(
            WRONG_INPUT, f"`{call.name}` expected known sizes behind the steps, received {show_shape(call.shape())}"
        )
    after = moved(call, step, rank)
    state = TensorSpec(join_channels(call, batch, after, filters), call.dtype)
    kernel = prod(call.sizes("kernel_size", rank)) * (channels + filters) * 4 * filters
    count = weights(kernel + 4 * filters * call.flag("use_bias"))
    sequence = TensorSpec((batch, steps, *(state.shape or ())[1:]), call.dtype)
    output = sequence if call.flag("return_sequences") else state
    built = (*sizes, channels)
    return ShapeResult([output, state, state] if call.flag("return_state") else output, count, built)
