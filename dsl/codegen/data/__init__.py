"""The data of a `train` block: how `load_data` reads it."""

from __future__ import annotations

from dataclasses import replace

from dsl.codegen import view
from dsl.codegen.data.arrays import arguments_of_data_set, read_arrays, read_windows, reader
from dsl.codegen.data.datasets import read_folder, read_python, read_records, read_tfds
from dsl.codegen.data.ports import Ports
from dsl.codegen.data.synthetic import write_synthetic
from dsl.codegen.literals import string
from dsl.ir import values
from dsl.ir.training import DataSource, Training
from dsl.ir.values import Expr

# The functions of the program that each source is read with.
READERS = {
    "npz": ("npz", "checked"),
    "csv": ("csv", "checked"),
    "keras_dataset": ("keras_dataset", "checked"),
    "timeseries": ("checked", "windows"),
    "tfrecord": ("tfrecord", "counted"),
    "tfds": ("tfds", "counted"),
    "synthetic": (),
    "python": ("counted",),
}
FOLDER = ("folder",)

ARRAYS = ("npz", "csv", "keras_dataset", "synthetic")

# How many samples are shuffled at a time, for each to be anywhere among them; files are shuffled already.
BLOCK, BLOCK_OF_FILES = "10_000", "1_000"


def write_data(training: Training, ports: Ports) -> view.Data:
    """The view of a block's data."""
    source, held_out, test = (training.source(name) for name in ("data", "validation_data", "test_data"))
    assert source is not None
    split = training.value("validation_split")
    splits = held_out is None and split is not None and not _is_zero(split)
    load = list(_read(source, ports, "samples" if splits else "training"))
    for other, target in ((held_out, "validation"), (test, "test")):
        if other is not None:
            load += [line for line in _read(other, ports, target) if not _is_set(line, load)]
    if splits:
        assert split is not None
        load.append(view.Assign("training, validation", f"split(samples, {ports.printer.text(split)})"))
    data = view.Data(
        readers=_readers(training.sources, ports),
        load=(),
        training_kind=_kind(source),
        validation_kind=_kind(source) if splits else _kind(held_out),
        test_kind=_kind(test),
        batch="padded_batch" if ports.varies else "batch",
        block=BLOCK if source.name in READERS else BLOCK_OF_FILES,
        names=_names(source, ports),
        keras_arguments=any(map(arguments_of_data_set, training.sources)),
    )
    return replace(data, readers=(*data.readers, *_helpers(data, splits)), load=_with_return(load, data, splits))


def _names(source: DataSource, ports: Ports) -> str:
    """A tuple of what the arrays of the samples are called, in the order of `tf.nest.flatten`."""
    weight = ["sample_weight"] if source.option("sample_weight") is not None else []
    names = [string(name) for name in [*sorted(ports.inputs), *sorted(ports.outputs), *weight]]
    return f"({', '.join(names)},)"


def _is_set(line: view.Statement, before: list[view.Statement]) -> bool:
    """Whether the features of records are described already."""
    return line in before and isinstance(line, view.Assign) and line.target == "features"


def _with_return(load: list[view.Statement], data: view.Data, splits: bool) -> view.Block:
    """The statements with what they give; a split that ends them is given as it is."""
    if splits and not data.test_kind:
        last = load.pop()
        assert isinstance(last, view.Assign)
        return (*load, view.Return(last.value))
    if splits:  # the training samples are split before the test samples are read: what belongs together
        load.insert(_first_test(load), load.pop())
    parts = ["training", "validation" if data.validation_kind else "None", *(["test"] if data.test_kind else [])]
    return (*load, view.Return(", ".join(parts)))


def _first_test(load: list[view.Statement]) -> int:
    """Behind the statement that gives all samples their name."""
    return 1 + max(i for i, line in enumerate(load) if isinstance(line, view.Assign) and line.target == "samples")


def _readers(found: tuple[DataSource, ...], ports: Ports) -> tuple[str, ...]:
    names = [name for source in found for name in (*_file(source), *READERS.get(source.name, FOLDER))]
    if ports.matches_ranks and any(source.name != "synthetic" for source in found):
        names.append("like_output")
    return tuple(sorted(dict.fromkeys(names), key=_ORDER.index))


def _file(source: DataSource) -> tuple[str, ...]:
    return (reader(source),) if source.name == "timeseries" else ()


# The order in which the functions stand in the program.
_ORDER = ("npz", "csv", "keras_dataset", "checked", "windows", "folder", "tfrecord", "tfds", "counted", "like_output")


def _helpers(data: view.Data, splits: bool) -> tuple[str, ...]:
    return (f"split_{data.training_kind}",) if splits else ()


def _kind(source: DataSource | None) -> str:
    """`arrays`, or a `dataset` that is read from its beginning."""
    return "" if source is None else "arrays" if source.name in ARRAYS else "dataset"


def is_arrays(training: Training) -> bool:
    """Whether the training samples are arrays, and not a `tf.data.Dataset`."""
    return _kind(training.source("data")) == "arrays"


def _is_zero(value: Expr) -> bool:
    return isinstance(value, values.Literal) and not value.value


def _read(source: DataSource, ports: Ports, target: str) -> view.Block:
    """The statements that read a source and give it the name `target`."""
    match source.name:
        case "python":
            return read_python(source, ports, target)
        case "synthetic":
            names = {**ports.inputs, **ports.outputs}
            made = write_synthetic(source, ports.arrays, names, ports.printer)
            return (*made, view.Assign(target, ports.pair(names)))
        case "timeseries":
            return read_windows(source, ports, target)
        case "tfrecord":
            return read_records(source, ports, target)
        case "tfds":
            return read_tfds(source, ports, target)
        case "npz" | "csv" | "keras_dataset":
            return read_arrays(source, ports, target)
        case _:
            return read_folder(source, ports, target)
