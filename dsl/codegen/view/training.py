"""How a program trains its model."""

from __future__ import annotations

from dsl.codegen.view.checkpoints import Checkpoints
from dsl.codegen.view.data import Data
from dsl.codegen.view.devices import Devices
from dsl.records import dataclass


@dataclass(frozen=True)
class ClassWeight:
    """The weights of classes as a dict, and how a custom loop gets the class numbers of the labels `y`."""

    text: str
    classes: str


@dataclass(frozen=True)
class Leaving:
    """What a run leaves in other formats: items of a dict from formats to paths.

    `onnx_inputs` is how many inputs a model in the format ONNX has, 0 where there is none; `packages` are what has to
    be installed beside TensorFlow, as arguments.
    """

    exports: tuple[str, ...]
    onnx_inputs: int
    packages: str


@dataclass(frozen=True)
class Adapted:
    """A preprocessing layer that learns from the training data: how to get at it, and at what it sees."""

    layer: str
    samples: str


@dataclass(frozen=True)
class Training:
    """The functions that train the model. `weighted` says that samples may come with weights."""

    loop: str
    parameters: tuple[str, ...]
    model_arguments: str
    run_dir: str
    batch_size: str
    epochs: str
    seed: str
    shuffle: bool
    weighted: bool
    class_weight: ClassWeight | None
    policy: str
    adapted: tuple[Adapted, ...]
    compile_arguments: tuple[str, ...]
    steps_per_execution: str
    callbacks: tuple[str, ...]
    stops_on_nan: bool
    measures_python: bool
    save: str
    leaving: Leaving
    data: Data
    checkpoints: Checkpoints
    devices: Devices
    logs_csv: bool

    @property
    def parameters_text(self) -> str:
        """The parameters of `train`."""
        own = ["epochs=EPOCHS", "batch_size=BATCH_SIZE", "seed=SEED", f"run_dir={self.run_dir}"]
        own += ["fresh=False"] if self.checkpoints.path else []
        return ", ".join([*own, *self.parameters])

    @property
    def weight(self) -> str:
        """The weights of the samples where another argument follows."""
        return "sample_weight, " if self.weighted else ""

    @property
    def weight_last(self) -> str:
        """The weights of the samples as a last argument."""
        return ", sample_weight" if self.weighted else ""

    @property
    def weight_parameter(self) -> str:
        """The weights of the samples as a last parameter: Keras leaves them out where there are none."""
        return ", sample_weight=None" if self.weighted else ""

    @property
    def shuffles_arrays(self) -> bool:
        """Whether the program puts arrays in another order for each epoch."""
        return self.shuffle and self.data.is_arrays

    @property
    def seed_parameter(self) -> str:
        """What the batches of arrays need for their order, as a last parameter."""
        return ", seed" if self.shuffle else ""

    @property
    def step_samples(self) -> str:
        """The samples of one step of a custom loop."""
        samples = "batches.batch(step)" if self.data.is_arrays else "next(iterator)"
        return f"weighted(*{samples})" if self.class_weight else samples

    @property
    def step_name(self) -> str:
        """The name of a step's number in a custom loop, where its samples are found by it."""
        return "step" if self.data.is_arrays else "_"

    @property
    def fits(self) -> bool:
        """Whether `Model.fit` trains."""
        return self.loop == "fit"

    @property
    def is_custom(self) -> bool:
        """Whether a loop of the program's own trains."""
        return not self.fits

    @property
    def tells_steps(self) -> bool:
        """Whether `Model.fit` is told the steps of an epoch, which it cannot see of a stream.

        Told, it makes one iterator an epoch instead of two, and makes it before the epoch begins. Several devices fetch
        samples as soon as there is an iterator, which must not be before arrays are shuffled.
        """
        return self.data.is_stream or not self.devices.strategy

    @property
    def fit_callbacks(self) -> tuple[str, ...]:
        """What `Model.fit` calls: what shuffles arrays, and the callbacks of the file."""
        shuffles = ("tf.keras.callbacks.LambdaCallback(on_epoch_begin=batches.shuffle)",)
        return (*(shuffles if self.shuffles_arrays else ()), *self.callbacks)

    @property
    def evaluates(self) -> bool:
        """Whether a custom loop evaluates the model: where several processes do, Keras cannot."""
        return bool(self.data.validation_kind) or (bool(self.data.test_kind) and bool(self.devices.strategy))

    @property
    def shares_out(self) -> bool:
        """Whether there is a dataset to share out among processes."""
        return self.evaluates or self.data.is_stream

    @property
    def replica_samples(self) -> str:
        """The samples of one replica, of a stream."""
        return "weighted(*samples)" if self.class_weight else "samples"

    @property
    def test_results(self) -> str:
        """The results of the test."""
        if self.devices.in_replicas:
            return f"evaluate({self.data.test_batches})"
        return f"model.evaluate({self.data.test_batches}, verbose=0, return_dict=True)"

    @property
    def listed_callbacks(self) -> str:
        """The list of callbacks that a custom loop runs."""
        if not self.callbacks and not self.checkpoints.path:
            return ""
        listed = "[*callbacks, checkpoint]" if self.checkpoints.path else f"[{', '.join(self.callbacks)}]"
        return f"own_callbacks({listed}, strategy)" if self.devices.is_multi_worker else listed

    @property
    def logging_callbacks(self) -> str:
        """The callbacks among which this process looks for logs to go on with: the chief alone writes any."""
        return "own_callbacks(callbacks, strategy)" if self.devices.is_multi_worker else "callbacks"

    @property
    def saves_within_epochs(self) -> bool:
        """Whether a checkpoint may be written between any two steps: several processes could not agree on one."""
        return bool(self.checkpoints.path) and not self.devices.is_multi_worker

    @property
    def passes_steps(self) -> bool:
        """Whether a custom loop may have to pass over steps."""
        return self.saves_within_epochs and self.is_custom

    @property
    def kept_callbacks(self) -> tuple[str, ...]:
        """The callbacks whose state is kept, the history among them."""
        named = self.fit_callbacks if self.fits else self.callbacks
        return (*named, "tf.keras.callbacks.History()")

    @property
    def first_samples(self) -> str:
        """The samples of the first step."""
        return "batches.batch(0)" if self.data.is_arrays else "next(iter(batches))"
