"""The pictures in the documentation are what the compiler draws today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dsl.compiler import Options, draw_source
from dsl.picture.build import Opening, build_scene
from dsl.picture.svg import render_svg
from dsl.reading import Importer, read_file
from dsl.summary.report import report
from dsl.summary.text import render_text

# The example that each picture is of, and how many levels of its blocks are opened.
IMAGES = {"inception.svg": ("inception", 1)}


def test_images_are_fresh(root: Path, golden: Callable[[Path, str], None]) -> None:
    for name, (example, depth) in IMAGES.items():
        source = read_file(str(root / "examples" / f"{example}.model"))
        graph, problems = draw_source(source, Options(read=Importer(source)))
        assert graph is not None, problems
        golden(root / "docs" / "images" / name, render_svg(build_scene(graph, Opening(depth=depth))))


def test_no_image_without_an_example(root: Path) -> None:
    assert {path.name for path in (root / "docs" / "images").iterdir()} == set(IMAGES)


def test_the_summary_in_the_documentation_is_fresh(root: Path) -> None:
    graph, _ = draw_source(read_file(str(root / "examples" / "digits.model")))
    assert graph is not None
    assert render_text(report(graph, 32)) in (root / "docs" / "command-line.md").read_text(encoding="utf-8")
