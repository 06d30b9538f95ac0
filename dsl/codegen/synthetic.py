"""The random arrays that fit a model, for `data = synthetic(n)`."""

from __future__ import annotations

from dsl.codegen.labels import loss_form, loss_name
from dsl.ir.graph import FromInput, Graph, LayerInstance, Port
from dsl.ir.training import Training
from dsl.records import dataclass

# How long a dimension that varies is made.
VARYING = 16


@dataclass(frozen=True)
class Array:
    """The shape of one sample and what its numbers are: `classes` above 0 for whole numbers below it."""

    shape: tuple[int, ...]
    dtype: str
    classes: int
    one_hot: bool = False


class UnknownShape(Exception):
    """An output whose shape the compiler does not know, so that nothing can be made to fit it."""


def arrays_for(graph: Graph, training: Training) -> dict[str, Array]:
    """An array for each input and output of a model. Raises UnknownShape, with the output's name."""
    arrays = {port.name: _input_array(index, port, graph) for index, port in enumerate(graph.inputs)}
    for port in graph.outputs:
        if port.spec.shape is None:
            raise UnknownShape(port.name)
        arrays[port.name] = _output_array(_sizes(port), loss_name(training.value("loss"), port.name))
    return arrays


def _sizes(port: Port) -> tuple[int, ...]:
    """The shape of one sample."""
    return tuple(VARYING if size is None else size for size in (port.spec.shape or ())[1:])


def _input_array(index: int, port: Port, graph: Graph) -> Array:
    dtype = port.spec.dtype or "float32"
    if dtype == "string":
        return Array(_sizes(port), dtype, 100)
    if "int" not in dtype and dtype != "bool":
        return Array(_sizes(port), dtype, 0)
    words = [
        node.does.arguments.get("input_dim")
        for node in graph.nodes
        if isinstance(node.does, LayerInstance) and node.name == "Embedding" and FromInput(index) in node.inputs
    ]
    known = [count for count in words if isinstance(count, int)]
    return Array(_sizes(port), dtype, min(known, default=2))


def _output_array(sizes: tuple[int, ...], loss: str) -> Array:
    """What a loss compares an output with: class numbers, one-hot rows, yes or no, or any numbers."""
    if loss in ("circle", "ctc"):
        return Array(sizes[:-1], "int32", sizes[-1])
    match loss_form(loss):
        case "classes":
            return Array(sizes[:-1], "int32", sizes[-1])
        case "one_hot":
            return Array(sizes[:-1], "float32", sizes[-1], one_hot=True)
        case "binary":
            return Array(sizes, "float32", 2)
        case _:
            return Array(sizes, "float32", 0)
