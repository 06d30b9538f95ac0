"""`dotmodel check`: say what is wrong with .model files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dsl.cli.files import InputError, find_files, read_source, write_whole
from dsl.cli.show import show
from dsl.compiler import Options, check_source
from dsl.diagnostics import Diagnostic, Severity
from dsl.diagnostics.reports import render_github, render_json
from dsl.reading import Importer
from dsl.source import Source


def run(options: argparse.Namespace) -> int:
    """Check files; 1 where one of them has errors."""
    problems: list[Diagnostic] = []
    unreadable: list[InputError] = []
    for name in find_files(options.files):
        try:
            source = read_source(name)
            problems += _fix(source) if options.fix else check_source(source, Options(read=Importer(source))).problems
        except InputError as error:
            unreadable.append(error)
    if options.format == "json":
        print(render_json(problems))
    elif options.format == "github":
        text = render_github(problems)
        print(text, end="" if text.endswith("\n") or not text else "\n")
    else:
        show(problems)
    for reason in unreadable:
        print(f"error: {reason}", file=sys.stderr)
    return int(bool(unreadable) or any(problem.severity is Severity.ERROR for problem in problems))


def _fix(source: Source) -> tuple[Diagnostic, ...]:
    """Write a file with its mistakes mended, and say what was done; gives what is still wrong."""
    from dsl.cli.fix import repair

    repaired = repair(source)
    if not repaired.edits:
        return repaired.problems
    path = Path(source.name)
    uses_crlf = b"\r\n" in path.read_bytes()
    write_whole(path, repaired.source.text.replace("\n", "\r\n") if uses_crlf else repaired.source.text)
    for edit in repaired.edits:
        print(f"fixed {edit}", file=sys.stderr)
    return repaired.problems
