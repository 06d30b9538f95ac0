"""The values written directly in a definition or a `train` block, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.ir import definitions
from dsl.ir.definitions import Definition, InputPort, Parameter, Stmt
from dsl.ir.training import DataSource, Setting, Training
from dsl.ir.values import Argument, Expr, Range, Rest


def of_definition(definition: Definition) -> Iterator[Expr]:
    """All of them: defaults, shapes, options and what the statements hold."""
    yield from of_parameters(definition.parameters)
    for port in definition.inputs:
        yield from of_port(port)
    yield from of_block(definition.body)


def of_parameters(parameters: tuple[Parameter, ...]) -> Iterator[Expr]:
    """The defaults."""
    return (parameter.default for parameter in parameters if parameter.default is not None)


def of_port(port: InputPort) -> Iterator[Expr]:
    """The sizes that are written out, and the options."""
    for dim in port.dims or ():
        if not isinstance(dim, (definitions.NewDim, definitions.AnyDim, Rest, Range)):
            yield dim
    yield from _of_arguments(port.options)


def of_block(body: tuple[Stmt, ...]) -> Iterator[Expr]:
    """What statements hold, those inside of loops and conditions too."""
    for statement in body:
        yield from of_statement(statement)
        match statement:
            case definitions.For(body=inner):
                yield from of_block(inner)
            case definitions.If(then=then, orelse=orelse):
                yield from of_block((*then, *orelse))


def of_statement(statement: Stmt) -> Iterator[Expr]:
    """What a statement itself holds, without the statements inside of it."""
    match statement:
        case definitions.For(iterable=value) | definitions.If(test=value):
            yield value
        case definitions.MakeWeight(shape=shape, initializer=initializer, options=options):
            yield from shape
            yield from () if initializer is None else (initializer,)
            yield from _of_arguments(options)
        case definitions.Assert(test, message):
            yield from (part for part in (test, message) if part is not None)
        case definitions.Assign(value=value) | definitions.SetOutput(value=value) | definitions.AddLoss(value):
            yield value


def of_training(training: Training) -> Iterator[Expr]:
    """Defaults and settings."""
    yield from of_parameters(training.parameters)
    for setting in training.settings:
        yield from of_setting(setting)


def of_setting(setting: Setting) -> Iterator[Expr]:
    """The value of a setting, or what a data source is made with."""
    if isinstance(setting.value, DataSource):
        yield from _of_arguments(setting.value.options)
        yield from (value for _, value in setting.value.fields)
    else:
        yield setting.value


def _of_arguments(arguments: tuple[Argument, ...]) -> Iterator[Expr]:
    return (argument.value for argument in arguments)
