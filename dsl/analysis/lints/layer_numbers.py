"""Numbers that Keras takes for a layer and with which it lets nothing through, or learns nothing."""

from __future__ import annotations

from dsl.analysis.lints.objects import named_arguments
from dsl.analysis.problems import Problems
from dsl.analysis.resolve.guesses import closest
from dsl.analysis.training.settings import folded
from dsl.catalog import Category, Entry
from dsl.diagnostics import Fix
from dsl.ir import values
from dsl.ir.program import Program
from dsl.ir.values import Expr

FLIPS = ("horizontal", "vertical", "horizontal_and_vertical")
_DIVIDES = ("AlphaDropout", "GaussianDropout")
_RATES = ("rate", "dropout", "recurrent_dropout")
_NORMALIZING = ("BatchNormalization", "GroupNormalization", "LayerNormalization", "RMSNormalization")


def warn_of_layer_numbers(program: Program, problems: Problems) -> None:
    """Report them wherever the file writes them."""
    parts = [part for one in program.definitions if one.name in program.own for part in one.parts]
    for part in parts:
        if not isinstance(part, values.Construct) or not isinstance(part.target, Entry):
            continue
        if part.target.category is Category.LAYERS:
            for name, value in named_arguments(part.target, part.arguments):
                _check(part.target.name, name, value, problems)


def _check(layer: str, name: str, value: Expr, problems: Problems) -> None:
    literal = folded(value)
    if literal is not None and layer == "RandomFlip" and name == "mode" and literal.value not in FLIPS:
        near = closest(str(literal.value), FLIPS)
        words = f'did you mean `"{near}"`?' if near else f"one of {', '.join(FLIPS)}"
        fix = Fix(value.span, f'"{near}"', words, False) if near else None
        problems.report(
            "W306", f"`RandomFlip` knows no mode {value.span.text}, and flips nothing", value.span, words, fix=fix
        )
        return
    if literal is None or isinstance(literal.value, bool) or not isinstance(literal.value, int | float):
        return
    number, shown = literal.value, f"`{name}` of `{layer}`: expected"
    if number == 1 and (name in _RATES[1:] or (name == "rate" and "Dropout" in layer)):
        words = "it is divided by what is kept" if layer in _DIVIDES else "training would let nothing through"
        problems.report("W306", f"{shown} a number from 0 and below 1, received {literal.text}", value.span, words)
    elif layer == "BatchNormalization" and name == "momentum" and not 0 <= number < 1:
        words = "the mean and the variance to be used after training would not be learned"
        problems.report("W306", f"{shown} a number from 0 and below 1, received {literal.text}", value.span, words)
    elif layer in _NORMALIZING and name == "epsilon" and number < 0:
        words = "it is added to what is divided by, against 0"
        problems.report("W306", f"{shown} 0 or a number above, received {literal.text}", value.span, words)
