"""`dotmodel syntax`: the syntax file for an editor."""

from __future__ import annotations

import argparse
from pathlib import Path

from dsl.cli.files import write_whole
from dsl.highlight.generate import render


def run(options: argparse.Namespace) -> int:
    """Print the syntax file, or write it."""
    text = render(options.engine)
    if options.output is None or options.output == "-":
        print(text, end="")
    else:
        write_whole(Path(options.output), text)
    return 0
