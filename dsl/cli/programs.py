"""Generated programs: put into `build/` and started, and the process that works with what they trained."""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dsl.cli.compile import compile_file, refuse_foreign
from dsl.cli.files import InputError, write_whole
from dsl.cli.show import show
from dsl.cli.workers import START_UP_NOISE, run_workers
from dsl.ir.interface import Interface
from dsl.records import dataclass

BUILD = Path("build")

# The folder of this package goes last, so that nothing beside it is taken for a module of Python's.
_RUN = """import sys
sys.path[:1] = []
sys.path.append(sys.argv.pop(1))
from dsl.running.main import main
sys.exit(main())"""


@dataclass(frozen=True)
class Built:
    """A program in `build/` that trains; `parameters` are those of the model, as the file calls them."""

    path: Path
    interface: Interface
    parameters: tuple[str, ...]


def build(options: argparse.Namespace, needs: tuple[str, str] = ("", "")) -> Built | None:
    """Compile the file into `build/`; None where it has errors, which are shown.

    `needs` is a text that the program has to hold, and what is wrong with one that does not.
    """
    path = BUILD / Path(options.file).with_suffix(".py").name
    compilation = compile_file(options, BUILD)
    show(compilation.problems)
    if compilation.code is None:
        return None
    if compilation.interface is None:
        raise InputError(f"{options.file}: there is nothing to train: no `train` block with `data`")
    if importlib.util.find_spec("tensorflow") is None:
        raise InputError("training needs TensorFlow, which is not installed: pip install 'dotmodel[train]'")
    if needs[0] not in compilation.code:
        raise InputError(f"{options.file}: {needs[1]}")
    refuse_foreign(path)
    write_whole(path, compilation.code)
    return Built(path, compilation.interface, compilation.parameters)


def start(command: Sequence[str], file: str, workers: int | None = None, restarts: int = 0) -> int:
    """Start Python as the user would; modules that the file names are looked for beside it. Gives the exit code.

    With `workers` so many of them are started, all again up to `restarts` times.
    """
    command = [sys.executable, *command]
    variables = environment(file)
    if workers:
        return run_workers(command, variables, workers, restarts)
    with subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, text=True, errors="replace") as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if not line.startswith(START_UP_NOISE):
                    sys.stderr.write(line)
            code = process.wait()
        except KeyboardInterrupt:
            # The program got the same signal; it may have something to finish.
            code = process.wait()
    return code if code >= 0 else 128 - code


def environment(file: str) -> dict[str, str]:
    """The variables of a program: Python also looks for modules beside the .model file."""
    folders = [str(Path(file).resolve().parent), os.environ.get("PYTHONPATH", "")]
    return {
        # TensorFlow's own start-up messages say nothing about the training.
        "TF_CPP_MIN_LOG_LEVEL": "3",
        **os.environ,
        "PYTHONPATH": os.pathsep.join(folder for folder in folders if folder),
    }


class Failed(Exception):
    """The other process ended with an error; the message is all that it said."""


@contextmanager
def answered(task: str, built: Built, file: str, run_dir: str, data: str = "", as_table: bool = True) -> Iterator[Path]:
    """Have a task done on a trained run; gives the file with the result. Raises Failed."""
    from dsl.running.request import Request, to_json

    with tempfile.TemporaryDirectory(prefix="dotmodel-") as folder:
        asked, result = Path(folder) / "request.json", Path(folder) / "result"
        request = Request(
            task, file, str(built.path), run_dir, str(result), built.interface, built.parameters, data, as_table
        )
        asked.write_text(to_json(request), encoding="utf-8")
        package = str(Path(__file__).resolve().parents[2])
        done = subprocess.run(
            [sys.executable, "-c", _RUN, package, str(asked)], env=environment(file),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        )  # fmt: skip
        said = "".join(line for line in done.stdout.splitlines(True) if not line.startswith(START_UP_NOISE))
        if done.returncode != 0 or not result.is_file():
            raise Failed(said.strip() or f"error: the process ended with {done.returncode}")
        yield result
