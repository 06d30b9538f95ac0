"""Functions of `ops.image`."""

from __future__ import annotations

from dsl.analysis.shapes.conv import join_channels, split_channels
from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import (
    FLOATS,
    WRONG_COMBINATION,
    WRONG_INPUT,
    Call,
    NotKnown,
    ShapeError,
    ShapeResult,
    show_shape,
)
from dsl.ir.graph import Shape, TensorSpec


def _images(call: Call) -> tuple[TensorSpec, Shape]:
    tensor = call.tensor("images")
    shape = tensor.shape or ()
    if len(shape) != 4:
        raise NotKnown
    return tensor, shape


@op_rule("image.resize")
def resize(call: Call) -> ShapeResult:
    tensor, shape = _images(call)
    size = call.get("size")
    if not isinstance(size, (list, tuple)) or len(size) != 2 or not all(isinstance(one, int) for one in size):
        raise NotKnown
    if min(size) < 1 or call.get("crop_to_aspect_ratio") or call.get("pad_to_aspect_ratio"):
        raise NotKnown
    channels = split_channels(call, shape)[1]
    return ShapeResult(TensorSpec(join_channels(call, shape[0], tuple(size), channels), tensor.dtype))


@op_rule("image.rgb_to_grayscale")
def grayscale(call: Call) -> ShapeResult:
    tensor, shape = _images(call)
    sizes, channels = split_channels(call, shape)
    if channels not in (1, 3):
        raise NotKnown
    return ShapeResult(TensorSpec(join_channels(call, shape[0], sizes, 1), tensor.dtype))


@op_rule("image.hsv_to_rgb", "image.rgb_to_hsv")
def colors(call: Call) -> ShapeResult:
    tensor, shape = _images(call)
    channels = split_channels(call, shape)[1]
    if channels is None or tensor.dtype not in FLOATS:
        raise NotKnown
    if channels != 3:
        raise ShapeError(WRONG_INPUT, f"`{call.name}` expected images of 3 channels, received {show_shape(shape)}")
    return ShapeResult(tensor)


@op_rule("image.gaussian_blur")
def blur(call: Call) -> ShapeResult:
    tensor, _ = _images(call)
    if tensor.dtype not in FLOATS:
        raise NotKnown
    return ShapeResult(tensor)


@op_rule("image.crop_images", "image.pad_images")
def sides(call: Call) -> ShapeResult:
    """Crops and pads by how much is at the sides, or by the height and width that is wanted."""
    tensor, shape = _images(call)
    what = "cropping" if call.name.endswith("crop_images") else "padding"
    sizes, channels = split_channels(call, shape)
    height = _side(call, sizes[0], (f"top_{what}", f"bottom_{what}", "target_height"))
    width = _side(call, sizes[1], (f"left_{what}", f"right_{what}", "target_width"))
    return ShapeResult(TensorSpec(join_channels(call, shape[0], (height, width), channels), tensor.dtype))


@op_rule("image.map_coordinates")
def places(call: Call) -> ShapeResult:
    tensor, coordinates = call.tensor("inputs"), call.tensor("coordinates").shape or ()
    if len(coordinates) < 2 or coordinates[0] is None:
        raise NotKnown
    if coordinates[0] != len(tensor.shape or ()):
        wanted = f"coordinates for {len(tensor.shape or ())} dimensions"
        raise ShapeError(WRONG_COMBINATION, f"`{call.name}` expected {wanted}, received {show_shape(coordinates)}")
    return ShapeResult(TensorSpec(coordinates[1:], tensor.dtype))


@op_rule("image.scale_and_translate")
def scaled(call: Call) -> ShapeResult:
    tensor, wanted = call.tensor("images"), call.get("output_shape")
    if not isinstance(wanted, (list, tuple)) or len(wanted) != len(tensor.shape or ()):
        raise NotKnown
    if not all(isinstance(size, int) and size > 0 for size in wanted):
        raise NotKnown
    return ShapeResult(TensorSpec(tuple(wanted), tensor.dtype))


def _side(call: Call, size: int | None, names: tuple[str, str, str]) -> int:
    """The size afterwards. Of before, behind and the size itself, two are given."""
    given = {name: call.integer(name, 0) for name in names if call.get(name) is not None}
    if len(given) != 2 or size is None:
        raise NotKnown
    sign = -1 if call.name.endswith("crop_images") else 1
    if names[2] in given:
        after = given[names[2]]
        if sign * (after - size) < sum(value for name, value in given.items() if name != names[2]):
            raise NotKnown
    else:
        after = size + sign * sum(given.values())
    if after < 1:
        raise NotKnown
    return after
