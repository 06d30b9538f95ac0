"""Pictures: what is drawn of a few models, whole; and what holds of the pictures of all models."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.compiler import draw_source
from dsl.ir.graph import Graph
from dsl.picture.build import ALL, Opening, build_scene
from dsl.picture.dot import render_dot
from dsl.picture.layout import Piece
from dsl.picture.mermaid import render_mermaid
from dsl.picture.place import Area, Line, Placed, place
from dsl.picture.scene import Scene, Sort, tiles
from dsl.picture.svg import measure, render_svg
from dsl.source import Source
from tests.property.networks import networks
from tests.unit.summary.test_report import EVERYTHING

EXPECTED = Path(__file__).resolve().parent / "expected"
SVG = "{http://www.w3.org/2000/svg}"

RESIDUAL = """layer Residual(filters, strides=1) {
    input x
    shortcut = x
    if strides != 1 {
        shortcut = x -> Conv2D(filters, 1, strides=strides)
    }
    y = x -> Conv2D(filters, 3, strides=strides, padding="same") -> BatchNormalization() -> ReLU()
    output y + shortcut -> ReLU()
}

model Net(stages=[8, 16]) {
    input image: float32[32, 32, 3]
    x = image -> Conv2D(8, 3, padding="same")
    for stage, filters in enumerate(stages) {
        x = x -> Residual(filters, strides=1 + stage) -> Residual(filters)
    }
    output label = x -> GlobalAveragePooling2D() -> Dense(10)
}
"""

# Everything that SVG, Graphviz and Mermaid would read for themselves.
EVIL = """from somewhere import Odd
model Evil {
    input x: float32[4]
    for tag in ["<script>alert(1)</script>", "a\\"b\\\\", "]]>&amp;#35;", "%%{init: {}}%%", "end\\n-->|x|"] {
        x = x -> Odd(tag, text="<!-- \\u202e --> \\"quoted\\" 'single' `back` {{curly}} ☃ 漢字") -> Odd(1)
    }
    output y = x
}
"""

OPENINGS = {
    "closed": Opening(),
    "open": Opening(names=frozenset({ALL})),
    "folded": Opening(folds_loops=True),
    "one_level": Opening(depth=1),
}
FORMATS = {"svg": render_svg, "dot": render_dot, "mmd": render_mermaid}
GOLDEN = [("residual", RESIDUAL, "open"), ("residual", RESIDUAL, "folded"), ("everything", EVERYTHING, "one_level")]


def graph_of(text: str) -> Graph:
    graph, problems = draw_source(Source("test.model", text))
    assert graph is not None, problems
    return graph


def scene_of(text: str, opening: str) -> Scene:
    return build_scene(graph_of(text), OPENINGS[opening])


# --- whole pictures ------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("name", "text", "opening"), GOLDEN, ids=lambda value: str(value)[:12])
def test_pictures_are_the_expected_ones(
    name: str, text: str, opening: str, format: str, golden: Callable[[Path, str], None]
) -> None:
    golden(EXPECTED / f"{name}_{opening}.{format}", FORMATS[format](scene_of(text, opening)))


def test_no_expectations_without_a_model() -> None:
    names = {f"{name}_{opening}.{format}" for name, _, opening in GOLDEN for format in FORMATS}
    assert {path.name for path in EXPECTED.iterdir()} == names


# --- what holds of all ---------------------------------------------------------------------------


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=networks(), opening=st.sampled_from(sorted(OPENINGS)))
def test_random_networks_are_drawn_soundly(text: str, opening: str) -> None:
    check_drawing(graph_of(text), OPENINGS[opening])


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("text", [RESIDUAL, EVERYTHING, EVIL], ids=["residual", "everything", "evil"])
def test_models_are_drawn_soundly(text: str, opening: str) -> None:
    check_drawing(graph_of(text), OPENINGS[opening])


def test_a_densely_joined_network_is_drawn_soundly() -> None:
    text = """model Joined {
    input x: float32[4]
    seen = [x]
    for i in range(12) {
        x = seen -> Average() -> Dense(4)
        seen = seen + [x]
    }
    output y = x
}
"""
    check_drawing(graph_of(text), Opening())


def test_two_hundred_layers_stay_in_one_column() -> None:
    text = "model Deep {\n    input x: float32[4]\n    output y = x -> (Dense(4) -> ReLU()) * 100\n}\n"
    placed = place(build_scene(graph_of(text), Opening()), measure)
    assert len(placed.tiles) == 202
    assert len({round(area.x + area.width / 2, 1) for _, area in placed.tiles}) == 1
    assert placed.height < 202 * 80


def check_drawing(graph: Graph, opening: Opening) -> None:
    scene = build_scene(graph, opening)
    check_every_node_is_drawn_once(graph, scene, opening)
    placed = place(scene, measure)
    check_boxes(placed)
    for line in placed.lines:
        check_line(line, placed)
    check_tips(scene, placed)
    ElementTree.fromstring(render_svg(scene))


def check_every_node_is_drawn_once(graph: Graph, scene: Scene, opening: Opening) -> None:
    drawn = Counter(tile.id for tile in tiles(scene.members))
    assert set(drawn.values()) == {1}
    if ALL in opening.names:
        leaves = {f"node{node.index}" for node in graph.nodes if node.inside is None}
        assert leaves <= set(drawn)
    ends = {wire.source for wire in scene.wires} | {wire.target for wire in scene.wires}
    assert ends <= set(drawn)
    assert {tile.kind for tile in tiles(scene.members) if tile.sort is Sort.INPUT} == {p.name for p in graph.inputs}


def check_boxes(placed: Placed) -> None:
    """Tiles do not touch; frames stand beside or inside of each other; all is on the picture."""
    for (_, one), (_, other) in combinations(placed.tiles, 2):
        assert apart(one, other), (one, other)
    for (_, one), (_, other) in combinations(placed.frames, 2):
        assert apart(one, other) or within(one, other) or within(other, one), (one, other)
    for (_, tile), (_, frame) in ((tile, frame) for tile in placed.tiles for frame in placed.frames):
        assert apart(tile, frame) or within(tile, frame), (tile, frame)
    page = Area(0, 0, placed.width, placed.height)
    for _, area in (*placed.tiles, *placed.frames):
        assert within(area, page, 0.2)


def apart(one: Area, other: Area) -> bool:
    return (
        one.x + one.width < other.x
        or other.x + other.width < one.x
        or one.y + one.height < other.y
        or other.y + other.height < one.y
    )


def within(inner: Area, outer: Area, slack: float = 0.0) -> bool:
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.x + inner.width <= outer.x + outer.width + slack
        and inner.y + inner.height <= outer.y + outer.height + slack
    )


def check_line(line: Line, placed: Placed) -> None:
    """A line hangs together, and passes through no tile, nor through a frame that it is not inside of."""
    for one, other in zip(line.pieces, line.pieces[1:], strict=False):
        assert one.end == other.start
    if not line.pieces:
        return
    ends = (line.pieces[0].start, line.pieces[-1].end)
    closed = [area for _, area in placed.tiles]
    closed += [area for _, area in placed.frames if not all(inside(area, point, -0.2) for point in ends)]
    for x, y in (point for piece in line.pieces for point in points(piece)):
        assert not any(inside(area, (x, y), 0.2) for area in closed), (line, x, y)


def inside(area: Area, point: tuple[float, float], margin: float) -> bool:
    """Whether a point is inside of an area, and that far from its edges."""
    x, y = point
    return area.x + margin < x < area.x + area.width - margin and area.y + margin < y < area.y + area.height - margin


def points(piece: Piece, count: int = 24) -> Iterator[tuple[float, float]]:
    """Points along a piece, which is drawn as a Bézier curve with upright ends."""
    (x, y), (end_x, end_y) = piece.start, piece.end
    middle = (y + end_y) / 2
    for step in range(count + 1):
        t = step / count
        s = 1 - t
        yield (
            s**3 * x + 3 * s * s * t * x + 3 * s * t * t * end_x + t**3 * end_x,
            s**3 * y + 3 * s * s * t * middle + 3 * s * t * t * middle + t**3 * end_y,
        )


def check_tips(scene: Scene, placed: Placed) -> None:
    """Each tile that uses a tensor is reached by a tip, each that gives one is left by a line."""
    areas = {tile.id: area for tile, area in placed.tiles}
    reached = {line.pieces[-1].end for line in placed.lines if line.pieces and line.has_tip}
    left = {line.pieces[0].start for line in placed.lines if line.pieces}
    for wire in scene.wires:
        source, target = areas[wire.source], areas[wire.target]
        assert near((target.x + target.width / 2, target.y), reached), wire
        assert near((source.x + source.width / 2, source.y + source.height), left), wire


def near(point: tuple[float, float], others: set[tuple[float, float]]) -> bool:
    return any(abs(point[0] - x) <= 0.2 and abs(point[1] - y) <= 0.2 for x, y in others)


# --- the files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("text", [RESIDUAL, EVERYTHING, EVIL], ids=["residual", "everything", "evil"])
def test_svg_stands_alone(text: str, opening: str) -> None:
    root = ElementTree.fromstring(render_svg(scene_of(text, opening)))
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in (
            "svg",
            "title",
            "style",
            "rect",
            "circle",
            "path",
            "text",
            "tspan",
            "g",
        )
        assert not any("href" in name or name.startswith("on") for name in element.attrib), element.attrib
        assert "url(" not in (element.text or "") or element.tag != f"{SVG}style"


def test_texts_are_data_in_every_format() -> None:
    scene = scene_of(EVIL, "closed")
    texts = [element.text for element in ElementTree.fromstring(render_svg(scene)).iter(f"{SVG}title")]
    assert any("<script>alert" in (text or "") for text in texts)
    mermaid = render_mermaid(scene)
    labels = [line for line in mermaid.splitlines() if '"' in line]
    assert all(line.count('"') == 2 for line in labels)
    assert not any(mark in mermaid for mark in ("<script", "%%", "`", "{", "'"))


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("text", [RESIDUAL, EVERYTHING, EVIL], ids=["residual", "everything", "evil"])
def test_graphviz_reads_dot(text: str, opening: str) -> None:
    scene = scene_of(text, opening)
    done = subprocess.run(["dot", "-Tplain"], input=render_dot(scene), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    drawn = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("node ")]
    assert sorted(drawn) == sorted(tile.id for tile in tiles(scene.members))
    assert sum(line.startswith("edge ") for line in done.stdout.splitlines()) == len(scene.wires)
