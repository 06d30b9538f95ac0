"""The command line: `dotmodel` and its commands."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from dsl.cli.arguments import parser
from dsl.cli.files import InputError, UsageError
from dsl.cli.internal import describe

OK, FAULTY_INPUT, WRONG_USE, INTERNAL_ERROR, INTERRUPTED = 0, 1, 2, 3, 130


def entry() -> None:
    """What the installed command `dotmodel` runs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Programs and drawings have characters that the encoding of an old terminal lacks.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command; gives its exit code (0 done, 1 faulty input, 2 wrong use, 3 internal error)."""
    own, program_arguments = _split(list(arguments))
    try:
        options = parser().parse_args(own)
    except SystemExit as stop:
        return int(stop.code or 0)
    options.program_arguments = program_arguments
    try:
        # Each command is imported when it is run, so that `--version` and `check` start fast.
        code = int(import_module(f"dsl.cli.{options.command}").run(options))
        sys.stdout.flush()
        return code
    except UsageError as error:
        print(f"dotmodel: error: {error}", file=sys.stderr)
        return WRONG_USE
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return FAULTY_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`dotmodel … | head`); what is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        print(describe(error), file=sys.stderr)
        return INTERNAL_ERROR


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """What stands after `--` is for the program that is run."""
    if arguments[:1] not in (["train"], ["deploy"]) or "--" not in arguments:
        return arguments, []
    place = arguments.index("--")
    return arguments[:place], arguments[place + 1 :]


if __name__ == "__main__":
    entry()
