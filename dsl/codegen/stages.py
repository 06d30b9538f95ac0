"""What a lowering asks about expressions: which call layers, which make them, what a layer is to be called."""

from __future__ import annotations

from typing import TypeAlias, TypeGuard

from dsl.catalog import Entry
from dsl.codegen.literals import snake_case
from dsl.ir import traverse, values
from dsl.ir.definitions import Definition
from dsl.ir.values import Argument, Expr, Kind, Symbol
from dsl.source import Span

Stage: TypeAlias = values.Apply | values.Fan | values.Invoke

# What every model can be called with beside its inputs.
CALL_OPTIONS = ("training", "mask")

NEW_LAYERS = (values.Chain, values.Repeat)

# Layers that can learn what they need from data, and the arguments that tell it to them.
LEARNERS = {
    "Normalization": ("mean", "variance"),
    "Discretization": ("bin_boundaries",),
    "TextVectorization": ("vocabulary",),
    "StringLookup": ("vocabulary",),
    "IntegerLookup": ("vocabulary",),
}


def model_arguments(model: Definition, arguments: tuple[Argument, ...], span: Span) -> tuple[Argument, ...]:
    """Several inputs of a model, by position, in a list or by name, as the dict that it is called with."""
    names = [port.symbol.name for port in model.inputs]
    options = tuple(a for a in arguments if a.name in CALL_OPTIONS and a.name not in names)
    if len(names) == 1:
        return arguments
    arguments = tuple(a for a in arguments if a not in options)
    if len(arguments) == 1 and isinstance(arguments[0].value, values.Mapping):
        return (*arguments, *options)
    if len(arguments) == 1 and arguments[0].spread and not isinstance(arguments[0].value, values.Sequence):
        tensors, place = arguments[0].value, arguments[0].span
        numbers = (values.Literal(index, str(index), place) for index in range(len(names)))
        parts = (values.Subscript(tensors, (number,), Kind.TENSOR, place) for number in numbers)
        arguments = tuple(Argument(None, part, place) for part in parts)
    if len(arguments) == 1 and arguments[0].name is None and isinstance(arguments[0].value, values.Sequence):
        arguments = tuple(Argument(None, item, item.span) for item in arguments[0].value.items)
    positions = iter(names)
    entries = tuple((argument.name or next(positions), argument.value) for argument in arguments)
    return (Argument(None, values.Mapping(entries, Kind.TENSORS, span), span), *options)


def calls_layers(value: Expr) -> bool:
    return any(isinstance(part, values.Apply | values.Fan) for part in traverse.walk(value))


def makes_layers(value: Expr) -> bool:
    return any(
        isinstance(part, NEW_LAYERS) or (isinstance(part, values.Construct) and part.kind is Kind.LAYER)
        for part in traverse.walk(value)
    )


def learns(value: Expr) -> TypeGuard[values.Construct]:
    """Whether a layer was given nothing to know, so that it has to learn it from the training data."""
    if not isinstance(value, values.Construct) or not isinstance(value.target, Entry):
        return False
    told = LEARNERS.get(value.target.name)
    by_position = (parameter.name for parameter in value.target.parameters)
    given = [argument.name or next(by_position, None) for argument in value.arguments]
    return told is not None and not any(name in told for name in given)


def is_stage(value: Expr) -> TypeGuard[Stage]:
    """Whether a value is a stage of a pipeline: a layer called, or a function of what a layer gives."""
    if isinstance(value, values.Apply | values.Fan):
        return True
    if not isinstance(value, values.Invoke) or isinstance(value.target, values.Builtin):
        return False
    argument = first_argument(value)
    return argument is not None and is_stage(argument.value)


def first_argument(call: values.Apply | values.Invoke) -> Argument | None:
    return call.arguments[0] if call.arguments and call.arguments[0].name is None else None


def first_value(call: values.Apply | values.Invoke) -> Expr:
    argument = first_argument(call)
    return text_value("", call.span) if argument is None else argument.value


def may_hold_all(target: Symbol | None, stages: list[Stage]) -> bool:
    """Whether every stage of a pipeline may write its result to `target`: no later stage needs its old value."""
    if target is None:
        return False
    for stage in stages[:-1] if len(stages) > 1 else []:
        if isinstance(stage, values.Fan):
            parts = [stage.layers]
        else:
            layer = [] if isinstance(stage, values.Invoke) else [stage.layer]
            parts = [*layer, *(a.value for a in stage.arguments if a is not first_argument(stage))]
        if any(target in traverse.symbols(part) for part in parts):
            return False
    return True


def refers_to(value: Expr, symbol: Symbol | None) -> bool:
    return isinstance(value, values.Reference) and value.symbol is symbol


def text_value(text: str, span: Span) -> values.Literal:
    return values.Literal(text, repr(text), span)


def base_name(layer: Expr) -> str:
    match layer:
        case values.Construct(target):
            return snake_case(target.name)
        case values.Choice(then=then):
            return base_name(then)
        case values.Reference(symbol):
            return symbol.name
        case values.Chain(stages):
            return base_name(stages[-1])
        case values.Repeat(inner):
            return base_name(inner)
        case values.Subscript(value):
            return base_name(value)
        case _:
            return "layer"
