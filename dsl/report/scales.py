"""Axes: where their marks are, and how numbers are written on them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

from dsl.records import dataclass


@dataclass(frozen=True)
class Scale:
    """A range of values laid out from `start` to `end`, in units of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value is in the drawing."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, about: int = 4) -> tuple[float, ...]:
        """Round values in the range, about as many as asked for."""
        step = _round_step((self.high - self.low) / about)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return tuple(number * step for number in range(first, last + 1))


def covering(values: Iterable[float], start: float, end: float, margin: float = 0.06) -> Scale:
    """A scale that has all finite values in it, with some room on both sides."""
    finite = [value for value in values if math.isfinite(value)] or [0.0]
    low, high = min(finite), max(finite)
    room = (high - low) * margin or abs(high) * 0.1 or 1.0
    return Scale(low - room, high + room, start, end)


def _round_step(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= step * 0.999)


def tick_texts(ticks: Sequence[float]) -> tuple[str, ...]:
    """The marks of one axis, each with as many digits as it takes to tell them apart."""
    largest = max((abs(tick) for tick in ticks), default=0)
    if largest >= 1e5 or 0 < largest < 1e-3:
        return tuple("0" if tick == 0 else f"{tick:.2g}".replace("e+0", "e").replace("e-0", "e-") for tick in ticks)
    step = min((b - a for a, b in itertools.pairwise(ticks)), default=1.0)
    digits = next((count for count in range(6) if abs(round(step, count) - step) < step * 1e-6), 6)
    return tuple(f"{tick + 0.0:.{digits}f}".replace("-", "−") for tick in ticks)


def number(value: float | None) -> str:
    """A value for people: four digits that count."""
    if value is None or not math.isfinite(value):
        return "–" if value is None or math.isnan(value) else ("∞" if value > 0 else "−∞")
    if value != 0 and not 1e-3 <= abs(value) < 1e6:
        return f"{value:.3e}".replace("-", "−")
    text = f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    return text.replace("-", "−")


def share(value: float | None) -> str:
    """A part of 1; what cannot be told is a dash."""
    return "–" if value is None else f"{value:.3f}"


def percent(value: float | None) -> str:
    """A part of 1 in percent."""
    return "–" if value is None else f"{value * 100:.1f} %"


def duration(seconds: float) -> str:
    """A time in the unit that suits it."""
    for limit, factor, unit in ((1e-3, 1e6, "µs"), (1.0, 1e3, "ms"), (120.0, 1.0, "s"), (7200.0, 1 / 60, "min")):
        if seconds < limit:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds / 3600:.3g} h"
