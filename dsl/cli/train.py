"""`dotmodel train`: compile a .model file into `build/` and run the program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dsl.cli.files import InputError, UsageError
from dsl.cli.programs import Built, Failed, build, environment, start
from dsl.cli.ray_cluster import require_ray, run_on_ray
from dsl.cli.report import RECORD, write_report

# What a program holds that trains with others, and what is said of one that does not.
WORKS_TOGETHER = (
    "tf.distribute.MultiWorkerMirroredStrategy(",
    'this program trains alone: `--workers` is for blocks with `distribute = "multi_worker"` and `loop = "custom"`',
)


def run(options: argparse.Namespace) -> int:
    """Compile, train and write a report; the exit code is the program's."""
    if options.cluster is not None:
        if not options.workers:
            raise UsageError("--cluster needs --workers N")
        require_ray()
    built = build(options, needs=WORKS_TOGETHER if options.workers else ("", ""))
    if built is None:
        return 1
    run_dir = _run_dir(built, options)
    before = _written(run_dir)
    code = _train(built, options)
    if code == 0 and options.report and _written(run_dir) not in (None, before):
        _report(built, options, run_dir)
    return code


def _train(built: Built, options: argparse.Namespace) -> int:
    command = [str(built.path), *options.program_arguments]
    if options.cluster is None:
        return start(command, options.file, options.workers, options.restarts)
    variables = environment(options.file)
    return run_on_ray(options.cluster, command, variables, options.workers, options.restarts, built.path.parent)


def _run_dir(built: Built, options: argparse.Namespace) -> str:
    """Where the program writes its run: it reads the same arguments."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--run-dir", default=built.interface.run_dir)
    try:
        return str(parser.parse_known_args(options.program_arguments)[0].run_dir)
    except SystemExit:  # a flag without its value, about which the program will complain
        return built.interface.run_dir


def _written(run_dir: str) -> int | None:
    """When the record of the run was written."""
    record = Path(run_dir) / RECORD
    return record.stat().st_mtime_ns if record.is_file() else None


def _report(built: Built, options: argparse.Namespace, run_dir: str) -> None:
    """Nothing that is wrong with the report makes the training a failure."""
    try:
        print("Report", write_report(built, options, run_dir))
    except (Failed, InputError) as reason:
        print(f"note: no report was written: {str(reason).splitlines()[-1]}", file=sys.stderr)
