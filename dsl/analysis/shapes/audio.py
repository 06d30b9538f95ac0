"""Spectrograms."""

from __future__ import annotations

from math import ceil, log2

from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import (
    NO_SIZE,
    WRONG_INPUT,
    Call,
    ShapeError,
    ShapeResult,
    is_plain,
    show_shape,
    weights,
)
from dsl.ir.graph import TensorSpec

MODES = ("log", "magnitude", "psd", "real", "imag", "angle", "stft")

WINDOWS = frozenset((
    "bart", "barthann", "bartlett", "bkh", "black", "blackharr", "blackman", "blackmanharris", "blk", "bman", "bmn",
    "bohman", "box", "boxcar", "brt", "brthan", "bth", "cosine", "exponential", "flat", "flattop", "flt", "halfcosine",
    "ham", "hamm", "hamming", "han", "hann", "lanczos", "nut", "nutl", "nuttall", "ones", "par", "parz", "parzen",
    "poisson", "rect", "rectangular", "sinc", "taylor", "taylorwin", "tri", "triang", "triangle", "tuk", "tukey",
))  # fmt: skip
"""The windows that SciPy 1.17 makes without being told more than their name."""


@layer_rule("MelSpectrogram", weightless=True)
def mel_spectrogram(call: Call) -> ShapeResult:
    call.not_several()
    _check_lengths(call)
    check_window(call)
    stride, bands = call.integer("sequence_stride", 1), call.integer("num_mel_bins", 1)
    shape = call.one_shape(1, 2)
    samples = shape[-1]
    frames = None if samples is None else (samples + stride + 1) // stride
    return ShapeResult(TensorSpec((*shape[:-1], bands, frames), call.dtype))


def check_window(call: Call) -> None:
    """Keras looks at the name of a window when it runs."""
    if isinstance(call.get("window"), str):
        call.choice("window", "hann", "hamming")


def _check_lengths(call: Call) -> None:
    """Keras compares the lengths, and sees only when it runs that they are no whole numbers."""
    for name in ("fft_length", "sequence_length"):
        if isinstance(call.get(name), float) and (call.get(name) or name == "fft_length"):
            call.refuse(name, "a whole number of at least 1")
    points = call.integer("fft_length", 1)
    if call.get("sequence_length") and call.integer("sequence_length", 1) > points:
        call.refuse("sequence_length", "at most `fft_length`")


@layer_rule("STFTSpectrogram")
def stft_spectrogram(call: Call) -> ShapeResult:
    for name in ("fft_length", "frame_length", "frame_step"):
        if isinstance(call.get(name), float):
            call.refuse(name, "a whole number")
    mode, frame = call.choice("mode", *MODES), call.integer("frame_length", 1)
    _check_window(call, frame)
    if frame == 1 and call.get("frame_step") is None:
        call.refuse("frame_length", "at least 2, half of which is `frame_step`")
    step = frame // 2 if call.get("frame_step") is None else call.integer("frame_step", 1)
    if step > frame:
        call.refuse("frame_step", "at most `frame_length`")
    points = 2 ** ceil(log2(frame)) if call.get("fft_length") is None else call.integer("fft_length", 1)
    if points < frame:
        call.refuse("fft_length", "at least `frame_length`")
    batch, *sizes = call.shape_of_rank(3)
    samples, channels = reversed(sizes) if call.channels_first() else sizes
    if channels is None:
        raise ShapeError(
            WRONG_INPUT, f"`{call.name}` expected a known number of channels, received {show_shape(call.shape())}"
        )
    frames = _frames(call, samples, frame, step)
    bins = points // 2 + 1
    count = frame * bins * (1 if mode in ("real", "imag") else 2)
    height = bins * (2 if mode == "stft" else 1)
    if call.flag("expand_dims"):
        last = (channels, frames, height) if call.channels_first() else (frames, height, channels)
        return ShapeResult(TensorSpec((batch, *last), call.dtype), weights(count))
    flat = (height * channels, frames) if call.channels_first() else (frames, height * channels)
    return ShapeResult(TensorSpec((batch, *flat), call.dtype), weights(count))


def _check_window(call: Call, frame: int) -> None:
    """A window has a name, or is a number for each sample of a frame."""
    match call.get("window"):
        case str(name):
            fits = name.removesuffix("_symmetric").removesuffix("_periodic") in WINDOWS
        case list(items) | tuple(items):
            fits = len(items) == frame and all(isinstance(item, int | float) for item in items)
        case other:
            fits = other is None or not is_plain(other)
    if not fits:
        call.refuse("window", f'the name of a window such as "hann", or {frame} numbers for a frame')


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
