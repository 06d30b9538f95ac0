"""Lift: random functions of a model become layers, as each needs a seed generator that is kept with the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dsl.ir import definitions, traverse, values
from dsl.ir.definitions import Definition, InputPort, Parameter, Stmt
from dsl.ir.program import Program
from dsl.ir.values import Argument, Expr, Kind, Role, Symbol


def lift_random(program: Program) -> Program:
    """The program with each random function in a model as the call of a layer made for it.

    The layer takes the tensors that the function's arguments are made of, and has their constants as parameters.
    """
    lifted: list[Definition] = []
    taken = {definition.name for definition in program.definitions}
    for definition in program.definitions:
        if definition.what == "model":
            lifter = _Lifter(definition, taken)
            definition = replace(definition, body=lifter.block(definition.body))
            lifted += lifter.made
        lifted.append(definition)
    return replace(program, definitions=tuple(lifted))


class _Lifter:
    def __init__(self, model: Definition, taken: set[str]) -> None:
        self.model = model
        self.taken = taken
        self.made: list[Definition] = []

    def block(self, body: tuple[Stmt, ...]) -> tuple[Stmt, ...]:
        return tuple(self._statement(statement) for statement in body)

    def _statement(self, statement: Stmt) -> Stmt:
        match statement:
            case definitions.Assign() | definitions.SetOutput() | definitions.AddLoss():
                return replace(statement, value=self._value(statement.value))
            case definitions.For(body=body):
                return replace(statement, body=self.block(body))
            case definitions.If(then=then, orelse=orelse):
                return replace(statement, then=self.block(then), orelse=self.block(orelse))
            case _:
                return statement

    def _value(self, value: Expr) -> Expr:
        if not any(isinstance(part, values.Invoke) and traverse.is_random(part) for part in traverse.walk(value)):
            return value
        if isinstance(value, values.Invoke) and traverse.is_random(value):
            return self._lift(value)
        return traverse.rebuild(value, self._value)

    def _lift(self, call: values.Invoke) -> Expr:
        references = {
            part.symbol: part
            for part in traverse.walk(call)
            if isinstance(part, values.Reference) and part.symbol.role is not Role.LET
        }
        tensors = [part for part in references.values() if part.kind.has_tensors]
        constants = [part for part in references.values() if not part.kind.has_tensors]
        if not tensors:
            # A layer has to be called on something; where nothing is needed, on an input of the model.
            port = self.model.inputs[0]
            tensors = [values.Reference(port.symbol, Kind.TENSOR, port.span)]
        layer = self._layer(call, tensors, constants)
        self.made.append(layer)
        given = tuple(Argument(part.symbol.name, part, part.span) for part in constants)
        made = values.Construct(values.Declared(layer.name, "layer"), given, Kind.LAYER, call.span)
        return values.Apply(made, tuple(Argument(None, part, part.span) for part in tensors), Kind.TENSOR, call.span)

    def _layer(
        self, call: values.Invoke, tensors: list[values.Reference], constants: list[values.Reference]
    ) -> Definition:
        inside = {part.symbol: Symbol(part.symbol.name, Role.INPUT, part.span) for part in tensors}
        inside |= {part.symbol: Symbol(part.symbol.name, Role.PARAMETER, part.span) for part in constants}
        output = Symbol("output", Role.VARIABLE, call.span)
        return Definition(
            what="layer",
            name=self._name(call),
            parameters=tuple(Parameter(inside[part.symbol], None) for part in constants),
            inputs=tuple(InputPort(inside[part.symbol], None, None, (), part.span) for part in tensors),
            outputs=(output,),
            body=(definitions.SetOutput(output, _renamed(inside)(call), call.span),),
            style=None,
            span=call.span,
        )

    def _name(self, call: values.Invoke) -> str:
        wish = "Random" + "".join(word.capitalize() for word in call.target.name.split("_"))
        name, number = wish, 1
        while name in self.taken:
            number += 1
            name = f"{wish}{number}"
        self.taken.add(name)
        return name


def _renamed(symbols: dict[Symbol, Symbol]) -> Callable[[Expr], Expr]:
    def rename(value: Expr) -> Expr:
        if isinstance(value, values.Reference):
            return replace(value, symbol=symbols.get(value.symbol, value.symbol))
        return traverse.rebuild(value, rename)

    return rename
