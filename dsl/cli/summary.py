"""`dotmodel summary`: what a model is made of, without TensorFlow."""

from __future__ import annotations

import argparse
import sys

from dsl.cli.files import read_source
from dsl.cli.show import show
from dsl.compiler import Options, draw_source
from dsl.ir.graph import Graph
from dsl.reading import Importer
from dsl.summary.json import render_json
from dsl.summary.report import report
from dsl.summary.text import render_text


def run(options: argparse.Namespace) -> int:
    """Print the summary; 1 where the file has errors."""
    graph = graph_of(options)
    if graph is None:
        return 1
    found = report(graph, options.batch_size)
    sys.stdout.write(render_json(found) if options.format == "json" else render_text(found, options.depth))
    return 0


def graph_of(options: argparse.Namespace) -> Graph | None:
    """The graph of the model that the options name; what is wrong with the file is shown."""
    source = read_source(options.file)
    chosen = Options(model=options.model, settings=dict(options.settings), read=Importer(source))
    graph, problems = draw_source(source, chosen)
    show(problems)
    return graph
