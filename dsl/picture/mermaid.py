"""A scene in Mermaid, which Markdown on many sites draws."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.picture.colours import FAMILIES, family
from dsl.picture.dot import frame_label, label
from dsl.picture.scene import Member, Scene, Sort, Tile, tiles
from dsl.picture.svg import shown_spec

BRACKETS = {
    Sort.INPUT: ("([", "])"), Sort.OUTPUT: ("([", "])"), Sort.OPERATION: ("((", "))"), Sort.BLOCK: ("[[", "]]"),
    Sort.LOOP: ("[[", "]]"), Sort.LAYER: ("[", "]"),
}  # fmt: skip


def render_mermaid(scene: Scene) -> str:
    """A flowchart; opened blocks are subgraphs."""
    every = list(tiles(scene.members))
    several = {tile.id for tile in every if len(tile.outputs) > 1}
    lines = ["flowchart TB", *_members(scene.members, "    ")]
    for wire in scene.wires:
        arrow = f"-->|{quoted(shown_spec(wire.spec))}|" if wire.source in several else "-->"
        lines.append(f"    {wire.source} {arrow} {wire.target}")
    for name in sorted({family(tile) for tile in every}):
        fill, edge, _, _ = FAMILIES[name]
        lines.append(f"    classDef {name} fill:{fill},stroke:{edge},color:#1f2328")
        members = ",".join(tile.id for tile in every if family(tile) == name)
        lines.append(f"    class {members} {name}")
    return "\n".join(lines) + "\n"


def _members(members: tuple[Member, ...], indent: str) -> Iterator[str]:
    for member in members:
        if isinstance(member, Tile):
            start, end = BRACKETS[member.sort]
            yield f"{indent}{member.id}{start}{quoted('<br>'.join(map(_safe, label(member))), safe=True)}{end}"
        else:
            yield f"{indent}subgraph {member.id}[{quoted(frame_label(member))}]"
            yield from _members(member.members, f"{indent}    ")
            yield f"{indent}end"


def quoted(text: str, safe: bool = False) -> str:
    """A string of Mermaid."""
    return f'"{text if safe else _safe(text)}"'


def _safe(text: str) -> str:
    """The text with every character that Mermaid or HTML reads for itself as its number."""
    return "".join(c if c.isalnum() or c in " .,=-_()?+/:·…" else f"#{ord(c)};" for c in text if c.isprintable())
