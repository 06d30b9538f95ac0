"""Sources that give a `tf.data.Dataset`: folders of files, TFRecord files, tfds, and functions in Python."""

from __future__ import annotations

from dsl.codegen import view
from dsl.codegen.data.imports import function_name, python_function
from dsl.codegen.data.ports import TEXT, Ports, shape_text
from dsl.codegen.literals import by_name, string
from dsl.ir.definitions import InputPort
from dsl.ir.training import DataSource

# What Keras calls images of one and of four channels; three are its default.
COLOURS = {"1": "grayscale", "4": "rgba"}

LABEL_MODES = {"one_hot": "categorical", "binary": "binary"}


def read_python(source: DataSource, ports: Ports, target: str) -> view.Block:
    """The call of the function that gives the samples."""
    read = view.Assign(target, f"counted({function_name(python_function(source)[1])}())")
    if not ports.matches_ranks:
        return (read,)
    given = {name: f"y[{string(name)}]" if len(ports.outputs) > 1 else "y" for name in ports.outputs}
    matched = by_name({name: ports.as_output(name, text, batched=False) for name, text in given.items()})
    return (read, view.Assign(target, f"{target}.map(lambda x, y, *weight: (x, {matched}, *weight))"))


# --- folders -------------------------------------------------------------------------------------


def read_folder(source: DataSource, ports: Ports, target: str) -> view.Block:
    """The samples of a folder with a folder of files for each class."""
    directory = source.option("directory")
    assert directory is not None
    (port,), (labels,) = ports.model.inputs, ports.labels.values()
    options = [option for option in source.options if option.name != "directory"]
    given = {str(option.name): ports.printer.text(option.value) for option in options}
    kind = source.name.partition("_")[0]
    implied = _image_options(port, ports) if kind == "image" else {}
    if labels.form in LABEL_MODES and labels.classes:
        implied["label_mode"] = string(LABEL_MODES[labels.form])
    if labels.form in ("classes", "one_hot") and labels.classes:
        implied["classes"] = str(labels.classes)
    named = [f"{name}={text}" for name, text in {**implied, **given}.items()]
    call = ", ".join([f"tf.keras.utils.{source.name}", ports.path(directory), *named])
    read = view.Assign(target, f"read_folder({call})")
    shaped = _shaped(kind, port, ports)
    matched = ports.as_output(next(iter(ports.outputs)), "y", batched=False)
    if (shaped, matched) == ("x", "y"):
        return (read,)
    return (read, view.Assign(target, f"{target}.map(lambda x, y: ({shaped}, {matched}))"))


def _image_options(port: InputPort, ports: Ports) -> dict[str, str]:
    """What the shape of the input says about the images."""
    dims = ports.dims(port)
    if len(dims) != 3:
        return {}
    options = {}
    if "None" not in dims[:2]:
        options["image_size"] = shape_text(dims[:2])
    if dims[2] in COLOURS:
        options["color_mode"] = string(COLOURS[dims[2]])
    return options


def _shaped(kind: str, port: InputPort, ports: Ports) -> str:
    """How `x` gets the shape that the model takes, where Keras's function gives another."""
    dims = ports.dims(port)
    if kind == "text":
        return "tf.expand_dims(x, -1)" if dims == ["1"] else "x"
    return f"tf.ensure_shape(x, {shape_text(dims)})" if kind == "audio" and len(dims) == 2 else "x"


# --- records -------------------------------------------------------------------------------------


def read_records(source: DataSource, ports: Ports, target: str) -> view.Block:
    """The examples of TFRecord files, whose features are described by the model."""
    pattern = source.option("pattern")
    assert pattern is not None
    features = ", ".join(f"{_field(name, source, ports)}: {_feature(name, ports)}" for name in _names(ports))
    path = ports.path(pattern).removeprefix("HERE / ")
    return (
        view.Assign("features", "{" + features + "}"),
        view.Assign(target, f"read_tfrecord({path}, features)"),
        view.Assign(target, f"counted({target}.map(lambda sample: {_pair(source, ports)}))"),
    )


def read_tfds(source: DataSource, ports: Ports, target: str) -> view.Block:
    """A data set of `tensorflow_datasets`."""
    name, split = source.option("name"), source.option("split")
    assert name is not None
    part = string("train") if split is None else ports.printer.text(split)
    return (
        view.Assign(target, f"read_tfds({ports.printer.text(name)}, {part})"),
        view.Assign(target, f"counted({target}.map(lambda sample: {_pair(source, ports)}))"),
    )


def _names(ports: Ports) -> list[str]:
    return [*ports.inputs, *ports.outputs]


def _field(name: str, source: DataSource, ports: Ports) -> str:
    value = dict(source.fields).get(name)
    return string(name) if value is None else ports.printer.text(value)


def _pair(source: DataSource, ports: Ports) -> str:
    cast = {name: _cast(name, source, ports) for name in _names(ports)}
    return ports.pair({name: ports.as_output(name, text, batched=False) for name, text in cast.items()})


def _cast(name: str, source: DataSource, ports: Ports) -> str:
    text = f"sample[{_field(name, source, ports)}]"
    wanted = ports.wanted(name)
    is_stored = source.name == "tfrecord" and wanted is not None and wanted.dtype == string("float32")
    if wanted is None or wanted.dtype == TEXT or is_stored:
        return text
    return f"tf.cast({text}, {wanted.dtype})"


def _feature(name: str, ports: Ports) -> str:
    """How `tf.io` is told of a feature; one whose first dimension varies is a sequence."""
    wanted = ports.wanted(name)
    port = ports.input(name)
    if wanted is None:
        return "tf.io.FixedLenFeature((), tf.float32)"
    stored = "tf.string" if wanted.dtype == TEXT else "tf.float32" if "float" in wanted.dtype else "tf.int64"
    dims = ports.dims(port) if port is not None else []
    if dims[:1] == ["None"]:
        return f"tf.io.FixedLenSequenceFeature({shape_text(dims[1:])}, {stored}, allow_missing=True)"
    return f"tf.io.FixedLenFeature({wanted.shapes[0] if wanted.shapes else '()'}, {stored})"
