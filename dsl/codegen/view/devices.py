"""What trains: one device, several of a machine, or several processes."""

from __future__ import annotations

from dsl.codegen.literals import string
from dsl.records import dataclass


@dataclass(frozen=True)
class Devices:
    """The devices that train. `strategy` is `mirrored`, `multi_worker`, or empty for one device.

    `is_custom` says that a loop of the program's own trains.
    """

    strategy: str
    is_custom: bool

    @property
    def distribute(self) -> str:
        """How the strategy is made that shares the work out; empty for one device."""
        match self.strategy:
            case "mirrored":
                return "tf.distribute.MirroredStrategy()"
            case "multi_worker":
                return "tf.distribute.MultiWorkerMirroredStrategy(workers())"
            case _:
                return ""

    @property
    def is_multi_worker(self) -> bool:
        """Whether several processes train together."""
        return self.strategy == "multi_worker"

    @property
    def in_replicas(self) -> bool:
        """Whether the program itself gives each replica its part of a batch."""
        return self.is_custom and bool(self.strategy)

    @property
    def steps_template(self) -> str:
        """The template of the compiled functions of a custom loop."""
        return f"training/{'replica_' if self.strategy else ''}steps.py.j2"

    @property
    def whole_loss(self) -> str:
        """The loss of the samples, which Keras divides by the number of replicas."""
        return "loss * strategy.num_replicas_in_sync" if self.strategy else "loss"

    @property
    def shared_batches(self) -> str:
        """The `batches` of a dataset as a custom loop reads them."""
        if self.is_multi_worker:
            return "shared_out(batches, strategy)"
        return "strategy.experimental_distribute_dataset(batches)" if self.strategy else "batches"

    @property
    def is_chief(self) -> str:
        """Whether this process shows the progress."""
        return "is_chief(strategy)" if self.is_multi_worker else "True"

    @property
    def saves_argument(self) -> str:
        """Whether this process writes checkpoints, as a last argument."""
        return ", is_chief(strategy)" if self.is_multi_worker else ""

    @property
    def saves_parameter(self) -> str:
        """The same as a last parameter."""
        return ", saves" if self.is_multi_worker else ""

    @property
    def signalled(self) -> str:
        """A signal as a reason to write a checkpoint, before another reason."""
        return "" if self.is_multi_worker else "self.signal or "

    @property
    def gathers_anywhere(self) -> bool:
        """Whether the arrays may be where the model is; tf.data and several devices read them from the host."""
        return self.is_custom and not self.strategy

    @property
    def gathering_device(self) -> str:
        """Where the arrays are, and batches are gathered from them."""
        return "self.device" if self.gathers_anywhere else string("CPU:0")
