"""Drawings of the report as inline SVG; colours are those of the page, by class."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from dsl.records import dataclass
from dsl.report.scales import Scale, covering, number, tick_texts

WIDTH, HEIGHT = 440, 230
LEFT, RIGHT, TOP, BOTTOM = 46, 10, 8, 26
MANY_POINTS = 200  # more than these are drawn smaller
MAX_BANDS = 300  # for how many epochs their values can be pointed at


@dataclass(frozen=True)
class Line:
    """The values of one line, by epoch from 1; `role` is the class that colours it, `label` what it is called."""

    role: str
    label: str
    values: Sequence[float]


def curves(name: str, lines: Sequence[Line]) -> str:
    """A metric over the epochs."""
    count = max(len(line.values) for line in lines)
    x = Scale(0.5 if count == 1 else 1, 1.5 if count == 1 else count, LEFT, WIDTH - RIGHT)
    y = covering((value for line in lines for value in line.values), HEIGHT - BOTTOM, TOP)
    parts = [*_y_axis(y), *_x_axis(x, _epochs(x, count))]
    parts += [part for line in lines for part in _line(line, x, y)]
    if count <= MAX_BANDS:
        parts += _bands(lines, x, count)
    return _svg(f"{name} by epoch", parts)


def scatter(points: Sequence[Sequence[float]]) -> str:
    """Predicted values over true ones, with the line on which both are equal."""
    every = [value for point in points for value in point]
    x, y = covering(every, LEFT, WIDTH - RIGHT), covering(every, HEIGHT - BOTTOM, TOP)
    parts = [*_y_axis(y), *_x_axis(x, x.ticks(5))]
    ends = f'x1="{x(x.low):.1f}" y1="{y(x.low):.1f}" x2="{x(x.high):.1f}" y2="{y(x.high):.1f}"'
    parts.append(f'<line class="equal" {ends}/>')
    size = 2.4 if len(points) > MANY_POINTS else 4
    parts += [f'<circle class="point" cx="{x(true):.1f}" cy="{y(given):.1f}" r="{size}"/>' for true, given in points]
    return _svg("predicted over true values", parts)


def histogram(counts: Sequence[int], edges: Sequence[float]) -> str:
    """How many values fall between each two edges."""
    x = Scale(edges[0], edges[-1], LEFT, WIDTH - RIGHT)
    y = Scale(0, max(counts) * 1.06 or 1, HEIGHT - BOTTOM, TOP)
    whole = [tick for tick in y.ticks() if tick == int(tick)]
    parts = [*_y_axis(y, whole), *_x_axis(x, x.ticks(5))]
    for count, left, right in zip(counts, edges, edges[1:], strict=False):
        place = f'x="{x(left) + 0.5:.1f}" y="{y(count):.1f}"'
        size = f'width="{max(x(right) - x(left) - 1, 0.5):.1f}" height="{y(0) - y(count):.1f}"'
        parts.append(
            f'<rect class="bar" {place} {size}><title>{number(left)} to {number(right)}: {count}</title></rect>'
        )
    if x.low < 0 < x.high:
        parts.append(f'<line class="equal" x1="{x(0):.1f}" y1="{TOP}" x2="{x(0):.1f}" y2="{HEIGHT - BOTTOM}"/>')
    return _svg("how the differences are spread", parts)


def _svg(title: str, parts: Sequence[str]) -> str:
    inner = "".join(parts)
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">{inner}</svg>'


def _y_axis(y: Scale, ticks: Sequence[float] | None = None) -> list[str]:
    ticks = y.ticks() if ticks is None else ticks
    parts = []
    for tick, text in zip(ticks, tick_texts(ticks), strict=True):
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{y(tick):.1f}" x2="{WIDTH - RIGHT}" y2="{y(tick):.1f}"/>')
        parts.append(f'<text class="tick end" x="{LEFT - 6}" y="{y(tick) + 3.5:.1f}">{text}</text>')
    return parts


def _x_axis(x: Scale, ticks: Sequence[float]) -> list[str]:
    return [
        f'<text class="tick middle" x="{x(tick):.1f}" y="{HEIGHT - 8}">{text}</text>'
        for tick, text in zip(ticks, tick_texts(ticks), strict=True)
    ]


def _epochs(x: Scale, count: int) -> tuple[float, ...]:
    """Whole numbers, the first epoch among them."""
    ticks = [tick for tick in x.ticks(6) if tick == int(tick) and tick > 1.4]
    return (1, *(tick for tick in ticks if tick > count / 20 + 1)) if count > 1 else (1,)


def _line(line: Line, x: Scale, y: Scale) -> list[str]:
    """A path that is broken where a value is no number, and a dot at its end."""
    path, is_open, last = [], False, None
    for epoch, value in enumerate(line.values, 1):
        if math.isfinite(value):
            last = (x(epoch), y(value))
            path.append(f"{'L' if is_open else 'M'}{last[0]:.1f} {last[1]:.1f}")
        is_open = math.isfinite(value)
    if last is None:
        return []
    dot = f'<circle class="dot {line.role}" cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3.5"/>'
    return [f'<path class="line {line.role}" d="{"".join(path)}"/>', dot]


def _bands(lines: Sequence[Line], x: Scale, count: int) -> list[str]:
    """What is shown on pointing at an epoch."""
    half = (x.end - x.start) / max(count - 1, 1) / 2
    parts = []
    for epoch in range(1, count + 1):
        left, right = max(x(epoch) - half, x.start), min(x(epoch) + half, x.end)
        told = [f"{line.label} {number(line.values[epoch - 1])}" for line in lines if epoch <= len(line.values)]
        place = f'x="{left:.1f}" y="{TOP}" width="{right - left:.1f}" height="{HEIGHT - TOP - BOTTOM}"'
        parts.append(f'<rect class="band" {place}><title>{escape(f"epoch {epoch}: " + ", ".join(told))}</title></rect>')
    return parts
