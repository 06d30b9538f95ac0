"""`ops.rearrange`, whose pattern says which dimensions are split, moved and joined: `b s (h d) -> b h s d`."""

from __future__ import annotations

import re
from math import prod

from dsl.analysis.shapes.registry import op_rule
from dsl.analysis.shapes.rule import WRONG_COMBINATION, Call, NotKnown, ShapeError, ShapeResult
from dsl.analysis.shapes.rule import show_shape as shown
from dsl.ir.graph import TensorSpec

_GROUP = re.compile(r"\w+|\(.*?\)")
_LETTERS = re.compile(r"\w+")


@op_rule("rearrange")
def rearrange(call: Call) -> ShapeResult:
    """The sizes of the right side, as Keras computes them in a layer, where a batch may vary."""
    tensor, pattern = call.tensor("tensor"), call.get("pattern")
    if not isinstance(pattern, str):
        raise NotKnown
    sides = pattern.split("->")
    if len(sides) != 2:
        call.refuse("pattern", "two sides, such as `b s (h d) -> b h s d`")
    before, after = (_GROUP.findall(side) for side in sides)
    names, wanted = ([name for group in side for name in _LETTERS.findall(group)] for side in (before, after))
    shape = tensor.shape or ()
    if len(before) != len(shape):
        call.refuse("pattern", f"a name or group for each dimension of {shown(shape)}")
    if len(set(names)) < len(names) or 0 in shape:
        raise NotKnown  # of a size of 0, TensorFlow works out some sizes that vary and others not
    if sorted(names) != sorted(wanted):
        call.refuse("pattern", "each name once on either side")
    sizes: dict[str, int | None] = {}
    for group, size in zip(before, shape, strict=True):
        sizes |= _split(call, _LETTERS.findall(group), size) if group.startswith("(") else {group: size}
    return ShapeResult(TensorSpec(tuple(_joined(group, sizes) for group in after), tensor.dtype))


def _split(call: Call, names: list[str], size: int | None) -> dict[str, int | None]:
    """The sizes of a group: those given, and what is left of the dimension for the one that is not."""
    given = {name: call.arguments[name] for name in names if name in call.arguments}
    known = {name: value for name, value in given.items() if isinstance(value, int) and value > 0}
    if len(known) < len(given) or not known:
        raise NotKnown
    left = [name for name in names if name not in given]
    if len(left) > 1:
        call.refuse("pattern", f"the sizes of {', '.join(f'`{name}`' for name in names)} but one to be given")
    parts = prod(known.values())
    fits = size is None or (size % parts == 0 if left else size == parts)
    if not fits:
        expected = " * ".join([*(f"{value}" for value in known.values()), *left])
        raise ShapeError(WRONG_COMBINATION, f"`rearrange` expected a size of {expected}, received {size}")
    return {**known, **dict.fromkeys(left, None if size is None else size // parts)}


def _joined(group: str, sizes: dict[str, int | None]) -> int | None:
    found = [sizes[name] for name in _LETTERS.findall(group)]
    known = [size for size in found if size is not None]
    return prod(known) if len(known) == len(found) else None
