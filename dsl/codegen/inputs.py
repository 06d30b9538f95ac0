"""The symbolic inputs of a model: `tf.keras.Input(…)`, alone or in a dict by name."""

from __future__ import annotations

from dsl.codegen import view
from dsl.codegen.keras_names import keras_names
from dsl.codegen.literals import by_name, string
from dsl.codegen.naming import Names
from dsl.codegen.printer import Printer
from dsl.codegen.steps import Call, Set, Step, walk
from dsl.ir.definitions import AnyDim, Definition, InputPort


class Inputs:
    """Writes the inputs of one model."""

    def __init__(self, definition: Definition, names: Names, printer: Printer) -> None:
        self.definition = definition
        self.names = names
        self.printer = printer

    def nested(self) -> str:
        """All of them in one expression."""
        return by_name({port.symbol.name: self.text(port) for port in self.definition.inputs})

    def statements(self, steps: tuple[Step, ...]) -> tuple[view.Block, list[str]]:
        """The input tensors, and the names they keep even where the file gives theirs to another value."""
        written: list[view.Statement] = []
        given = []
        assigned = {target for step in walk(steps) if isinstance(step, Call | Set) for target in step.targets}
        for port in self.definition.inputs:
            name = self.names.of[port.symbol]
            if port.symbol in assigned:
                kept = self.names.unique(f"{name}_input")
                written += [view.Assign(kept, self.text(port)), view.Assign(name, kept)]
                given.append(kept)
            else:
                written.append(view.Assign(name, self.text(port)))
                given.append(name)
        return tuple(written), given

    def name(self, port: InputPort) -> str:
        """The name of an input; beside a `Dense` layer, which Keras calls `dense`, none can be called so too.

        A dict of inputs goes by their names, so only one that is alone can be given another.
        """
        name = port.symbol.name
        clashes = len(self.definition.inputs) == 1 and name in keras_names(self.definition)
        return f"{name}_input" if clashes else name

    def text(self, port: InputPort) -> str:
        """`tf.keras.Input(shape=(8,), name="x")`."""
        dims = [
            "None" if isinstance(dim, AnyDim) else self.printer.text(dim)  # type: ignore[arg-type]
            for dim in port.dims or ()
        ]
        shape = f"({dims[0]},)" if len(dims) == 1 else f"({', '.join(dims)})"
        parts = [f"shape={shape}"]
        if port.dtype != "float32":
            parts.append(f"dtype={string(port.dtype or '')}")
        parts.append(f"name={string(self.name(port))}")
        if port.options:
            parts.append(self.printer.arguments(port.options))
        return f"tf.keras.Input({', '.join(parts)})"
