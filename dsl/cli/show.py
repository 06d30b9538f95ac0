"""Problems on the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from dsl.diagnostics import Diagnostic


def show(problems: Sequence[Diagnostic], stream: TextIO | None = None) -> None:
    """Draw problems, and count them; nothing where there are none."""
    stream = stream or sys.stderr
    if not problems:
        return

    from dsl.diagnostics.render import render_text, summarize

    color = wants_color(stream)
    for problem in problems:
        if problem.span.start == problem.span.end == 0:
            help = f" ({problem.help})" if problem.help else ""
            source = problem.span.source.name
            print(f"{problem.severity.value}[{problem.code}]: {source}: {problem.message}{help}", file=stream)
        else:
            print(render_text(problem, color), file=stream)
    print(summarize(problems), file=stream)


def wants_color(stream: TextIO) -> bool:
    """Colour only on a terminal, and never with NO_COLOR set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
