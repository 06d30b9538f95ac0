"""Whether a training has anything to make smaller."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.analysis.problems import Problems
from dsl.ir import definitions, values
from dsl.ir.definitions import Definition
from dsl.ir.program import Program
from dsl.ir.training import Training

ADDING_LAYER = "ActivityRegularization"


def check_loss(program: Program, training: Training, problems: Problems) -> None:
    """Report a block that trains without a loss, where the model adds none of its own either."""
    loss = training.value("loss")
    is_given = loss is not None and not (isinstance(loss, values.Literal) and loss.value is None)
    if is_given or training.find("data") is None:
        return
    if not any(_adds_loss(definition) for definition in _used(program, training.model)):
        problems.report(
            "E512",
            f"there is no loss: `{training.model}` adds none, and the block gives none",
            training.span if loss is None else loss.span,
            "give the block one, for example `loss = MeanSquaredError()`",
        )


def _used(program: Program, model: str) -> Iterator[Definition]:
    """The model and the definitions that it is made of."""
    every = {definition.name: definition for definition in program.definitions}
    waiting, seen = [model], {model}
    while waiting:
        definition = every[waiting.pop()]
        yield definition
        for part in definition.parts:
            target = getattr(part, "target", None)
            if isinstance(target, values.Declared) and target.name not in seen:
                seen.add(target.name)
                waiting.append(target.name)


def _adds_loss(definition: Definition) -> bool:
    if any(isinstance(statement, definitions.AddLoss) for statement in definitions.statements(definition.body)):
        return True
    return any(map(_may_add, definition.parts))


def _may_add(part: object) -> bool:
    """Whether a layer has a loss of its own; of one from Python that is not known."""
    if not isinstance(part, values.Construct):
        return False
    regularized = any(argument.name and argument.name.endswith("regularizer") for argument in part.arguments)
    return regularized or isinstance(part.target, values.PythonName) or part.target.name == ADDING_LAYER
