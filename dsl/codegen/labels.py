"""What a loss compares the outputs of a model with: class numbers, one-hot rows, yes or no, any numbers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from dsl.codegen.steps import Body, Make, walk
from dsl.ir import traverse, values
from dsl.ir.definitions import Definition
from dsl.ir.graph import FromNode, Graph, LayerInstance, Port, Shape
from dsl.ir.training import Training
from dsl.ir.traverse import symbols
from dsl.ir.values import Expr, Role
from dsl.records import dataclass

Form = Literal["classes", "one_hot", "binary", "numbers", "unknown"]

# Losses that compare numbers with numbers, in one lower-case word.
OF_NUMBERS = frozenset(
    {
        "meansquarederror", "mse", "meanabsoluteerror", "mae", "meanabsolutepercentageerror", "mape",
        "meansquaredlogarithmicerror", "msle", "huber", "logcosh", "poisson", "cosinesimilarity",
        "kldivergence", "kld", "kullbackleiblerdivergence",
    }
)  # fmt: skip

# The settings that compare labels with outputs.
COMPARING = ("loss", "metrics", "weighted_metrics")

# Layers that give as many numbers as they are given.
KEEPING = ("Activation", "Softmax", "Identity", "Dropout")


@dataclass(frozen=True)
class Labels:
    """What stands against one output: `classes` is 0 where their number is not known.

    `sizes` is the shape of one sample of the output, None where it is not known or hangs on a parameter of the
    model. `is_column` says that the last size is 1, by default at least: labels may then leave it out. `ignored`
    says that the loss leaves out samples of a class of its own. `own` says that functions or classes of the file or
    of Python compare the labels with the output, as a loss or as a metric.
    """

    form: Form
    classes: int
    sizes: Shape | None
    is_column: bool
    ignored: bool
    own: bool = False

    @property
    def rank(self) -> int | None:
        """How many dimensions a sample's label has to be given, None where it can stay as it is.

        Keras brings labels to the rank of the output only for what is its own. `a - b` of other functions would
        compare each of (n,) with each of (n, 1).
        """
        if not self.own or self.sizes is None or not (self.is_column or self.sizes == ()):
            return None
        return len(self.sizes)

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes that a sample's label may have."""
        if self.sizes is None or self.form == "unknown":
            return ()
        if self.form == "classes":
            return (self.sizes[:-1], (*self.sizes[:-1], 1))
        if self.form != "one_hot" and self.is_column:
            return (self.sizes, self.sizes[:-1])
        return (self.sizes,)

    def count(self, named: Collection[int]) -> int:
        """How many classes there are; where the model leaves it open, as many as those that are named need."""
        return self.classes or max(named, default=-1) + 1

    def misfit(self, named: Collection[int]) -> str:
        """Why these classes cannot be given weights, as a sentence; empty where they can."""
        if self.form not in ("classes", "one_hot", "binary"):
            return "`class_weight` needs a loss that compares the output with classes"
        if self.form == "binary" and self.sizes is not None and self.sizes not in ((), (1,), (None,)):
            return "`class_weight` needs one class for each sample, and this output answers several questions"
        if self.form != "binary" and self.sizes is not None and len(self.sizes) > 1:
            return "`class_weight` needs one class for each sample, and this output has one for each place in it"
        count = self.count(named)
        beyond = next((key for key in named if key >= count), None)
        if beyond is not None:
            return f"there is no class {beyond}: the output tells {count} apart, from 0 to {count - 1}"
        if not self.classes and len(set(named)) < count:
            return "`class_weight` must name every class here, as their number hangs on a parameter of the model"
        return ""


def loss_form(loss: str) -> Form:
    """What a loss takes, by its name in one lower-case word."""
    if loss.startswith("sparsecategorical") or loss == "categoricalgeneralizedcrossentropy":
        return "classes"
    if loss.startswith("categorical") and "hinge" not in loss:
        return "one_hot"
    if loss.startswith(("binary", "hinge", "squaredhinge")):
        return "binary"
    return "numbers" if loss in OF_NUMBERS else "unknown"


def loss_name(loss: Expr | None, output: str) -> str:
    """The name of an output's loss as one lower-case word: `sparsecategoricalcrossentropy`."""
    match loss:
        case values.Mapping(entries=entries):
            return loss_name(dict(entries).get(output), output)
        case values.Literal(value=str() as name):
            return name.replace("_", "").lower()
        case values.Construct(target=target):
            return target.name.lower()
        case _:
            return ""


def labels_for(model: Definition, body: Body, graph: Graph, training: Training) -> dict[str, Labels]:
    """What stands against each output."""
    return {port.name: _labels(port, model, body, graph, training) for port in graph.outputs}


def _labels(port: Port, model: Definition, body: Body, graph: Graph, training: Training) -> Labels:
    loss = training.value("loss")
    form = loss_form(loss_name(loss, port.name))
    sizes = _fixed_sizes(port, model, body, graph)
    last = sizes[-1] if sizes else None
    count = last or 0 if form in ("classes", "one_hot") else 2 if form == "binary" else 0
    is_column = port.spec.shape is not None and port.spec.shape[1:][-1:] == (1,)
    own = any(_has_own(training.value(setting), port.name) for setting in COMPARING)
    return Labels(form, count, sizes, is_column, _ignores(loss, port.name), own)


def _has_own(value: Expr | None, output: str) -> bool:
    """Whether a setting has for an output what is not Keras's own."""
    if isinstance(value, values.Mapping):
        return _has_own(dict(value.entries).get(output), output)
    parts = () if value is None else traverse.walk(value)
    return any(isinstance(getattr(part, "target", None), values.Declared | values.PythonName) for part in parts)


def _ignores(loss: Expr | None, output: str) -> bool:
    match loss:
        case values.Mapping(entries=entries):
            return _ignores(dict(entries).get(output), output)
        case values.Construct(arguments=arguments):
            return any(argument.name == "ignore_class" for argument in arguments)
        case _:
            return False


def _fixed_sizes(port: Port, model: Definition, body: Body, graph: Graph) -> Shape | None:
    """The shape of one sample, where no flag of the program changes it: sizes that one might are None."""
    if port.spec.shape is None:
        return None
    sizes = port.spec.shape[1:]
    if not model.parameters or not sizes:
        return sizes
    return (*(None for _ in sizes[:-1]), sizes[-1] if _is_fixed(port, body, graph) else None)


def _is_fixed(port: Port, body: Body, graph: Graph) -> bool:
    """Whether the layer that gives an output is made of constants alone."""
    source = port.source
    while isinstance(source, FromNode):
        node = graph.nodes[source.node]
        if not isinstance(node.does, LayerInstance):
            return False
        if node.name not in KEEPING:
            layer = node.does
            made = [step.slot.value for step in walk(body.steps) if isinstance(step, Make)]
            return any(
                value.span == layer.span and all(symbol.role is Role.LET for symbol in symbols(value)) for value in made
            )
        source = node.inputs[0] if node.inputs else None
    return False
