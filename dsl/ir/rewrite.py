"""A definition or a `train` block with its values changed: each of them, or what is called by its names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dsl.ir import definitions, traverse
from dsl.ir.definitions import Definition, Dim, InputPort, Parameter, Stmt
from dsl.ir.training import DataSource, Setting, Training
from dsl.ir.values import Argument, Callee, Construct, Expr, FunctionValue, Invoke, Range, Rest
from dsl.records import dataclass


def retarget(change: Callable[[Callee], Callee]) -> Rewrite:
    """Puts `change(target)` in the place of everything that is called or named as a value."""

    def retargeted(value: Expr) -> Expr:
        if isinstance(value, Construct | Invoke | FunctionValue):
            return replace(value, target=change(value.target))
        return value

    return Rewrite(retargeted)


@dataclass(frozen=True)
class Rewrite:
    """Puts `change(value)` in the place of every value, after what is inside of it."""

    change: Callable[[Expr], Expr]

    def value(self, value: Expr) -> Expr:
        """The value changed, and everything in it, however deep."""
        return self.change(traverse.rebuild(value, self.value))

    def definition(self, definition: Definition) -> Definition:
        """The same layer, model or function with other values; its own name stays."""
        return replace(
            definition,
            parameters=self._parameters(definition.parameters),
            inputs=tuple(self._port(port) for port in definition.inputs),
            body=self._block(definition.body),
        )

    def training(self, training: Training) -> Training:
        """The same `train` block with other values."""
        settings = tuple(replace(setting, value=self._setting(setting)) for setting in training.settings)
        return replace(training, parameters=self._parameters(training.parameters), settings=settings)

    def _setting(self, setting: Setting) -> Expr | DataSource:
        source = setting.value
        if not isinstance(source, DataSource):
            return self.value(source)
        fields = tuple((name, self.value(value)) for name, value in source.fields)
        return replace(source, options=self._arguments(source.options), fields=fields)

    def _parameters(self, parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
        return tuple(replace(old, default=self._optional(old.default)) for old in parameters)

    def _port(self, port: InputPort) -> InputPort:
        dims = None if port.dims is None else tuple(self._dim(dim) for dim in port.dims)
        return replace(port, dims=dims, options=self._arguments(port.options))

    def _dim(self, dim: Dim) -> Dim:
        if isinstance(dim, definitions.NewDim | definitions.AnyDim | Rest | Range):
            return dim
        return self.value(dim)

    def _arguments(self, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
        return tuple(replace(argument, value=self.value(argument.value)) for argument in arguments)

    def _optional(self, value: Expr | None) -> Expr | None:
        return None if value is None else self.value(value)

    def _block(self, block: tuple[Stmt, ...]) -> tuple[Stmt, ...]:
        return tuple(self._statement(statement) for statement in block)

    def _statement(self, statement: Stmt) -> Stmt:
        match statement:
            case definitions.Assign() | definitions.SetOutput() | definitions.AddLoss():
                return replace(statement, value=self.value(statement.value))
            case definitions.MakeWeight():
                return replace(
                    statement,
                    shape=tuple(self.value(size) for size in statement.shape),
                    initializer=self._optional(statement.initializer),
                    options=self._arguments(statement.options),
                )
            case definitions.For():
                body = self._block(statement.body)
                return replace(statement, iterable=self.value(statement.iterable), body=body)
            case definitions.If():
                then, orelse = self._block(statement.then), self._block(statement.orelse)
                return replace(statement, test=self.value(statement.test), then=then, orelse=orelse)
            case definitions.Assert():
                return replace(statement, test=self.value(statement.test), message=self._optional(statement.message))
