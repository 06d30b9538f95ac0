"""A scene in the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.picture.colours import FAMILIES, family
from dsl.picture.scene import Frame, Member, Scene, Sort, Tile, tiles
from dsl.picture.svg import shown_spec

SHAPES = {Sort.INPUT: "oval", Sort.OUTPUT: "oval", Sort.OPERATION: "circle", Sort.BLOCK: "box3d", Sort.LOOP: "box3d"}


def render_dot(scene: Scene) -> str:
    """A digraph; opened blocks are clusters."""
    several = {tile.id for tile in tiles(scene.members) if len(tile.outputs) > 1}
    lines = [
        f"digraph {quoted(scene.title)} {{",
        f'  label={quoted(scene.title)}; labelloc="t"; fontname="Helvetica,Arial,sans-serif"; rankdir="TB";',
        '  node [shape="box", style="filled", fontname="Helvetica,Arial,sans-serif", fontsize=11];',
        '  edge [fontname="Helvetica,Arial,sans-serif", fontsize=9, color="#818b98"];',
        *_members(scene.members, "  "),
    ]
    for wire in scene.wires:
        label = f" [label={quoted(shown_spec(wire.spec))}]" if wire.source in several else ""
        lines.append(f"  {wire.source} -> {wire.target}{label};")
    return "\n".join([*lines, "}"]) + "\n"


def _members(members: tuple[Member, ...], indent: str) -> Iterator[str]:
    for member in members:
        if isinstance(member, Tile):
            fill, edge, _, _ = FAMILIES[family(member)]
            shape = SHAPES.get(member.sort, "box") if member.sort is not Sort.OPERATION else _shape(member)
            yield (
                f"{indent}{member.id} [label={quoted(*label(member))}, shape={quoted(shape)}, "
                f"fillcolor={quoted(fill)}, color={quoted(edge)}];"
            )
        else:
            yield f"{indent}subgraph cluster_{member.id} {{"
            yield f'{indent}  label={quoted(frame_label(member))}; style="rounded"; color="#d1d9e0";'
            yield from _members(member.members, f"{indent}  ")
            yield f"{indent}}}"


def _shape(tile: Tile) -> str:
    return "circle" if len(tile.kind) <= 2 else "box"


def label(tile: Tile) -> list[str]:
    """The lines of a tile."""
    first = f"{tile.kind}({tile.details})" if tile.sort in (Sort.LAYER, Sort.BLOCK) else tile.kind
    if tile.sort is Sort.LOOP:
        first = f"{tile.kind}: {tile.details}"
    if tile.sort is Sort.OPERATION and len(tile.kind) <= 2:
        return [tile.kind]
    second = "  ".join(filter(None, (", ".join(shown_spec(spec) for spec in tile.outputs), tile.note)))
    return [text for text in (tile.name, first, second) if text]


def frame_label(frame: Frame) -> str:
    """What an opened block is called."""
    called = f"{frame.kind}({frame.details})" if frame.details else frame.kind
    return f"{called}  {frame.note}" if frame.note else called


def quoted(*lines: str) -> str:
    """A string of Graphviz; each line centred."""
    safe = (line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\0", "") for line in lines)
    return '"' + "\\n".join(safe) + '"'
