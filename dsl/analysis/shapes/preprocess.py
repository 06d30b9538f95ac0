"""Preprocessing layers whose shapes do not hang on data."""

from __future__ import annotations

from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import Call, NotKnown, ShapeResult
from dsl.ir.graph import TensorSpec

RANDOM = (
    "RandomBrightness", "RandomContrast", "RandomFlip", "RandomRotation", "RandomTranslation", "RandomZoom",
)  # fmt: skip


@layer_rule("Rescaling", weightless=True)
def rescaling(call: Call) -> ShapeResult:
    for name in ("scale", "offset"):
        if not isinstance(call.get(name), (int, float)):
            raise NotKnown
    return ShapeResult(TensorSpec(call.one_shape(), call.dtype))


@layer_rule(*RANDOM, weightless=True)
def augmentation(call: Call) -> ShapeResult:
    return ShapeResult(TensorSpec(call.one_shape(4), call.dtype))


@layer_rule("CategoryEncoding", weightless=True)
def category_encoding(call: Call) -> ShapeResult:
    tokens = call.integer("num_tokens", 1)
    mode = call.choice("output_mode", "multi_hot", "one_hot", "count", "binary")
    shape = call.shape()
    if len(shape) < 2 or len(shape) > 3:
        raise NotKnown
    kept = shape if mode == "one_hot" and shape[-1] != 1 else shape[:-1]
    return ShapeResult(TensorSpec((*kept, tokens), call.dtype))


@layer_rule("Resizing", "CenterCrop", weightless=True)
def resizing(call: Call) -> ShapeResult:
    height, width = call.integer("height", 1), call.integer("width", 1)
    batch, *_, channels = call.one_shape(4)
    if call.channels_first() or call.arguments.get("crop_to_aspect_ratio") or call.arguments.get("pad_to_aspect_ratio"):
        raise NotKnown
    return ShapeResult(TensorSpec((batch, height, width, channels), call.dtype))
