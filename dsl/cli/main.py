"""The command line: `dotmodel compile`, `check` and `train`."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from dsl import __version__
from dsl.cli.files import InputError, UsageError
from dsl.cli.internal import describe

STYLES = ("sequential", "functional", "subclass", "layer")
LOOPS = ("fit", "custom")

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
        options = _parser().parse_args(own)
    except SystemExit as stop:
        return int(stop.code or 0)
    options.program_arguments = program_arguments
    try:
        code = int(options.run(options))
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
    """What stands after `--` is for the program that `train` runs."""
    if arguments[:1] != ["train"] or "--" not in arguments:
        return arguments, []
    place = arguments.index("--")
    return arguments[:place], arguments[place + 1 :]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dotmodel", description="A compiler from .model files to tf.keras Python.")
    parser.add_argument("--version", action="version", version=f"dotmodel {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_compile(commands)
    _add_check(commands)
    _add_train(commands)
    return parser


Commands = argparse._SubParsersAction  # argparse has no public name for it


def _add_compile(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("compile", help="write the Python program of a .model file")
    _add_choices(command)
    command.add_argument("-o", "--output", metavar="OUT.py", help="default: beside FILE; - prints")
    command.add_argument("--check", action="store_true", help="write nothing; exit 1 when OUT is not up to date")
    command.set_defaults(run=_run_compile)


def _add_check(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("check", help="say what is wrong with .model files")
    command.add_argument("files", nargs="+", metavar="FILE", help="files, folders or patterns")
    command.add_argument("--format", choices=("text", "json", "github"), default="text")
    command.set_defaults(run=_run_check)


def _add_train(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "train",
        help="compile a .model file into build/ and run the program",
        epilog="What stands after -- is given to the program: dotmodel train digits.model -- --epochs 3",
    )
    _add_choices(command)
    command.set_defaults(run=_run_train)


def _add_choices(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE")
    command.add_argument("--style", choices=STYLES, help="how the model is constructed")
    command.add_argument("--loop", choices=LOOPS, help="how it is trained")
    command.add_argument("--model", metavar="NAME", help="which model of the file")
    command.add_argument("--train", metavar="NAME", help="which train block of the file")
    command.add_argument(
        "--set",
        dest="settings",
        action="append",
        default=[],
        type=_setting,
        metavar="NAME=VALUE",
        help="another value for a parameter (hidden=256) or a training setting (train.epochs=3)",
    )


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name.strip(), value.strip()


# Each command is imported when it is run, so that `--version` and `check` start fast.


def _run_compile(options: argparse.Namespace) -> int:
    from dsl.cli.compile import run

    return run(options)


def _run_check(options: argparse.Namespace) -> int:
    from dsl.cli.check import run

    return run(options)


def _run_train(options: argparse.Namespace) -> int:
    from dsl.cli.train import run

    return run(options)


if __name__ == "__main__":
    entry()
