"""`dotmodel fmt`: the one layout of .model files."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from dsl.cli.files import InputError, UsageError, find_files, read_source, write_whole
from dsl.cli.show import show
from dsl.diagnostics import Diagnostic
from dsl.formatting.formatter import format_source
from dsl.reading import decode
from dsl.source import Source, Unreadable

STDIN = "-"


def run(options: argparse.Namespace) -> int:
    """Format files; 1 where one is faulty, or with `--check` not in its layout. A faulty file stays as it is."""
    if options.files == [STDIN]:
        return _format_stdin(options.check)
    if STDIN in options.files:
        raise UsageError("`-` reads one text from standard input; it goes with no other file")
    problems: list[Diagnostic] = []
    unreadable: list[InputError] = []
    changed = 0
    for name in find_files(options.files):
        try:
            source = read_source(name)
            formatted = format_source(source)
            problems += formatted.problems
            if formatted.text is not None:
                changed += _settle(source, formatted.text, options.check)
        except InputError as error:
            unreadable.append(error)
    show(problems)
    for reason in unreadable:
        print(f"error: {reason}", file=sys.stderr)
    return int(bool(problems or unreadable) or (options.check and changed > 0))


def _settle(source: Source, text: str, is_check: bool) -> bool:
    """Write a file in its layout, or show what would change; whether it is not in its layout."""
    path = Path(source.name)
    if path.read_bytes() == text.encode():
        return False
    if is_check:
        _show_change(source, text)
    else:
        write_whole(path, text)
        print(f"formatted {source.name}", file=sys.stderr)
    return True


def _format_stdin(is_check: bool) -> int:
    try:
        source = decode("<stdin>", sys.stdin.buffer.read())
    except Unreadable as error:
        raise InputError(f"<stdin>: {error}") from None
    formatted = format_source(source)
    show(formatted.problems)
    if formatted.text is None:
        return 1
    if not is_check:
        sys.stdout.write(formatted.text)
        return 0
    if formatted.text == source.text:
        return 0
    _show_change(source, formatted.text)
    return 1


def _show_change(source: Source, text: str) -> None:
    name = source.name
    before, after = source.text.splitlines(keepends=True), text.splitlines(keepends=True)
    for line in difflib.unified_diff(before, after, name, f"{name} (formatted)"):
        print(line, end="" if line.endswith("\n") else "\n\\ No newline at end of file\n")
    print(f"{name}: would be formatted", file=sys.stderr)
