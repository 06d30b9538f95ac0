"""`dotmodel deploy`: write the manifest that trains a .model file on a cluster."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path, PurePosixPath

from dsl.cli.compile import MARK, compile_file, refuse_foreign
from dsl.cli.files import InputError, write_whole
from dsl.cli.show import show
from dsl.cli.train import WORKS_TOGETHER
from dsl.deploy.kubeflow import MOST, Job, job_name, write_manifest


def run(options: argparse.Namespace) -> int:
    """Write the manifest of one file; nothing is written where the file has errors."""
    # The program stands on the volume as it would stand beside the file.
    compilation = compile_file(options, Path(options.file).parent)
    show(compilation.problems)
    if compilation.code is None:
        return 1
    if compilation.interface is None:
        raise InputError(f"{options.file}: there is nothing to train: no `train` block with `data`")
    _check(compilation.code, options)
    manifest = write_manifest(_job(compilation.code, PurePosixPath(compilation.interface.run_dir).name, options))
    if options.output == "-":
        sys.stdout.write(manifest)
        return 0
    out = Path(options.output or Path(options.file).with_suffix(".yaml"))
    refuse_foreign(out)
    write_whole(out, manifest)
    return 0


def _check(code: str, options: argparse.Namespace) -> None:
    needed, missing = WORKS_TOGETHER
    if options.workers > 1 and needed not in code:
        raise InputError(f"{options.file}: {missing}")
    size = len(code.encode())
    if size > MOST:
        raise InputError(f"{options.file}: its program has {size:,} bytes, and a ConfigMap holds {MOST:,}")


def _job(code: str, trained: str, options: argparse.Namespace) -> Job:
    return Job(
        title=f"{trained} as a TFJob of Kubeflow, generated from {Path(options.file).name}. {MARK}",
        name=options.name or job_name(trained),
        namespace=options.namespace,
        program=code,
        arguments=tuple(options.program_arguments),
        image=options.image,
        workers=options.workers,
        gpus=options.gpus,
        restarts=options.restarts,
        volume=options.volume,
        storage=options.storage,
    )
