"""Layers that change images."""

from __future__ import annotations

from dsl.analysis.shapes.factors import check_factors
from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import WRONG_INPUT, Call, NotKnown, ShapeError, ShapeResult, is_plain, show_shape
from dsl.ir.graph import Shape, TensorSpec

AUGMENTING = (
    "AugMix", "AutoContrast", "ContrastLimitedAdaptiveHistogramEqualization", "CutMix", "MaxNumBoundingBoxes", "MixUp",
    "RandAugment", "RandomBrightness", "RandomColorJitter", "RandomContrast", "RandomElasticTransform",
    "RandomErasing", "RandomFlip", "RandomGaussianBlur", "RandomHue", "RandomInvert", "RandomPerspective",
    "RandomPosterization", "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear", "RandomTranslation",
    "RandomZoom", "Solarization",
)  # fmt: skip


FACTORS = ("brightness_factor", "saturation_factor")
DRAWN_FACTORS = ("contrast_factor", "hue_factor")
"""Factors of a jitter, which look at its range of values; the latter only where they are not 0."""


@layer_rule(*AUGMENTING, weightless=True)
def augmentation(call: Call) -> ShapeResult:
    _check_arguments(call)
    _check_list(call)
    _check_rank(call)
    return ShapeResult(TensorSpec(call.one_shape(4), call.dtype))


def _check_list(call: Call) -> None:
    """A list of pictures is put into one batch; one of batches Keras builds, and then cannot run."""
    given = call.inputs[0] if call.inputs else None
    if isinstance(given, list) and any(isinstance(one, TensorSpec) and len(one.shape or ()) > 3 for one in given):
        call.input()
    call.not_a_list()


def _check_rank(call: Call) -> None:
    """Images alone, or a batch of them. Some layers notice other ranks only when they run."""
    if len(call.shape()) not in (3, 4):
        call.shape_of_rank(4)


def _check_arguments(call: Call) -> None:
    """What depends on more than the sort of one value."""
    check_factors(call)
    kernel = call.get("kernel_size")
    for size in kernel if isinstance(kernel, list | tuple) else (kernel,):
        if isinstance(size, int | float) and (size < 1 or size % 2 != 1):
            call.refuse("kernel_size", "odd whole numbers")
    if call.name == "RandomColorJitter":
        _check_range(call)


def _check_range(call: Call) -> None:
    """The range of values of a jitter is looked at by what it is made of."""
    limits = call.get("value_range")
    used = any(call.get(name) is not None for name in FACTORS) or any(call.get(name) for name in DRAWN_FACTORS)
    fits = len(limits) == 2 and None not in limits if isinstance(limits, list | tuple) else not is_plain(limits)
    if used and not fits:
        call.refuse("value_range", "a list of 2 numbers")


@layer_rule("Equalization", "RandomGrayscale", weightless=True)
def of_any_dtype(call: Call) -> ShapeResult:
    if call.name == "RandomGrayscale":
        call.shape()
    _check_list(call)
    return ShapeResult(TensorSpec(call.one_shape(4), call.kept_dtype()))


@layer_rule("RandomColorDegeneration", weightless=True)
def color_degeneration(call: Call) -> ShapeResult:
    _check_arguments(call)
    _check_rank(call)
    shape = call.one_shape()
    channels = shape[-3 if call.channels_first() else -1]
    if channels is None:
        raise NotKnown
    if channels != 3:
        raise ShapeError(WRONG_INPUT, f"`{call.name}` expected images of 3 channels, received {show_shape(shape)}")
    if len(shape) != 4:
        raise NotKnown
    return ShapeResult(TensorSpec(shape, call.dtype))


@layer_rule("CenterCrop", "RandomCrop", "Resizing", weightless=True)
def resized(call: Call) -> ShapeResult:
    size = call.integer("height", 1), call.integer("width", 1)
    given = call.inputs[0] if call.inputs else None
    fill = call.arguments.get("fill_mode", "constant")
    if fill != "constant" and is_plain(fill):
        call.refuse("fill_mode", '"constant", which is all that Keras knows here')
    if call.name == "Resizing" and isinstance(given, list) and len(given) == 2:
        _check_list(call)  # Keras takes the shapes of two for a height and a width
    return ShapeResult(TensorSpec(_with_size(call, *size), call.dtype))


@layer_rule("RandomHeight", "RandomWidth", weightless=True)
def of_random_size(call: Call) -> ShapeResult:
    _check_rank(call)
    factor = call.get("factor")
    if isinstance(factor, list | tuple) and None in factor:
        call.refuse("factor", "numbers")
    shape = call.one_shape(4)
    sizes = (None, shape[2]) if call.name == "RandomHeight" else (shape[1], None)
    return ShapeResult(TensorSpec((shape[0], *sizes, shape[3]), call.dtype))


def _with_size(call: Call, height: int, width: int) -> Shape:
    _check_rank(call)
    shape = call.one_shape(4)
    if call.channels_first():
        return (*shape[:2], height, width)
    return (shape[0], height, width, shape[3])
