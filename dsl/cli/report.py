"""`dotmodel report`: the page that shows a trained run."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from dsl.cli.files import InputError, read_source, write_whole
from dsl.cli.programs import Built, Failed, answered, build
from dsl.compiler import Options, draw_source
from dsl.reading import Importer

RECORD, HISTORY, TEST, PAGE = "run.json", "history.json", "test.json", "report.html"


def run(options: argparse.Namespace) -> int:
    """Write the page into the run folder, and say where it is."""
    built = build(options)
    if built is None:
        return 1
    try:
        print("Report", write_report(built, options, options.run_dir or built.interface.run_dir))
    except Failed as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def write_report(built: Built, options: argparse.Namespace, run_dir: str) -> Path:
    """Have the model of a run compared with its data, and write the page. Raises Failed and InputError."""
    from dsl.report.page import Run, render_page

    with answered("report", built, options.file, run_dir) as result:
        compared = json.loads(result.read_text(encoding="utf-8"))
    folder = Path(run_dir)
    record, history = _read(folder / RECORD), _read(folder / HISTORY)
    test = _read(folder / TEST) if (folder / TEST).is_file() else {}
    picture = _picture(options, record["settings"], built.parameters)
    page = render_page(Run(Path(options.file).name, built.interface, record, history, test, compared, picture))
    write_whole(folder / PAGE, page)
    return folder / PAGE


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        raise InputError(f"{path}: cannot be read; train the model again") from None


def _picture(options: argparse.Namespace, used: dict[str, Any], parameters: tuple[str, ...]) -> str:
    """The architecture with the parameters of the run, or nothing where it is too large to be of use."""
    from dsl.picture.build import Opening, build_scene
    from dsl.picture.scene import tiles
    from dsl.picture.svg import render_svg

    source = read_source(options.file)
    values = {name: repr(used[name]) for name in parameters if isinstance(used.get(name), (bool, int, float))}
    chosen = Options(
        model=options.model, train=options.train, settings={**dict(options.settings), **values}, read=Importer(source)
    )
    graph, _ = draw_source(source, chosen)
    if graph is None:
        return ""
    scene = build_scene(graph, Opening(0, frozenset(), True))
    return render_svg(scene) if sum(1 for _ in tiles(scene.members)) <= MAX_TILES else ""


MAX_TILES = 150
