"""Layers that are told not to learn, and learn all the same."""

from __future__ import annotations

from dsl.analysis.problems import Problems
from dsl.analysis.shapes.registry import LEARN_INSIDE, WRAPPERS
from dsl.catalog import Category, Entry
from dsl.ir import values
from dsl.ir.program import Program


def warn_of_frozen(program: Program, problems: Problems) -> None:
    """Report `trainable=False` of layers that keep it to themselves: their weights are those of layers inside."""
    for definition in program.definitions:
        if definition.name in program.own:
            for part in definition.parts:
                if isinstance(part, values.Construct):
                    _look_at(part, problems)


def _look_at(made: values.Construct, problems: Problems) -> None:
    target = made.target
    if not isinstance(target, Entry) or target.category is not Category.LAYERS or target.name not in LEARN_INSIDE:
        return
    for argument in made.arguments:
        if argument.name == "trainable" and isinstance(argument.value, values.Literal) and not argument.value.value:
            layer = "the layer inside" if target.name in WRAPPERS else "a `layer` of your own around it"
            problems.report(
                "W301",
                f"`{target.name}` learns all the same",
                argument.value.span,
                f"Keras does not pass `trainable` on; give it to {layer}",
            )
