"""`dotmodel graph`: the architecture of a model as a picture, without TensorFlow."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from dsl.cli.files import InputError, UsageError, write_whole
from dsl.cli.summary import graph_of
from dsl.ir.graph import Graph
from dsl.picture.build import ALL, Opening, build_scene
from dsl.picture.dot import render_dot
from dsl.picture.mermaid import render_mermaid
from dsl.picture.scene import Scene, tiles
from dsl.picture.svg import render_svg

MAX_TILES, MAX_WIRES = 2_000, 10_000

FORMATS: dict[str, Callable[[Scene], str]] = {".svg": render_svg, ".dot": render_dot, ".mmd": render_mermaid}


def run(options: argparse.Namespace) -> int:
    """Draw one model; nothing is written where the file has errors."""
    out = Path(options.output)
    render = FORMATS.get(out.suffix.lower())
    if render is None:
        raise UsageError(f"{options.output}: the end of the name says what is drawn: {', '.join(FORMATS)}")
    graph = graph_of(options)
    if graph is None:
        return 1
    _check_names(options.expand, graph)
    if not graph.complete:
        print("note: a condition or a loop hangs on what is not known, so parts may be missing", file=sys.stderr)
    scene = build_scene(graph, Opening(options.depth, frozenset(options.expand), options.fold_loops))
    if render is render_svg:
        _check_size(scene)
    write_whole(out, render(scene))
    return 0


def _check_size(scene: Scene) -> None:
    """Refuse what nobody could read, before much time goes into placing it."""
    count = sum(1 for _ in tiles(scene.members))
    if count > MAX_TILES or len(scene.wires) > MAX_WIRES:
        size = f"{count:,} nodes and {len(scene.wires):,} lines"
        raise InputError(f"a picture of {size} is too large; draw less with --fold-loops or --depth 0, or draw .dot")


def _check_names(names: list[str], graph: Graph) -> None:
    """Refuse a name after --expand that stands for no block."""
    blocks = sorted({node.name for node in graph.nodes if node.inside is not None})
    for name in names:
        if name != ALL and name not in blocks:
            known = f"; there are: {', '.join(blocks)}" if blocks else "; the model has none"
            raise UsageError(f"--expand {name}: no block of the model is called so{known}")
