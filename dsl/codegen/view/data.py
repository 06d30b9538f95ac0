"""Where samples come from."""

from __future__ import annotations

from dsl.codegen.view.statements import Block
from dsl.records import dataclass


@dataclass(frozen=True)
class Data:
    """Where samples come from: the body of `load_data`, and the functions it needs.

    The kinds are `arrays` or `dataset`; that of validation or test samples is empty where there are none. `batch`
    is the method that makes batches of a dataset, `block` the number of its samples that are shuffled at a time.
    `keras_arguments` says that the function that loads a data set of Keras is told something.
    """

    readers: tuple[str, ...]
    load: Block
    training_kind: str
    validation_kind: str
    test_kind: str
    batch: str
    block: str
    names: str
    keras_arguments: bool

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
