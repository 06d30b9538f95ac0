"""A scene as SVG: one file with nothing outside of it, readable on light and dark ground."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from dsl.analysis.shapes.rule import show_shape
from dsl.ir.graph import TensorSpec
from dsl.picture.colours import family, style
from dsl.picture.layout import Piece
from dsl.picture.measure import shortened, text_width
from dsl.picture.place import HEADER, Area, Line, Placed, place
from dsl.picture.scene import Frame, Member, Scene, Sort, Tile

SIZE, SMALL = 12.0, 10.5
MARGIN, TITLE = 20.0, 30.0
SIDE = 12.0  # between text and the edge of a tile
ROW = 17.0
SIGN = 26.0  # the circle of an operation that is one sign
WIDEST = 300.0  # text of a tile
TIP = 6.0
SPACE = "\u2002"  # a wide one, which SVG does not merge with its neighbours


def render_svg(scene: Scene) -> str:
    """The picture of a scene."""
    placed = place(scene, measure)
    least = text_width(shortened(scene.title, 14, 4 * WIDEST, True), 14, True)
    width = round(max(placed.width, least) + 2 * MARGIN, 1)
    height = round(placed.height + 2 * MARGIN + TITLE, 1)
    left, top = round((width - placed.width) / 2, 1), MARGIN + TITLE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}" '
        f'width="{_n(width)}" height="{_n(height)}" role="img">',
        f"<title>{escape(_clean(scene.title))}</title>",
        f"<style>{style({family(tile) for tile, _ in placed.tiles})}</style>",
        f'<rect class="ground" width="{_n(width)}" height="{_n(height)}"/>',
        _text(width / 2, MARGIN + 12, "kind", shortened(scene.title, 14, 4 * WIDEST, True), "middle", 14),
        f'<g transform="translate({_n(left)} {_n(top)})">',
        *_body(placed),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _body(placed: Placed) -> Iterator[str]:
    for frame, area in placed.frames:
        yield from _frame(frame, area)
    for line in placed.lines:
        yield from _line(line)
    for tile, area in placed.tiles:
        yield from _tile(tile, area)


# --- sizes ---------------------------------------------------------------------------------------


def measure(member: Member) -> tuple[float, float]:
    """The size of a tile; for a frame its least width."""
    if isinstance(member, Frame):
        return sum(text_width(text, SIZE, kind == "kind") + 10 for text, kind in _header(member)) + 2 * SIDE, 0.0
    if _is_sign(member):
        return SIGN, SIGN
    lines = _lines(member)
    widest = max(
        text_width(left, SIZE if row == 0 else SMALL, row == 0) + text_width(middle, SIZE) + text_width(right, SMALL)
        for row, (left, middle, right) in enumerate(lines)
    )
    return round(max(widest + 2 * SIDE, 90.0), 1), 12.0 + ROW * len(lines)


def _is_sign(tile: Tile) -> bool:
    """Whether a tile is drawn as a circle: arithmetic on tensors."""
    return tile.sort is Sort.OPERATION and len(tile.kind) <= 2


def _lines(tile: Tile) -> list[tuple[str, str, str]]:
    """The lines of a tile: what stands on the left, after that, and on the right."""
    kind = shortened(_clean(tile.kind), SIZE, WIDEST / 2, True)
    details = _clean(tile.details)
    details = f" {shortened(details, SIZE, WIDEST - text_width(kind, SIZE, True))}" if details else ""
    name = shortened(_clean(tile.name), SMALL, WIDEST / 3)
    shapes = "   ".join(shown_spec(spec) for spec in tile.outputs)
    first = (kind, details, f"    {name}" if name else "")
    if not shapes:
        return [first, (tile.note, "", "")] if tile.note else [first]
    return [first, (shortened(shapes, SMALL, WIDEST), "", f"    {tile.note}" if tile.note else "")]


def shown_spec(spec: TensorSpec) -> str:
    """The shape of a tensor, and its dtype where that is not the usual one."""
    shape = "?" if spec.shape is None else show_shape(spec.shape)
    return shape if spec.dtype in ("float32", None) else f"{shape} {spec.dtype}"


def _header(frame: Frame) -> list[tuple[str, str]]:
    """What stands in the header of a frame, each text with its class in the style sheet."""
    texts = ((frame.kind, "kind"), (frame.details, ""), (frame.note, "soft"))
    return [(shortened(_clean(text), SIZE, WIDEST, kind == "kind"), kind) for text, kind in texts if text]


# --- shapes --------------------------------------------------------------------------------------


def _frame(frame: Frame, area: Area) -> Iterator[str]:
    yield f"<g><title>{escape(_clean(f'{frame.kind}({frame.details})'))}</title>"
    yield f'<rect class="frame" {_box(area)} rx="8"/>'
    yield f'<rect class="head" {_box(Area(area.x, area.y, area.width, HEADER))} rx="8"/>'
    spans = (f'<tspan class="{kind}">{escape(text)}</tspan>' if kind else escape(text) for text, kind in _header(frame))
    yield f'<text x="{_n(area.x + SIDE)}" y="{_n(area.y + 17)}">{SPACE.join(spans)}</text>'
    yield "</g>"


def _tile(tile: Tile, area: Area) -> Iterator[str]:
    sort = family(tile)
    yield f'<g id="{tile.id}"><title>{escape(_tooltip(tile))}</title>'
    if _is_sign(tile):
        radius = SIGN / 2
        yield f'<circle class="{sort}" cx="{_n(area.x + radius)}" cy="{_n(area.y + radius)}" r="{_n(radius)}"/>'
        yield _text(area.x + radius, area.y + radius + 5, "kind", tile.kind, "middle", 15)
        yield "</g>"
        return
    if tile.sort in (Sort.BLOCK, Sort.LOOP):
        behind = Area(area.x + 3, area.y + 3, area.width, area.height)
        yield f'<rect class="{sort}" {_box(behind)} rx="5"/>'
    round_ends = area.height / 2 if tile.sort in (Sort.INPUT, Sort.OUTPUT) else 5
    yield f'<rect class="{sort}" {_box(area)} rx="{_n(round_ends)}"/>'
    yield from _texts(tile, area)
    yield "</g>"


def _texts(tile: Tile, area: Area) -> Iterator[str]:
    for row, (left, middle, right) in enumerate(_lines(tile)):
        y = area.y + 18 + ROW * row
        kinds = ("kind", SIZE) if row == 0 else ("soft small", SMALL)
        if not middle and not right:
            yield _text(area.x + area.width / 2, y, kinds[0], left, "middle")
            continue
        yield _text(area.x + SIDE, y, kinds[0], left, more=middle)
        if right:
            yield _text(area.x + area.width - SIDE, y, "soft small" if row else "soft small name", right.strip(), "end")


def _tooltip(tile: Tile) -> str:
    """Everything about a tile, for a reader who points at it."""
    called = f"{tile.kind}({tile.details})" if tile.sort in (Sort.LAYER, Sort.BLOCK) else tile.kind
    if tile.sort is Sort.LOOP:
        called = f"{tile.kind}: {tile.details}"
    shapes = ", ".join(shown_spec(spec) for spec in tile.outputs)
    return _clean("; ".join(filter(None, (tile.name, called, shapes, tile.note))))


def _line(line: Line) -> Iterator[str]:
    if not line.pieces:
        return
    x, y = line.pieces[0].start
    path = [f"M{_n(x)} {_n(y)}"]
    end_x, end_y = line.pieces[-1].end
    for piece in line.pieces:
        last = piece is line.pieces[-1]
        path.append(_step(piece, TIP - 1 if last and line.has_tip else 0.0))
    yield f'<path class="line" d="{"".join(path)}"/>'
    if line.has_tip:
        half = TIP / 2
        yield (
            f'<path class="tip" d="M{_n(end_x)} {_n(end_y)}L{_n(end_x - half)} {_n(end_y - TIP)}H{_n(end_x + half)}Z"/>'
        )


def _step(piece: Piece, shorter: float) -> str:
    (x, y), (end_x, end_y) = piece.start, piece.end
    end_y -= shorter
    if x == end_x:
        return f"V{_n(end_y)}"
    middle = (y + end_y) / 2
    return f"C{_n(x)} {_n(middle)} {_n(end_x)} {_n(middle)} {_n(end_x)} {_n(end_y)}"


# --- writing -------------------------------------------------------------------------------------


def _box(area: Area) -> str:
    return f'x="{_n(area.x)}" y="{_n(area.y)}" width="{_n(area.width)}" height="{_n(area.height)}"'


def _text(x: float, y: float, kinds: str, text: str, anchor: str = "", size: float = 0.0, more: str = "") -> str:
    """A line of text; what comes after it in `more` is not bold."""
    inner = escape(text)
    if more:
        inner, kinds = f'<tspan class="{kinds}">{inner}</tspan>{escape(more)}', ""
    attributes = f' class="{kinds}"' if kinds else ""
    attributes += f' text-anchor="{anchor}"' if anchor else ""
    attributes += f' style="font-size:{_n(size)}px"' if size else ""
    return f'<text x="{_n(x)}" y="{_n(y)}"{attributes}>{inner}</text>'


def _n(number: float) -> str:
    """A coordinate, to a tenth of a pixel."""
    return f"{round(number, 1):g}" if abs(number) < 100_000 else f"{number:.1f}"


def _clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(c for c in text if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF)
