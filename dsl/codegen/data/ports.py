"""What the model takes and gives, as the data have to be."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.codegen.data.imports import LOCAL_NAMES
from dsl.codegen.labels import Labels
from dsl.codegen.literals import MODULE_NAMES, by_name, identifier, string
from dsl.codegen.naming import Names
from dsl.codegen.printer import Printer
from dsl.codegen.synthetic import Array
from dsl.ir import values
from dsl.ir.definitions import AnyDim, Definition, InputPort
from dsl.ir.values import Expr, Role, Symbol
from dsl.records import dataclass

TEXT = '"str"'


@dataclass(frozen=True)
class Wanted:
    """The samples that a port of the model takes: one of `shapes`, as Python text; `classes` as in `Labels`."""

    dtype: str
    shapes: tuple[str, ...]
    classes: int = 0

    @property
    def arguments(self) -> str:
        """What `checked` is told."""
        classes = [f"classes={self.classes}"] if self.classes else []
        return ", ".join([self.dtype, *self.shapes, *classes])


class Ports:
    """The inputs and outputs of a model, with the variables of `load_data` that hold their samples."""

    def __init__(
        self,
        model: Definition,
        labels: Mapping[str, Labels],
        arrays: Mapping[str, Array],
        printer: Printer,
        folder: str,
    ) -> None:
        self.model = model
        self.labels = labels
        self.arrays = arrays
        self.printer = printer
        self.folder = folder
        names = Names(MODULE_NAMES | LOCAL_NAMES)
        self.inputs = {port.symbol.name: names.unique(identifier(port.symbol.name)) for port in model.inputs}
        self.outputs = {output.name: names.unique(identifier(output.name)) for output in model.outputs}
        self.weight = names.unique("sample_weight")

    @property
    def varies(self) -> bool:
        """Whether samples may differ in their lengths."""
        return any(isinstance(dim, AnyDim) for port in self.model.inputs for dim in port.dims or ())

    def input(self, name: str) -> InputPort | None:
        """The input of that name."""
        return next((port for port in self.model.inputs if port.symbol.name == name), None)

    def dims(self, port: InputPort) -> list[str]:
        """The sizes of one sample: `None` for what varies, or hangs on a flag of the program."""
        return [self._dim(dim) for dim in port.dims or ()]

    def _dim(self, dim: object) -> str:
        match dim:
            case values.Literal(text=text):
                return text
            case values.Reference(symbol=Symbol(role=Role.LET)):
                return self.printer.text(dim)
            case _:
                return "None"

    def dtype(self, port: InputPort) -> str:
        """The dtype of an input as text."""
        return TEXT if port.dtype == "string" else string(port.dtype or "float32")

    def wanted(self, name: str, inner: int = 0) -> Wanted | None:
        """What the samples of a port have to be, without the first `inner` dimensions; None where anything will do."""
        port = self.input(name)
        if port is not None:
            return Wanted(self.dtype(port), (shape_text(self.dims(port)[inner:]),))
        labels = self.labels[name]
        if labels.form == "unknown":
            return None
        is_class = labels.form == "classes"
        shapes = tuple(shape_text([str(size) for size in shape]) for shape in labels.shapes)
        classes = labels.classes if is_class and not labels.ignored else 0
        return Wanted(string("int32" if is_class else "float32"), shapes, classes)

    def as_output(self, name: str, text: str, batched: bool) -> str:
        """Labels as text, brought to the rank of the output; `batched` ones have the batch dimension as well."""
        labels = self.labels.get(name)
        if labels is None or labels.rank is None:
            return text
        return f"like_output({text}, {labels.rank + batched})"

    @property
    def matches_ranks(self) -> bool:
        """Whether labels are brought to the rank of their output."""
        return any(labels.rank is not None for labels in self.labels.values())

    def path(self, path: Expr) -> str:
        """A path of the .model file, from the folder of the program."""
        if isinstance(path, values.Literal):
            return f"HERE / {string(f'{self.folder}/{path.value}' if self.folder else str(path.value))}"
        folder = f"{string(self.folder)} / " if self.folder else ""
        text = self.printer.text(path)
        is_sum = isinstance(path, values.Operation | values.Choice)
        return f"HERE / {folder}{f'({text})' if is_sum else text}"

    def pair(self, texts: Mapping[str, str], weight: str = "") -> str:
        """(inputs, outputs), with the weights of the samples where there are some."""
        parts = [by_name({name: texts[name] for name in names}) for names in (self.inputs, self.outputs)]
        return f"({', '.join([*parts, *([weight] if weight else [])])})"


def shape_text(sizes: list[str]) -> str:
    """A shape as a Python tuple."""
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"
