"""Sources that are read as arrays: `npz`, `csv`, `keras_dataset`, and `timeseries`, which cuts them into windows."""

from __future__ import annotations

from pathlib import PurePosixPath

from dsl.codegen import view
from dsl.codegen.data.ports import Ports
from dsl.codegen.literals import string
from dsl.ir import values
from dsl.ir.training import DataSource
from dsl.ir.values import Argument


def read_arrays(source: DataSource, ports: Ports, target: str) -> view.Block:
    """The statements that read arrays, check them, and give them the name `target`."""
    arrays = _Arrays(source, ports)
    return (*arrays.read(), view.Assign(target, arrays.pair()))


def read_windows(source: DataSource, ports: Ports, target: str) -> view.Block:
    """The statements that read the rows of a series and cut them into windows."""
    arrays = _Arrays(source, ports)
    (data,), (targets,) = arrays.checked(ports.inputs, 1), arrays.checked(ports.outputs)
    given = [f"{option.name}={ports.printer.text(option.value)}" for option in source.options if option.name != "path"]
    return (*arrays.read(), view.Assign(target, f"cut_windows({', '.join([data, targets, *given])})"))


def reader(source: DataSource) -> str:
    """The reader of a source: that of the file for a series."""
    if source.name != "timeseries":
        return source.name
    path = source.option("path")
    is_npz = isinstance(path, values.Literal) and PurePosixPath(str(path.value)).suffix == ".npz"
    return "npz" if is_npz else "csv"


def arguments_of_data_set(source: DataSource) -> list[Argument]:
    """What Keras's own function that loads a data set is told."""
    return [one for one in source.options if source.name == "keras_dataset" and one.name not in ("name", "split")]


class _Arrays:
    def __init__(self, source: DataSource, ports: Ports) -> None:
        self.source = source
        self.ports = ports
        self.reader = reader(source)
        self.fields = dict(source.fields)
        self.weight = source.option("sample_weight")

    def read(self) -> list[view.Statement]:
        variables = [*self.ports.inputs.values(), *self.ports.outputs.values()]
        wanted = [self._field(name) for name in [*self.ports.inputs, *self.ports.outputs]]
        if self.weight is not None:
            variables.append(self.ports.weight)
            wanted.append(self.ports.printer.text(self.weight))
        targets = ", ".join(variables)
        if self.reader == "keras_dataset":
            split = self.source.option("split")
            part = string("train") if split is None else self.ports.printer.text(split)
            given = [f"{one.name}={self.ports.printer.text(one.value)}" for one in arguments_of_data_set(self.source)]
            call = f"read_keras_dataset({', '.join([self._place(), part, *wanted, *given])})"
            return [view.Assign(targets, call), *self._padded()]
        path = self.source.option("path")
        assert path is not None
        call = f"read_{self.reader}({', '.join(['path', *wanted])})"
        return [view.Assign("path", self.ports.path(path)), view.Assign(targets, call)]

    def _padded(self) -> list[view.Statement]:
        """Lists of word numbers made equally long, for the inputs that get them."""
        known = self.source.known
        if known is None or not known.is_sequences:
            return []
        lines: list[view.Statement] = []
        for port in self.ports.model.inputs:
            if self.source.gives(port.symbol.name, "x", default="x"):
                variable = self.ports.inputs[port.symbol.name]
                (size,) = self.ports.dims(port) or ("None",)
                length = "" if size == "None" else f", maxlen={size}"
                lines.append(view.Assign(variable, f"tf.keras.utils.pad_sequences({variable}{length})"))
        return lines

    def pair(self) -> str:
        names = {**self.ports.inputs, **self.ports.outputs}
        texts = dict(zip(names, self.checked(names), strict=True))
        weight = ""
        if self.weight is not None:
            field = self.ports.printer.text(self.weight)
            weight = f'checked(path, {field}, {self.ports.weight}, "float32", ())'
        return self.ports.pair(texts, weight)

    def checked(self, names: dict[str, str], inner: int = 0) -> list[str]:
        """Each array, held against what the model takes; `inner` dimensions are made only later."""
        return [self._checked(name, variable, inner) for name, variable in names.items()]

    def _checked(self, name: str, variable: str, inner: int) -> str:
        wanted = self.ports.wanted(name, inner)
        text = variable
        if wanted is not None:
            text = f"checked({self._place()}, {self._field(name)}, {variable}, {wanted.arguments})"
        elif self.reader == "csv":
            text = f'checked(path, {self._field(name)}, {variable}, "float32")'
        return self.ports.as_output(name, text, batched=True)

    def _place(self) -> str:
        """What a message names as the place of a field."""
        if self.reader != "keras_dataset":
            return "path"
        name = self.source.option("name")
        assert isinstance(name, values.Literal)
        return string(str(name.value))

    def _field(self, name: str) -> str:
        value = self.fields.get(name)
        if value is not None and not isinstance(value, values.Literal):
            return self.ports.printer.text(value)
        return self._column(name, self._default(name) if value is None else self.ports.printer.text(value))

    def _default(self, name: str) -> str:
        if self.reader != "keras_dataset":
            return string(name)
        return string("x" if name in self.ports.inputs else "y")

    def _column(self, name: str, text: str) -> str:
        """One column of a table is a vector; where the input is a row of one number, it is a list of one column."""
        port = self.ports.input(name)
        sizes = len(port.dims or ()) if port is not None else 0
        is_row = self.reader == "csv" and sizes == (2 if self.source.name == "timeseries" else 1)
        return f"[{text}]" if is_row else text
