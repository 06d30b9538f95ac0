"""The view: the generated program, ready to be laid out. Templates only place what is here.

Text in these classes is finished Python: expressions come from `printer`, names and literals from `literals`.
"""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from dsl.codegen.literals import string
from dsl.records import dataclass


@dataclass(frozen=True)
class Assign:
    """`target = value`."""

    target: str
    value: str


@dataclass(frozen=True)
class Do:
    """An expression that stands as a statement."""

    value: str


@dataclass(frozen=True)
class Return:
    """`return value`."""

    value: str


@dataclass(frozen=True)
class For:
    """`for target in iterable:`."""

    target: str
    iterable: str
    body: Block


@dataclass(frozen=True)
class If:
    """`if test:`, with `else:` where there is something in it, and `elif` where that is another `if`."""

    test: str
    then: Block
    orelse: Block

    @property
    def chained(self) -> If | None:
        """The `if` that is all there is in `else`."""
        match self.orelse:
            case (If() as inner,):
                return inner
            case _:
                return None


Statement: TypeAlias = Assign | Do | Return | For | If
Block: TypeAlias = tuple[Statement, ...]


@dataclass(frozen=True)
class Parameter:
    """A parameter of a Python function: `text` is the name with its default, `attribute` where a class keeps it."""

    name: str
    text: str
    key: str
    attribute: str


@dataclass(frozen=True)
class Function:
    """A function without weights."""

    template: ClassVar[str] = "function.py.j2"
    name: str
    parameters: tuple[str, ...]
    package: str
    body: Block


@dataclass(frozen=True)
class Class:
    """A subclass of `base`: layers made in `init` and `build`, called in `call`.

    `build` is empty where nothing depends on the shape of the input. `objects` are the keys of its configuration
    under which layers or functions stand. `output_shape` is empty where Keras does not ask for it. `ends_masks` says
    why a mask that comes with the input goes no further, and is empty where none comes or it goes on.
    """

    template: ClassVar[str] = "class.py.j2"
    name: str
    base: str
    package: str
    parameters: tuple[Parameter, ...]
    init: Block
    build_parameters: tuple[str, ...]
    build: Block
    call_parameters: tuple[str, ...]
    call: Block
    output_shape: str
    objects: tuple[str, ...]
    ends_masks: str = ""


@dataclass(frozen=True)
class Builder:
    """A function that gives a model."""

    template: ClassVar[str] = "builder.py.j2"
    name: str
    parameters: tuple[str, ...]
    body: Block


@dataclass(frozen=True)
class Losses:
    """The layer through which a functional model adds losses."""

    template: ClassVar[str] = "losses.py.j2"
    name: str
    package: str


@dataclass(frozen=True)
class FixedTraining:
    """The layer through which a functional model calls another one with a `training` of its own."""

    template: ClassVar[str] = "fixed_training.py.j2"
    name: str
    package: str


@dataclass(frozen=True)
class BesideInputs:
    """The layer through which a functional model calls another one on what no input has a part in."""

    template: ClassVar[str] = "beside_inputs.py.j2"
    name: str
    package: str


@dataclass(frozen=True)
class LearnedBins:
    """The layer that learns bins inside of a class."""

    template: ClassVar[str] = "learned_bins.py.j2"
    name: str
    package: str


@dataclass(frozen=True)
class BuiltOutside:
    """The layer that is a Normalization inside of a class."""

    template: ClassVar[str] = "built_outside.py.j2"
    name: str
    package: str


@dataclass(frozen=True)
class SetTrainable:
    """The function that says of a network in the middle of an expression whether it learns."""

    template: ClassVar[str] = "set_trainable.py.j2"
    name: str


Part: TypeAlias = (
    Function | Class | Builder | Losses | FixedTraining | BesideInputs | LearnedBins | BuiltOutside | SetTrainable
)


@dataclass(frozen=True)
class Flag:
    """A command-line flag: `options` is what `add_argument` takes, `parameter` the name it gives a value to."""

    options: str
    parameter: str


@dataclass(frozen=True)
class Data:
    """Where samples come from: the body of `load_data`, and the functions it needs.

    The kinds are `arrays` or `dataset`; that of validation or test samples is empty where there are none. `batch`
    is the method that makes batches of a dataset, `block` the number of its samples that are shuffled at a time.
    """

    readers: tuple[str, ...]
    load: Block
    training_kind: str
    validation_kind: str
    test_kind: str
    batch: str
    block: str
    names: str

    @property
    def is_arrays(self) -> bool:
        """Whether the training samples are arrays."""
        return self.training_kind == "arrays"

    @property
    def is_stream(self) -> bool:
        """Whether they come one after the other, from files or from a function."""
        return not self.is_arrays

    @property
    def pads(self) -> bool:
        """Whether the samples of a batch are padded to the longest of them."""
        return self.batch == "padded_batch"

    @property
    def described(self) -> str:
        """What the doc line of `load_data` says."""
        which = "Training, validation and test samples" if self.test_kind else "Training and validation samples"
        return f"{which}, each as (inputs, outputs)" if self.is_arrays else which

    @property
    def loaded(self) -> str:
        """What takes the result of `load_data`."""
        validation = "validation" if self.validation_kind else "_"
        return f"training, {validation}" + (", test" if self.test_kind else "")

    @property
    def count(self) -> str:
        """The number of training samples."""
        return "batches.count" if self.is_arrays else "len(training)"

    @property
    def validation_batches(self) -> str:
        """The validation samples in batches."""
        return self._batches("validation", self.validation_kind)

    @property
    def test_batches(self) -> str:
        """The test samples in batches."""
        return self._batches("test", self.test_kind)

    def _batches(self, name: str, kind: str) -> str:
        if kind == "arrays":
            return f"tf.data.Dataset.from_tensor_slices({name}).batch(batch_size)"
        return f"{name}.{self.batch}(batch_size)"


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
    checkpoint: str
    checkpoint_seconds: str
    logs_csv: bool
    parameter_names: tuple[str, ...]
    strategy: str

    @property
    def parameters_text(self) -> str:
        """The parameters of `train`."""
        own = ["epochs=EPOCHS", "batch_size=BATCH_SIZE", "seed=SEED", f"run_dir={self.run_dir}"]
        own += ["fresh=False"] if self.checkpoint else []
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
    def gathers_anywhere(self) -> bool:
        """Whether the arrays may be where the model is; tf.data and several devices read them from the host."""
        return not self.fits and not self.strategy

    @property
    def gathering_device(self) -> str:
        """Where the arrays are, and batches are gathered from them."""
        return "self.device" if self.gathers_anywhere else string("CPU:0")

    @property
    def step_samples(self) -> str:
        """The samples of one step of a custom loop."""
        samples = "batches.batch(step)" if self.data.is_arrays else "next(iterator)"
        return f"weighted(*{samples})" if self.class_weight else samples

    @property
    def fits(self) -> bool:
        """Whether `Model.fit` trains."""
        return self.loop == "fit"

    @property
    def is_custom(self) -> bool:
        """Whether a loop of the program's own trains."""
        return not self.fits

    @property
    def fit_callbacks(self) -> tuple[str, ...]:
        """What `Model.fit` calls: what shuffles arrays, and the callbacks of the file."""
        shuffles = ("tf.keras.callbacks.LambdaCallback(on_epoch_begin=batches.shuffle)",)
        return (*(shuffles if self.shuffles_arrays else ()), *self.callbacks)

    # --- several devices -------------------------------------------------------------------------

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
    def evaluates(self) -> bool:
        """Whether a custom loop evaluates the model: where several processes do, Keras cannot."""
        return bool(self.data.validation_kind) or (bool(self.data.test_kind) and bool(self.strategy))

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
        if self.in_replicas:
            return f"evaluate({self.data.test_batches})"
        return f"model.evaluate({self.data.test_batches}, verbose=0, return_dict=True)"

    @property
    def is_chief(self) -> str:
        """Whether this process shows the progress."""
        return "is_chief(strategy)" if self.is_multi_worker else "True"

    @property
    def listed_callbacks(self) -> str:
        """The list of callbacks that a custom loop runs."""
        if not self.callbacks and not self.checkpoint:
            return ""
        listed = "[*callbacks, checkpoint]" if self.checkpoint else f"[{', '.join(self.callbacks)}]"
        return f"own_callbacks({listed}, strategy)" if self.is_multi_worker else listed

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
    def saves_within_epochs(self) -> bool:
        """Whether a checkpoint may be written between any two steps: several processes could not agree on one."""
        return bool(self.checkpoint) and not self.is_multi_worker

    @property
    def passes_steps(self) -> bool:
        """Whether a custom loop may have to pass over steps."""
        return self.saves_within_epochs and self.is_custom

    # --- checkpoints -----------------------------------------------------------------------------

    @property
    def forgets(self) -> bool:
        """Whether each run starts over."""
        return not self.checkpoint

    @property
    def fresh_help(self) -> str:
        """What `--help` says of `--fresh`."""
        return string("start over, without the checkpoint" if self.checkpoint else "start over, as every run does here")

    @property
    def kept_callbacks(self) -> tuple[str, ...]:
        """The callbacks whose state is kept, the history among them."""
        named = self.fit_callbacks if self.fits else self.callbacks
        return (*named, "tf.keras.callbacks.History()")

    @property
    def run_arguments(self) -> str:
        """The parameters that make a run what it is."""
        return ", ".join(f"{name}={name}" for name in ("batch_size", "seed", *self.parameter_names))

    @property
    def first_samples(self) -> str:
        """The samples of the first step."""
        return "batches.batch(0)" if self.data.is_arrays else "next(iter(batches))"

    @property
    def custom_epochs(self) -> str:
        """The epochs that a custom loop counts."""
        return "checkpoint.first_epoch(epochs), epochs" if self.checkpoint else "epochs"

    @property
    def first_epoch_parameter(self) -> str:
        """From which epoch on a stream of batches is needed, as a last parameter."""
        return ", first_epoch" if self.checkpoint else ""

    @property
    def first_epoch_argument(self) -> str:
        """The same as an argument."""
        return ", checkpoint.epoch" if self.checkpoint else ""

    @property
    def epoch_range(self) -> str:
        """The epochs of a stream of batches."""
        return "first_epoch, epochs" if self.checkpoint else "epochs"


@dataclass(frozen=True)
class Adapted:
    """A preprocessing layer that learns from the training data: how to get at it, and at what it sees."""

    layer: str
    samples: str


@dataclass(frozen=True)
class Module:
    """A generated program. `training` is None where the file has no `train` block for the model."""

    style: str
    docstring: str
    stdlib_imports: tuple[str, ...]
    imports: tuple[str, ...]
    own_imports: tuple[str, ...]
    needs_here: bool
    reads_numbers: bool
    reads_values: bool
    lets: Block
    parts: tuple[Part, ...]
    training: Training | None
    flags: tuple[Flag, ...]
