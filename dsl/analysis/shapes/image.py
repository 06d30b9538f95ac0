"""Layers that change images."""

from __future__ import annotations

from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import WRONG_INPUT, Call, NotKnown, ShapeError, ShapeResult, show_shape
from dsl.ir.graph import Shape, TensorSpec

AUGMENTING = (
    "AugMix", "AutoContrast", "ContrastLimitedAdaptiveHistogramEqualization", "CutMix", "MaxNumBoundingBoxes", "MixUp",
    "RandAugment", "RandomBrightness", "RandomColorJitter", "RandomContrast", "RandomElasticTransform",
    "RandomErasing", "RandomFlip", "RandomGaussianBlur", "RandomHue", "RandomInvert", "RandomPerspective",
    "RandomPosterization", "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear", "RandomTranslation",
    "RandomZoom", "Solarization",
)  # fmt: skip


@layer_rule(*AUGMENTING, weightless=True)
def augmentation(call: Call) -> ShapeResult:
    return ShapeResult(TensorSpec(call.one_shape(4), call.dtype))


@layer_rule("Equalization", "RandomGrayscale", weightless=True)
def of_any_dtype(call: Call) -> ShapeResult:
    return ShapeResult(TensorSpec(call.one_shape(4), call.kept_dtype()))


@layer_rule("RandomColorDegeneration", weightless=True)
def color_degeneration(call: Call) -> ShapeResult:
    shape = call.one_shape(4)
    channels = shape[1 if call.channels_first() else -1]
    if channels is None:
        raise NotKnown
    if channels != 3:
        raise ShapeError(WRONG_INPUT, f"`{call.name}` expected images of 3 channels, received {show_shape(shape)}")
    return ShapeResult(TensorSpec(shape, call.dtype))


@layer_rule("CenterCrop", "RandomCrop", "Resizing", weightless=True)
def resized(call: Call) -> ShapeResult:
    size = call.integer("height", 1), call.integer("width", 1)
    return ShapeResult(TensorSpec(_with_size(call, *size), call.dtype))


@layer_rule("RandomHeight", "RandomWidth", weightless=True)
def of_random_size(call: Call) -> ShapeResult:
    shape = call.one_shape(4)
    sizes = (None, shape[2]) if call.name == "RandomHeight" else (shape[1], None)
    return ShapeResult(TensorSpec((shape[0], *sizes, shape[3]), call.dtype))


def _with_size(call: Call, height: int, width: int) -> Shape:
    if call.name == "CenterCrop" and len(call.shape()) not in (3, 4):
        call.shape_of_rank(4)
    shape = call.one_shape(4)
    if call.channels_first():
        return (*shape[:2], height, width)
    return (shape[0], height, width, shape[3])
