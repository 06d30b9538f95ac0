"""The view: the generated program, ready to be laid out. Templates only place what is here.

Text in these classes is finished Python: expressions come from `printer`, names and literals from `literals`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias


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
    that a mask comes with the input and is for no axis of the output.
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
    ends_masks: bool = False


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
class LearnedBins:
    """The layer that learns bins inside of a class."""

    template: ClassVar[str] = "learned_bins.py.j2"
    name: str
    package: str


@dataclass(frozen=True)
class SetTrainable:
    """The function that says of a network in the middle of an expression whether it learns."""

    template: ClassVar[str] = "set_trainable.py.j2"
    name: str


Part: TypeAlias = Function | Class | Builder | Losses | FixedTraining | LearnedBins | SetTrainable


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

    @property
    def pads(self) -> bool:
        """Whether the samples of a batch are padded to the longest of them."""
        return self.batch == "padded_batch"

    @property
    def described(self) -> str:
        """What the doc line of `load_data` says."""
        which = "Training, validation and test samples" if self.test_kind else "Training and validation samples"
        return f"{which}, each as (inputs, outputs)" if self.training_kind == "arrays" else which

    @property
    def loaded(self) -> str:
        """What takes the result of `load_data`."""
        validation = "validation" if self.validation_kind else "_"
        return f"training, {validation}" + (", test" if self.test_kind else "")

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
    callbacks: str
    save: str
    data: Data

    @property
    def parameters_text(self) -> str:
        """The parameters of `train`."""
        own = ["epochs=EPOCHS", "batch_size=BATCH_SIZE", "seed=SEED", f"run_dir={self.run_dir}"]
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
    def step_range(self) -> str:
        """What a custom loop counts: the first step of each call of the compiled function."""
        return "range(0, steps, model.steps_per_execution)" if self.steps_per_execution else "range(steps)"

    @property
    def last_step(self) -> str:
        """The last step of a call of the compiled function."""
        return "step + model.steps_per_execution - 1" if self.steps_per_execution else "step"


@dataclass(frozen=True)
class Adapted:
    """A preprocessing layer that learns from the training data: how to get at it, and at what it sees."""

    layer: str
    samples: str


@dataclass(frozen=True)
class Module:
    """A generated program. `training` is None where the file has no `train` block for the model."""

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
