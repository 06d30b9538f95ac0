"""A TFJob of Kubeflow's Training Operator, with the program and the volume that it needs, as one YAML file."""

from __future__ import annotations

import re

from dsl.codegen.render import environment
from dsl.deploy.yaml_text import block, comment, quoted
from dsl.records import dataclass

IMAGE = "tensorflow/tensorflow:2.21.0"
GPU_IMAGE = f"{IMAGE}-gpu"

# What a ConfigMap may hold, in bytes.
MOST = 1024 * 1024

# Pods are called like the job and then `-worker-0`, in 63 characters.
LONGEST_NAME = 50


@dataclass(frozen=True)
class Job:
    """What is to be trained and on what. Without a `volume` that is there already one of the size `storage` is made."""

    title: str
    name: str
    namespace: str | None
    program: str
    arguments: tuple[str, ...]
    image: str | None
    workers: int
    gpus: int
    restarts: int
    volume: str | None
    storage: str


def write_manifest(job: Job) -> str:
    """The YAML text of a job."""
    program = f"{job.name}.py"
    # Kubernetes takes $(NAME) for a variable, and $$ for a dollar.
    arguments = [quoted(argument.replace("$", "$$")) for argument in job.arguments]
    return environment().get_template("deploy/kubeflow.yaml.j2").render(
        title=comment(job.title),
        name=quoted(job.name),
        program_name=quoted(f"{job.name}-program"),
        namespace=quoted(job.namespace) if job.namespace else "",
        program_file=quoted(program),
        program_path=quoted(f"/work/{program}"),
        program=block(job.program, 4),
        arguments=arguments,
        image=quoted(job.image or (GPU_IMAGE if job.gpus else IMAGE)),
        workers=job.workers,
        gpus=job.gpus,
        restart_policy="OnFailure" if job.restarts else "Never",
        # The operator adds up the restarts of all pods, and gives up when there are as many as this.
        most_restarts=job.restarts * job.workers + 1 if job.restarts else 0,
        volume=quoted(job.volume or job.name),
        storage="" if job.volume else quoted(job.storage),
        access="ReadWriteMany" if job.workers > 1 else "ReadWriteOnce",
    )  # fmt: skip


def job_name(name: str) -> str:
    """A name that services, and so jobs, may have (RFC 1035): small letters, digits and dashes, a letter first."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if not plain[:1].isalpha():
        plain = f"model-{plain}"
    return plain[:LONGEST_NAME].strip("-")
