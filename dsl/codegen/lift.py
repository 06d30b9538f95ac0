"""Lift: what a model cannot compute itself becomes a layer of its own.

Random numbers are drawn in a layer, as a seed generator is kept with one; and a functional model leaves to layers
what Keras computes only when there are numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import field, replace
from typing import TypeAlias

from dsl.codegen.literals import camel_case
from dsl.codegen.printer import Printer
from dsl.codegen.products import misleading_products
from dsl.codegen.seeds import drawing_functions, is_drawn
from dsl.codegen.stages import calls_layers
from dsl.codegen.symbolic import Unsymbolic
from dsl.ir import definitions, traverse, values
from dsl.ir.definitions import Definition, InputPort, Parameter, Stmt
from dsl.ir.program import Program
from dsl.ir.values import Argument, Expr, Kind, Part, Role, Symbol
from dsl.records import dataclass
from dsl.source import Span

# Arguments that every layer has.
RESERVED = frozenset({"name", "dtype", "trainable"})

IsLifted: TypeAlias = "Callable[[Part], bool]"


def lift_random(program: Program) -> Program:
    """The program with each call that draws in a model as the call of a layer made for it.

    The layer takes the tensors that the arguments are made of, and has their constants as parameters.
    """
    models = frozenset(model.name for model in program.models)
    drawing = drawing_functions(program)
    return _lifted(program, models, lambda part: is_drawn(part, drawing), "Random")


def lift_unsymbolic(program: Program, models: Set[str], found: Unsymbolic) -> Program:
    """The program in which some of its models, functional ones, call layers for what has to be computed in them."""
    return _lifted(program, models, found.is_one, "")


def lift_products(program: Program, models: Set[str]) -> Program:
    """The same for the products that look sparse to a layer which they come to."""
    found = frozenset[Span]().union(*(misleading_products(program.definition(model), program) for model in models))
    return _lifted(program, models, lambda part: part.span in found and _is_product(part), "")


def _is_product(part: Part) -> bool:
    return isinstance(part, values.Operation | values.Invoke)


def _lifted(program: Program, models: Set[str], is_lifted: IsLifted, prefix: str) -> Program:
    lifted: list[Definition] = []
    taken = {definition.name for definition in program.definitions}
    for definition in program.definitions:
        if definition.name in models:
            lifter = _Lifter(definition, taken, is_lifted, prefix)
            definition = replace(definition, body=lifter.block(definition.body))
            lifted += lifter.made
        lifted.append(definition)
    return replace(program, definitions=tuple(lifted))


class _Lifter:
    def __init__(self, model: Definition, taken: set[str], is_lifted: IsLifted, prefix: str) -> None:
        self.model = model
        self.taken = taken
        self.is_lifted = is_lifted
        self.prefix = prefix
        self.made: list[Definition] = []
        self.known: dict[str, Definition] = {}

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
        if not any(self.is_lifted(part) for part in traverse.walk(value)):
            return value
        if self.is_lifted(value):
            return self._lift(value)
        return traverse.rebuild(value, self._value)

    def _lift(self, call: Expr) -> Expr:
        cut = _Cut()
        inside = cut.inside(call)
        # A layer has to be called on something; where nothing is needed, on an input of the model.
        port = self.model.inputs[0]
        if not cut.tensors:
            cut.input_for(values.Reference(port.symbol, Kind.TENSOR, port.span), port.symbol.name)
        layer = self._layer(inside, cut)
        given = tuple(Argument(symbol.name, part, part.span) for symbol, part in cut.constants.items())
        made = values.Construct(values.Declared(layer.name, "layer"), given, Kind.LAYER, call.span)
        tensors = tuple(Argument(None, self._value(part), part.span) for part in cut.tensors.values())
        return values.Apply(made, tensors, call.kind, call.span)

    def _layer(self, call: Expr, cut: _Cut) -> Definition:
        """The layer for a call; calls that read alike share one."""
        key = _text(call) if _is_plain(call) else ""
        if key in self.known:
            return self.known[key]
        layer = self._made(call, cut)
        self.made.append(layer)
        if key:
            self.known[key] = layer
        return layer

    def _made(self, call: Expr, cut: _Cut) -> Definition:
        output = Symbol("output", Role.VARIABLE, call.span)
        return Definition(
            what="layer",
            name=self._name(call),
            parameters=tuple(Parameter(symbol, None) for symbol in cut.constants),
            inputs=tuple(InputPort(symbol, None, None, (), symbol.span) for symbol in cut.tensors),
            outputs=(output,),
            body=(definitions.SetOutput(output, call, call.span),),
            style=None,
            span=call.span,
        )

    def _name(self, call: Expr) -> str:
        wish = self.prefix + _word_for(call)
        name, number = wish, 1
        while name in self.taken:
            number += 1
            name = f"{wish}{number}"
        self.taken.add(name)
        return name


class _ByName(dict[Symbol, str]):
    def __missing__(self, symbol: Symbol) -> str:
        return f"{symbol.name} {symbol.role.value}"


def _word_for(call: Expr) -> str:
    match call:
        case values.Invoke(target):
            return camel_case(target.name)
        case values.Subscript():
            return "Part"
        case values.Operation("*"):
            return "Product"
        case _:
            return "Arithmetic"


def _is_plain(call: Expr) -> bool:
    """Whether the text of a call says all about it: what an operator means hangs on the dtypes around it."""
    return not any(isinstance(part, values.Operation | values.Comparison) for part in traverse.walk(call))


def _text(call: Expr) -> str:
    return Printer(_ByName()).text(call)


@dataclass
class _Cut:
    """Cuts a call out of its model: what it needs of the model, by the symbols that stand for it in the layer.

    Layers that are called in the arguments stay in the model, and the call takes what they give.
    """

    tensors: dict[Symbol, Expr] = field(default_factory=dict)
    constants: dict[Symbol, values.Reference] = field(default_factory=dict)
    known: dict[Symbol, Symbol] = field(default_factory=dict)

    def inside(self, call: Expr) -> Expr:
        """The same call with arguments of the layer."""
        return traverse.rebuild(call, self._value)

    def input_for(self, value: Expr, name: str) -> Symbol:
        """The input of the layer that a tensor becomes."""
        symbol = Symbol(self._free(name), Role.INPUT, value.span)
        self.tensors[symbol] = value
        return symbol

    def _value(self, value: Expr) -> Expr:
        if isinstance(value, values.Reference):
            return value if value.symbol.role is Role.LET else self._reference(value)
        if isinstance(value, values.Apply | values.Fan) or (isinstance(value, values.Choice) and calls_layers(value)):
            return values.Reference(self.input_for(value, "x"), value.kind, value.span)
        return traverse.rebuild(value, self._value)

    def _reference(self, value: values.Reference) -> Expr:
        old = value.symbol
        if old not in self.known:
            if value.kind.has_tensors:
                self.known[old] = self.input_for(value, old.name)
            else:
                self.known[old] = Symbol(self._free(old.name), Role.PARAMETER, value.span)
                self.constants[self.known[old]] = value
        return replace(value, symbol=self.known[old])

    def _free(self, name: str) -> str:
        taken = {symbol.name for symbol in (*self.tensors, *self.constants)} | RESERVED
        wish, number = name, 0
        while name in taken:
            number += 1
            name = f"{wish}_{number}"
        return name
