"""Spectrograms."""

from __future__ import annotations

from math import ceil, log2

from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import NO_SIZE, Call, NotKnown, ShapeError, ShapeResult, show_shape, weights
from dsl.ir.graph import TensorSpec

MODES = ("log", "magnitude", "psd", "real", "imag", "angle", "stft")


@layer_rule("MelSpectrogram", weightless=True)
def mel_spectrogram(call: Call) -> ShapeResult:
    stride, bands = call.integer("sequence_stride", 1), call.integer("num_mel_bins", 1)
    window = call.get("sequence_length")
    if window is not None and call.integer("sequence_length") > call.integer("fft_length", 1):
        call.refuse("sequence_length", "at most `fft_length`")
    shape = call.one_shape(1, 2)
    samples = shape[-1]
    frames = None if samples is None else (samples + stride + 1) // stride
    return ShapeResult(TensorSpec((*shape[:-1], bands, frames), call.dtype))


@layer_rule("STFTSpectrogram")
def stft_spectrogram(call: Call) -> ShapeResult:
    for name in ("fft_length", "frame_step"):
        if isinstance(call.get(name), float):
            call.refuse(name, "a whole number")
    window = call.get("window")
    if isinstance(window, int | float | list | tuple) and not isinstance(window, bool):
        call.refuse("window", "the name of a window")
    mode, frame = call.choice("mode", *MODES), call.integer("frame_length", 1)
    step = frame // 2 if call.get("frame_step") is None else call.integer("frame_step", 1)
    if step > frame:
        call.refuse("frame_step", "at most `frame_length`")
    points = 2 ** ceil(log2(frame)) if call.get("fft_length") is None else call.integer("fft_length", 1)
    if points < frame:
        call.refuse("fft_length", "at least `frame_length`")
    if step == 0:
        raise NotKnown
    batch, *sizes = call.shape_of_rank(3)
    samples, channels = reversed(sizes) if call.channels_first() else sizes
    if channels is None:
        raise NotKnown
    frames = _frames(call, samples, frame, step)
    bins = points // 2 + 1
    count = frame * bins * (1 if mode in ("real", "imag") else 2)
    height = bins * (2 if mode == "stft" else 1)
    if call.flag("expand_dims"):
        last = (channels, frames, height) if call.channels_first() else (frames, height, channels)
        return ShapeResult(TensorSpec((batch, *last), call.dtype), weights(count))
    flat = (height * channels, frames) if call.channels_first() else (frames, height * channels)
    return ShapeResult(TensorSpec((batch, *flat), call.dtype), weights(count))


def _frames(call: Call, samples: int | None, frame: int, step: int) -> int | None:
    """The number of windows that fit into the samples."""
    reach = frame if call.choice("padding", "valid", "same") == "valid" else 1
    if samples is None:
        return None
    if samples < reach:
        raise ShapeError(
            NO_SIZE,
            f"`{call.name}` expected at least the {frame} samples of a frame, received {show_shape(call.shape())}",
        )
    return (samples - reach) // step + 1
