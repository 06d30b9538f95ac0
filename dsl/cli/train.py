"""`dotmodel train`: compile a .model file into `build/` and run the program."""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from dsl.cli.compile import compile_file, refuse_foreign
from dsl.cli.files import InputError, write_whole
from dsl.cli.show import show
from dsl.cli.workers import START_UP_NOISE, run_workers

BUILD = Path("build")

# What a program holds that trains with others.
WORKS_TOGETHER = "tf.distribute.MultiWorkerMirroredStrategy("


def run(options: argparse.Namespace) -> int:
    """Compile and train; the exit code is the program's."""
    program = BUILD / Path(options.file).with_suffix(".py").name
    compilation = compile_file(options, BUILD)
    show(compilation.problems)
    if compilation.code is None:
        return 1
    if not compilation.trains:
        raise InputError(f"{options.file}: there is nothing to train: no `train` block with `data`")
    if importlib.util.find_spec("tensorflow") is None:
        raise InputError("training needs TensorFlow, which is not installed: pip install 'dotmodel[train]'")
    if options.workers and WORKS_TOGETHER not in compilation.code:
        words = '`--workers` is for blocks with `distribute = "multi_worker"` and `loop = "custom"`'
        raise InputError(f"{options.file}: this program trains alone: {words}")
    refuse_foreign(program)
    write_whole(program, compilation.code)
    return _run_program(program, options)


def _run_program(program: Path, options: argparse.Namespace) -> int:
    """Start the program as the user would; Python modules that the file names are looked for beside it."""
    folders = [str(Path(options.file).resolve().parent), os.environ.get("PYTHONPATH", "")]
    environment = {
        # TensorFlow's own start-up messages say nothing about the training.
        "TF_CPP_MIN_LOG_LEVEL": "3",
        **os.environ,
        "PYTHONPATH": os.pathsep.join(folder for folder in folders if folder),
    }
    command = [sys.executable, str(program), *options.program_arguments]
    if options.workers:
        return run_workers(command, environment, options.workers, options.restarts)
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, errors="replace") as process:
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
