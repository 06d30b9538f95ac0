"""The data of a `train` block: how `load_data` reads it."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.codegen import view
from dsl.codegen.literals import MODULE_NAMES, identifier, string
from dsl.codegen.naming import Names
from dsl.codegen.printer import Printer
from dsl.codegen.synthetic import Array, write_synthetic
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.training import DataSource, Training
from dsl.ir.values import Expr

# The variables of `load_data`.
LOCAL_NAMES = frozenset({"training", "validation", "samples", "rng"})

READERS = {"npz": "npz", "csv": "csv", "keras_dataset": "keras_dataset"}


def write_data(
    training: Training, model: Definition, printer: Printer, folder: str, arrays: Mapping[str, Array]
) -> view.Data:
    """The view of a block's data. `folder` leads from the generated file to the folder of the .model file."""
    source = training.source("data")
    assert source is not None
    writer = _DataWriter(model, printer, folder, arrays)
    held_out = training.source("validation_data")
    split = training.value("validation_split")
    load = list(writer.read(source, "training"))
    validation_kind = ""
    if held_out is not None:
        load += writer.read(held_out, "validation")
        validation_kind = _kind(held_out)
        load.append(view.Return("training, validation"))
    elif split is not None and not _is_zero(split):
        validation_kind = _kind(source)
        load[-1] = _renamed(load[-1], "samples")
        load.append(view.Return(f"split(samples, {printer.text(split)})"))
    else:
        load.append(view.Return("training, None"))
    sources = [source, held_out] if held_out else [source]
    readers = dict.fromkeys(READERS[s.name] for s in sources if s.name in READERS)
    if load[-1] == view.Return("training, None") or held_out is not None:
        splits: tuple[str, ...] = ()
    else:
        splits = (f"split_{validation_kind}",)
    counting = ("count",) if "dataset" in (_kind(source), validation_kind) else ()
    return view.Data((*counting, *readers, *splits), tuple(load), _kind(source), validation_kind)


def _kind(source: DataSource) -> str:
    return "dataset" if source.name == "python" else "arrays"


def _is_zero(value: Expr) -> bool:
    return isinstance(value, values.Literal) and not value.value


def _renamed(statement: view.Statement, target: str) -> view.Statement:
    assert isinstance(statement, view.Assign)
    return view.Assign(target, statement.value)


class _DataWriter:
    def __init__(self, model: Definition, printer: Printer, folder: str, arrays: Mapping[str, Array]) -> None:
        self.model = model
        self.printer = printer
        self.folder = folder
        self.arrays = arrays
        names = Names(MODULE_NAMES | LOCAL_NAMES)
        self.inputs = {port.symbol.name: names.unique(identifier(port.symbol.name)) for port in model.inputs}
        self.outputs = {output.name: names.unique(identifier(output.name)) for output in model.outputs}

    def read(self, source: DataSource, target: str) -> view.Block:
        """The statements that read a source and give it the name `target`."""
        if source.name == "python":
            return (view.Assign(target, f"{function_name(_python_function(source)[1])}()"),)
        if source.name == "synthetic":
            names = {**self.inputs, **self.outputs}
            return (
                *write_synthetic(source, self.arrays, names, self.printer),
                self._pair(target, cast=False),
            )
        names_text = ", ".join([*self.inputs.values(), *self.outputs.values()])
        return (view.Assign(names_text, self._reading(source)), self._pair(target, cast=True))

    def _reading(self, source: DataSource) -> str:
        fields = dict(source.fields)
        if source.name == "keras_dataset":
            return self._keras_dataset(source, fields)
        wanted = [self._field(name, fields, source) for name in [*self.inputs, *self.outputs]]
        path = source.option("path")
        assert path is not None
        return f"read_{source.name}({self._path(path)}, {', '.join(wanted)})"

    def _field(self, name: str, fields: dict[str, Expr], source: DataSource) -> str:
        if name not in fields:
            return self._column(name, string(name), source)
        value = fields[name]
        text = self.printer.text(value)
        return self._column(name, text, source) if isinstance(value, values.Literal) else text

    def _column(self, name: str, text: str, source: DataSource) -> str:
        """One column of a table is a vector; where the input is a row of one number, it is a list of one column."""
        port = next((port for port in self.model.inputs if port.symbol.name == name), None)
        is_row = source.name == "csv" and port is not None and len(port.dims or ()) == 1
        return f"[{text}]" if is_row else text

    def _path(self, path: Expr) -> str:
        if isinstance(path, values.Literal):
            joined = f"{self.folder}/{path.value}" if self.folder else str(path.value)
            return f"HERE / {string(joined)}"
        return (
            f"HERE / {string(self.folder)} / {self.printer.text(path)}"
            if self.folder
            else f"HERE / {self.printer.text(path)}"
        )

    def _keras_dataset(self, source: DataSource, fields: dict[str, Expr]) -> str:
        name = source.option("name")
        split = source.option("split")
        assert isinstance(name, values.Literal)
        part = self.printer.text(split) if split is not None else '"train"'
        wanted = [
            self.printer.text(fields[port]) if port in fields else string("x" if port in self.inputs else "y")
            for port in [*self.inputs, *self.outputs]
        ]
        return f"read_keras_dataset({string(str(name.value))}, {part}, {', '.join(wanted)})"

    def _pair(self, target: str, cast: bool) -> view.Statement:
        dtypes = {port.symbol.name: port.dtype for port in self.model.inputs}
        inputs = {}
        for name, text in self.inputs.items():
            dtype = dtypes[name]
            inputs[name] = text if not cast or dtype == "string" else f"{text}.astype({string(dtype or '')})"
        return view.Assign(target, f"({_by_name(inputs)}, {_by_name(self.outputs)})")


def _by_name(texts: dict[str, str]) -> str:
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "{" + ", ".join(f"{string(name)}: {text}" for name, text in texts.items()) + "}"


def python_imports(training: Training) -> tuple[str, ...]:
    """The import lines of the Python functions that give data."""
    sources = [training.source("data"), training.source("validation_data")]
    pairs = [_python_function(source) for source in sources if source is not None and source.name == "python"]
    return tuple(dict.fromkeys(import_line(module, name, function_name(name)) for module, name in pairs))


def import_line(module: str, name: str, given: str) -> str:
    """`from module import name`, under another name where the program needs that one itself."""
    return f"from {module} import {name}" + ("" if given == name else f" as {given}")


def function_name(name: str) -> str:
    """What a function that gives data is called in the program."""
    return identifier(name, MODULE_NAMES | LOCAL_NAMES)


def _python_function(source: DataSource) -> tuple[str, str]:
    value = source.option("function")
    assert isinstance(value, values.Literal)
    module, _, name = str(value.value).partition(":")
    return module, name
