"""Convolutions: each place of the output times the kernel, taps that fall on padding included."""

from __future__ import annotations

from math import prod

from dsl.analysis.costs.registry import layer_cost, op_cost
from dsl.analysis.costs.rule import Work, elements, known, product, size
from dsl.analysis.shapes.conv import rank_of, split_channels
from dsl.ir.graph import Shape


def _taps(work: Work) -> int:
    return prod(work.call.sizes("kernel_size", rank_of(work.call.name)))


def _channels(work: Work, shape: Shape) -> int:
    return size(split_channels(work.call, shape)[1])


@layer_cost("Conv1D", "Conv2D", "Conv3D")
def convolution(work: Work) -> int:
    """A group of channels of the output sees its own group of the input."""
    seen = _channels(work, work.call.shape()) // work.call.integer("groups", 1)
    return elements(work.output) * _taps(work) * seen


@layer_cost("DepthwiseConv1D", "DepthwiseConv2D")
def depthwise(work: Work) -> int:
    return elements(work.output) * _taps(work)


@layer_cost("SeparableConv1D", "SeparableConv2D")
def separable(work: Work) -> int:
    """First each channel for itself, then all channels at each place."""
    wide = _channels(work, work.call.shape()) * work.call.integer("depth_multiplier", 1)
    places = elements(work.output) // work.call.integer("filters", 1)
    return places * wide * _taps(work) + elements(work.output) * wide


@layer_cost("Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose")
def transposed(work: Work) -> int:
    """Each number of the input goes into as many places as the kernel has, for every filter."""
    return elements(work.call.shape()) * _taps(work) * work.call.integer("filters", 1)


@layer_cost("ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D")
def conv_lstm(work: Work) -> int:
    """Four gates, at each step a convolution of the input and one of the state."""
    call = work.call
    rank, filters = int(call.name[-2]), call.integer("filters", 1)
    shape = call.shape()
    steps = size(shape[1])
    channels = size(shape[2] if call.channels_first() else shape[-1])
    places = elements(work.output) // (steps if call.flag("return_sequences") else 1)
    return steps * 4 * places * prod(call.sizes("kernel_size", rank)) * (channels + filters)


@op_cost("conv")
def conv_op(work: Work) -> int:
    return elements(work.output) * product(known(work.call.get("kernel"))[:-1])


@op_cost("depthwise_conv")
def depthwise_op(work: Work) -> int:
    return elements(work.output) * product(known(work.call.get("kernel"))[:-2])


@op_cost("separable_conv")
def separable_op(work: Work) -> int:
    kernel, pointwise = known(work.call.get("depthwise_kernel")), known(work.call.get("pointwise_kernel"))
    wide, filters = size(pointwise[-2]), size(pointwise[-1])
    places = elements(work.output) // filters
    return places * wide * product(kernel[:-2]) + elements(work.output) * wide


@op_cost("conv_transpose")
def transposed_op(work: Work) -> int:
    return elements(known(work.call.get("inputs"))) * product(known(work.call.get("kernel"))[:-1])
