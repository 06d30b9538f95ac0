"""`dotmodel check`: say what is wrong with .model files."""

from __future__ import annotations

import argparse
import glob
import sys
from pathlib import Path

from dsl.cli.files import InputError, read_source
from dsl.cli.show import show
from dsl.compiler import Options, check_source
from dsl.diagnostics import Diagnostic, Severity
from dsl.diagnostics.render import render_github, render_json
from dsl.reading import Importer
from dsl.source import SUFFIX


def run(options: argparse.Namespace) -> int:
    """Check files; 1 where one of them has errors."""
    problems: list[Diagnostic] = []
    unreadable: list[InputError] = []
    for name in find_files(options.files):
        try:
            source = read_source(name)
            problems += check_source(source, Options(read=Importer(source))).problems
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


def find_files(names: list[str]) -> list[str]:
    """The .model files that names, folders and patterns stand for, each once."""
    found: dict[str, None] = {}
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = sorted(
                str(file) for file in path.rglob(f"*{SUFFIX}") if file.is_file() and _is_visible(file, path)
            )
            if not inside:
                raise InputError(f"{name}: no {SUFFIX} file in this folder")
        elif not path.exists() and glob.has_magic(name):
            matches = glob.glob(name, recursive=True)
            inside = sorted(match for match in matches if match.endswith(SUFFIX) and Path(match).is_file())
            if not inside:
                raise InputError(f"{name}: no {SUFFIX} file fits this pattern")
        else:
            inside = [name]
        found |= dict.fromkeys(inside)
    return list(found)


def _is_visible(file: Path, folder: Path) -> bool:
    """Whether a file is in no hidden folder, such as `.venv`."""
    return not any(part.startswith(".") for part in file.relative_to(folder).parts)
