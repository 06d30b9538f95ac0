"""`dotmodel compile`: write the Python program of a .model file."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from dsl.cli.files import InputError, UsageError, read_source, write_whole
from dsl.cli.show import show
from dsl.compiler import Compilation, Options, compile_source
from dsl.reading import Importer

# Stands in the first line of every generated program, and of nothing else that we may overwrite.
MARK = "Edit the .model file instead."


def run(options: argparse.Namespace) -> int:
    """Compile one file; nothing is written where it has errors."""
    prints = options.output == "-"
    if prints and options.check:
        raise UsageError("--check compares with a file, and `-o -` names none")
    out = None if prints else Path(options.output or Path(options.file).with_suffix(".py"))
    compilation = compile_file(options, Path(options.file).parent if out is None else out.parent)
    show(compilation.problems)
    if compilation.code is None:
        return 1
    if out is None:
        sys.stdout.write(compilation.code)
        return 0
    if options.check:
        return _check(out, compilation.code)
    refuse_foreign(out)
    write_whole(out, compilation.code)
    return 0


def compile_file(options: argparse.Namespace, out_folder: Path) -> Compilation:
    """The compilation of a file whose program will stand in `out_folder`."""
    source = read_source(options.file)
    here = os.path.relpath(Path(options.file).resolve().parent, out_folder.resolve()).replace(os.sep, "/")
    return compile_source(
        source,
        Options(
            style=options.style,
            loop=options.loop,
            model=options.model,
            train=options.train,
            settings=dict(options.settings),
            folder="" if here == "." else here,
            read=Importer(source),
        ),
    )


def _check(out: Path, code: str) -> int:
    if not out.is_file():
        print(f"{out}: not there yet", file=sys.stderr)
        return 1
    if out.read_bytes() != code.encode():
        print(f"{out}: not up to date", file=sys.stderr)
        return 1
    return 0


def refuse_foreign(out: Path) -> None:
    """Keep what someone wrote by hand."""
    if out.is_dir():
        raise InputError(f"{out}: this is a folder; name a file with -o")
    if not out.is_file():
        return
    with out.open("rb") as file:
        start = file.read(1000)
    if start.strip() and MARK.encode() not in start:
        raise InputError(f"{out}: not written by dotmodel, so it is left alone; name another file with -o")
