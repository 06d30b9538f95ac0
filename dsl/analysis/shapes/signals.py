"""Functions of `ops` for sequences and waves: windows, frames and Fourier transforms."""

from __future__ import annotations

from dsl.analysis.shapes.audio import check_window
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import Call, NotKnown, ShapeResult
from dsl.ir.graph import Shape, TensorSpec


@op_rule("bartlett", "blackman", "hamming", "hanning", "kaiser")
def window(call: Call) -> ShapeResult:
    return ShapeResult(TensorSpec((call.integer("x", 1),), "float32"))


def _wave(call: Call, least: int = 1) -> Shape:
    """The shape of a float32 tensor: Keras gives other dtypes when it runs than it says before."""
    tensor = call.tensor("x")
    if tensor.dtype != "float32" or len(tensor.shape or ()) < least:
        raise NotKnown
    return tensor.shape or ()


def _pair(call: Call, least: int) -> Shape:
    """The common shape of the real and the imaginary part."""
    value = call.get("x")
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise NotKnown
    shapes = []
    for part in value:
        if not isinstance(part, TensorSpec) or part.shape is None or part.dtype != "float32":
            raise NotKnown
        shapes.append(part.shape)
    if shapes[0] != shapes[1] or len(shapes[0]) < least:
        raise NotKnown
    return shapes[0]


@op_rule("fft", "fft2", "ifft2")
def fourier(call: Call) -> ShapeResult:
    axes = 1 if call.name == "fft" else 2
    shape = _pair(call, axes)
    if None in shape[-axes:]:
        raise NotKnown
    return ShapeResult([TensorSpec(shape, "float32")] * 2)


@op_rule("rfft")
def of_real(call: Call) -> ShapeResult:
    shape = _wave(call)
    length = shape[-1] if call.get("fft_length") is None else call.integer("fft_length", 1)
    bins = None if length is None else length // 2 + 1
    return ShapeResult([TensorSpec((*shape[:-1], bins), "float32")] * 2)


@op_rule("irfft")
def to_real(call: Call) -> ShapeResult:
    shape = _pair(call, 1)
    given = None if call.get("fft_length") is None else call.integer("fft_length", 1)
    length = given if given is not None else None if shape[-1] is None else 2 * (shape[-1] - 1)
    return ShapeResult(TensorSpec((*shape[:-1], length), "float32"))


@op_rule("extract_sequences")
def frames(call: Call) -> ShapeResult:
    tensor = call.tensor("x")
    shape = tensor.shape or ()
    length, stride = call.integer("sequence_length", 1), call.integer("sequence_stride", 1)
    if not shape or (shape[-1] is not None and shape[-1] < length):
        raise NotKnown
    count = None if shape[-1] is None else 1 + (shape[-1] - length) // stride
    return ShapeResult(TensorSpec((*shape[:-1], count, length), tensor.dtype))


@op_rule("stft")
def stft(call: Call) -> ShapeResult:
    shape = _wave(call)
    length, stride = call.integer("sequence_length", 1), call.integer("sequence_stride", 1)
    points = call.integer("fft_length", 1)
    if points < length:
        call.refuse("fft_length", "at least `sequence_length`")
    check_window(call)
    samples = shape[-1]
    if samples is not None and call.flag("center"):
        samples += points // 2 * 2
    if samples is not None and samples < points:
        raise NotKnown
    count = None if samples is None else 1 + (samples - points) // stride
    return ShapeResult([TensorSpec((*shape[:-1], count, points // 2 + 1), "float32")] * 2)


@op_rule("istft")
def istft(call: Call) -> ShapeResult:
    shape = _pair(call, 2)
    length, stride = call.integer("sequence_length", 1), call.integer("sequence_stride", 1)
    points = call.integer("fft_length", 1)
    check_window(call)
    if points < length or shape[-1] != points // 2 + 1:
        raise NotKnown  # Keras notices when it runs
    samples = None if shape[-2] is None else (shape[-2] - 1) * stride + points
    if call.get("length") is not None:
        samples = call.integer("length", 1)
    elif samples is not None and call.flag("center"):
        samples -= points // 2 * 2
    return ShapeResult(TensorSpec((*shape[:-2], samples), "float32"))


@op_rule("ctc_decode")
def decoded(call: Call) -> ShapeResult:
    shape = call.tensor("inputs").shape or ()
    if len(shape) != 3:
        raise NotKnown
    paths = 1 if call.choice("strategy", "greedy", "beam_search") == "greedy" else call.integer("top_paths")
    if paths < 1:
        raise NotKnown
    return ShapeResult([TensorSpec((paths, *shape[:2]), "int32"), TensorSpec((shape[0], paths), None)])
