"""`dotmodel predict`: what the model of the last trained run says to new samples."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dsl.cli.files import InputError, UsageError, write_whole
from dsl.cli.programs import Failed, answered, build


def run(options: argparse.Namespace) -> int:
    """Write the predictions, or print them as a table."""
    out = None if options.output in (None, "-") else Path(options.output)
    if out is not None and out.suffix.lower() not in (".csv", ".npz"):
        raise UsageError(f"{out}: the end of the name says what is written: .csv or .npz")
    if not Path(options.input).exists():
        raise InputError(f"{options.input}: there is no such file or folder")
    built = build(options)
    if built is None:
        return 1
    as_table = out is None or out.suffix.lower() == ".csv"
    run_dir = options.run_dir or built.interface.run_dir
    try:
        with answered("predict", built, options.file, run_dir, data=options.input, as_table=as_table) as result:
            content = result.read_bytes()
    except Failed as reason:
        print(reason, file=sys.stderr)
        return 1
    if out is None:
        sys.stdout.write(content.decode("utf-8"))
    else:
        write_whole(out, content)
    return 0
