"""How strongly layers change images: one number, or two between which one is drawn."""

from __future__ import annotations

from math import nextafter

from dsl.analysis.shapes.rule import Call

_Bounds = tuple[float, float]
_FROM_MINUS_1: _Bounds = (-1, 1)
_ABOVE_MINUS_1: _Bounds = (nextafter(-1, 0), 1)

OVERLAPPING: dict[str, dict[str, _Bounds]] = {
    "RandomBrightness": {"factor": _FROM_MINUS_1}, "RandomColorDegeneration": {"factor": _FROM_MINUS_1},
    "RandomColorJitter": {"brightness_factor": _FROM_MINUS_1, "saturation_factor": _FROM_MINUS_1},
    "RandomPosterization": {"factor": (1, 8)}, "RandomRotation": {"factor": _FROM_MINUS_1},
    "RandomSaturation": {"factor": _FROM_MINUS_1},
}  # fmt: skip
"""Factors with the numbers they lie between. Of two, Keras looks whether none above the first one does.

Those from 0 to 1 are not among them: each sort of number above or below is refused as it was measured.
"""

INSIDE: dict[str, dict[str, _Bounds]] = {
    "RandomTranslation": {"height_factor": _FROM_MINUS_1, "width_factor": _FROM_MINUS_1},
    "RandomZoom": {"height_factor": _ABOVE_MINUS_1, "width_factor": _ABOVE_MINUS_1},
}
"""Factors of which Keras looks at each number."""


def check_factors(call: Call) -> None:
    """Refuse the factors of a layer that lie outside of what they can be."""
    for name, (low, high) in OVERLAPPING.get(call.name, {}).items():
        first, *_, last = _numbers(call, name) or [low, high]
        if first > high or last < low:
            _refuse(call, name, low, high)
    for name, (low, high) in INSIDE.get(call.name, {}).items():
        if any(not low <= one <= high for one in _numbers(call, name)):
            _refuse(call, name, low, high)


def _numbers(call: Call, name: str) -> list[int | float]:
    """The two numbers of a factor, which may be one; none where they are not known, or no numbers."""
    value = call.get(name)
    items = list(value) if isinstance(value, list | tuple) else [value, value]
    numbers = [one for one in items if isinstance(one, int | float)]
    return numbers if len(numbers) == len(items) == 2 else []


def _refuse(call: Call, name: str, low: float, high: float) -> None:
    least = "above -1" if -1 < low < 0 else f"of at least {low}"
    call.refuse(name, f"a number {least} and of at most {high}, or a list of 2 of them")
