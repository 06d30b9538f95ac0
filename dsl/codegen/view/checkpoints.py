"""What a run keeps, to go on from after a crash."""

from __future__ import annotations

from dsl.codegen.literals import string
from dsl.records import dataclass


@dataclass(frozen=True)
class Checkpoints:
    """Where checkpoints are kept, and after how many seconds within an epoch; `path` is empty where none are.

    `parameters` are the names of what `train` takes beside what every program does.
    """

    path: str
    seconds: str
    parameters: tuple[str, ...]

    @property
    def forgets(self) -> bool:
        """Whether each run starts over."""
        return not self.path

    @property
    def fresh_help(self) -> str:
        """What `--help` says of `--fresh`."""
        return string("start over, without the checkpoint" if self.path else "start over, as every run does here")

    @property
    def run_arguments(self) -> str:
        """The parameters that make a run what it is."""
        return ", ".join(f"{name}={name}" for name in ("batch_size", "seed", *self.parameters))

    @property
    def custom_epochs(self) -> str:
        """The epochs that a custom loop counts."""
        return "checkpoint.first_epoch(epochs), epochs" if self.path else "epochs"

    @property
    def first_epoch_parameter(self) -> str:
        """From which epoch on a stream of batches is needed, as a last parameter."""
        return ", first_epoch" if self.path else ""

    @property
    def first_epoch_argument(self) -> str:
        """The same as an argument."""
        return ", checkpoint.epoch" if self.path else ""

    @property
    def epoch_range(self) -> str:
        """The epochs of a stream of batches."""
        return "first_epoch, epochs" if self.path else "epochs"
