"""Calls: layers are made and called, functions are run, weights are made."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from dsl.analysis.elaborate.builtin_functions import call_builtin
from dsl.analysis.elaborate.definition_calls import DefinitionCalls
from dsl.analysis.elaborate.describe import show, type_name, with_article
from dsl.analysis.elaborate.distributed import DistributedCalls
from dsl.analysis.elaborate.evaluate import EvaluationError, LimitError
from dsl.analysis.elaborate.handed import HandedFunctions
from dsl.analysis.elaborate.keras_calls import KerasCalls, bind
from dsl.analysis.elaborate.live import Frame, Layer, LayerChain, is_unknown_list, tensors
from dsl.analysis.elaborate.recurrent import check_recurrent
from dsl.analysis.elaborate.session import MAX_NODES, Session
from dsl.analysis.resolve.argument_values import report_made
from dsl.catalog import FUNCTIONS, Entry
from dsl.ir import definitions, values
from dsl.ir.graph import UNKNOWN, UNKNOWN_SPEC, KerasObject, Operator, Unknown
from dsl.ir.values import Builtin, Callee, Declared, Kind, PythonName
from dsl.source import Span

if TYPE_CHECKING:
    from dsl.analysis.elaborate.interpreter import Interpreter


class Calling:
    """Makes layers and objects, and calls what can be called."""

    def __init__(self, session: Session, interpreter: Interpreter) -> None:
        self.session = session
        self.interpreter = interpreter
        self.definitions = DefinitionCalls(session, interpreter)
        us = weakref.proxy(self)
        self.keras = KerasCalls(session, DistributedCalls(session, us), HandedFunctions(session, us))

    # --- what is made ----------------------------------------------------------------------------

    def construct(self, expr: values.Construct, frame: Frame) -> object:
        """A new layer, or another Keras object."""
        positional, named = self.interpreter.arguments(expr.arguments, frame)
        target, names = expr.target, self._names(expr.target, expr)
        if expr.kind is not Kind.LAYER:
            if not isinstance(target, Entry) or self._is_refused(target, expr, names, positional, named):
                return UNKNOWN
            return KerasObject(target, bind(target, positional, named))
        key, made = frame.made_before(expr)
        if made is not None:
            return made
        if isinstance(target, Entry) and self._is_refused(target, expr, names, positional, named):
            self.session.is_complete = False
            return UNKNOWN
        shared = frozenset(
            name
            for name, argument in zip(names, expr.arguments, strict=True)
            if isinstance(argument.value, values.Reference)
        )
        layer = self._make(target, positional, named, expr.span)
        layer.written, layer.shared = expr.arguments, shared
        if frame.owner is not None:
            frame.owner.made[key] = layer
        return layer

    def _is_refused(
        self,
        target: Entry,
        expr: values.Construct,
        names: list[str],
        positional: list[object],
        named: dict[str, object],
    ) -> bool:
        """Whether an argument has a value that Keras does not take, which is reported."""
        in_order = iter(positional)
        values_given = [next(in_order) if one.name is None else named[one.name] for one in expr.arguments]
        return report_made(self.session, target, names, expr.arguments, values_given)

    def _names(self, target: Callee, expr: values.Construct) -> list[str]:
        parameters = self._parameters(target)
        return [
            argument.name or (parameters[place] if place < len(parameters) else "")
            for place, argument in enumerate(expr.arguments)
        ]

    def _parameters(self, target: Callee) -> tuple[str, ...]:
        if isinstance(target, Entry):
            return target.names
        if isinstance(target, Declared):
            return tuple(parameter.symbol.name for parameter in self.session.definitions[target.name].parameters)
        return ()

    def _make(self, target: Callee, positional: list[object], named: dict[str, object], span: Span) -> Layer:
        for value in (*positional, *named.values()):
            self.session.meter.measure(value)
        if isinstance(target, Declared):
            return self.definitions.make(target, positional, named, span)
        if isinstance(target, Entry):
            given = bind(target, positional, named)
            check_recurrent(target, given)
            return self.session.make_layer(target, given, span)
        arguments = {str(place): value for place, value in enumerate(positional)} | named
        return self.session.make_layer(target, arguments, span)

    def repeat(self, expr: values.Repeat, frame: Frame) -> object:
        """`layer * count`: fresh copies in sequence. The layer that was written is the first of them."""
        layer = self.interpreter.value(expr.layer, frame)
        count = self.interpreter.value(expr.count, frame)
        if isinstance(layer, Unknown) or isinstance(count, Unknown):
            self.session.is_complete = False
            return UNKNOWN
        if not isinstance(count, int):
            raise EvaluationError("E320", f"a layer is repeated a whole number of times, and this is {show(count)}")
        if count > MAX_NODES:
            raise LimitError("E331", f"this makes more than {MAX_NODES:,} layers")
        first = [] if isinstance(expr.layer, values.Reference) else [layer]
        copies: list[object] = list(first[:count])
        for _ in range(count - len(copies)):
            key, made = frame.made_before(expr)
            copy = made if made is not None else self._copy(layer)
            if frame.owner is not None and isinstance(copy, Layer):
                frame.owner.made[key] = copy
            copies.append(copy)
        return LayerChain(tuple(copies), repeats=True)

    def _copy(self, value: object) -> object:
        """A layer with the same arguments and weights of its own."""
        self.session.meter.spend()
        match value:
            case Layer():
                arguments = {
                    name: argument if name in value.shared else self._copy(argument)
                    for name, argument in value.arguments.items()
                }
                copy = self._make(value.target, [], arguments, value.span)
                copy.written, copy.shared = value.written, value.shared
                return copy
            case LayerChain(stages, repeats):
                return LayerChain(tuple([self._copy(stage) for stage in stages]), repeats)
            case list():
                return [self._copy(item) for item in value]
            case _:
                return value

    # --- what is called --------------------------------------------------------------------------

    def invoke(self, expr: values.Invoke, frame: Frame) -> object:
        """The value of a function."""
        positional, named = self.interpreter.arguments(expr.arguments, frame)
        target = expr.target
        if isinstance(target, Entry) and target.category in FUNCTIONS:
            return self.keras.call_function(target, positional, named, expr.span, expr.arguments)
        return self._call_function(target, positional, named, expr.span, expr.kind)

    def call(self, called: object, positional: list[object], named: dict[str, object], span: Span) -> object:
        """The value of a layer, a chain, a list of layers or a function, called on tensors."""
        self.session.meter.spend()
        match called:
            case Unknown():
                self.session.is_complete = False
                return UNKNOWN
            case Layer():
                return self._call_layer(called, positional, named, span)
            case LayerChain(stages, repeats):
                for stage in stages:
                    result = self.call(stage, positional, named, span)
                    positional, named = ([result, *positional[1:]], named) if repeats else ([result], {})
                return positional[0]
            case list() | tuple():
                return [self.call(layer, positional, named, span) for layer in called]
            case Entry() | Declared() | PythonName():
                return self._call_function(called, positional, named, span, Kind.TENSOR)
            case _:
                raise EvaluationError(
                    "E327", f"this is {with_article(type_name(called))}, and only a layer or a function can be called"
                )

    def _call_layer(self, layer: Layer, positional: list[object], named: dict[str, object], span: Span) -> object:
        if layer.definition is not None:
            return self.definitions.call_layer(layer, layer.definition, positional, named, span)
        return self.keras.call_layer(layer, positional, named, span)

    def _call_function(
        self, target: Callee, positional: list[object], named: dict[str, object], span: Span, kind: Kind
    ) -> object:
        match target:
            case Builtin(name):
                add = self.interpreter.operators.add
                known = [UNKNOWN if is_unknown_list(value) else value for value in positional]
                return call_builtin(name, known, named, self.session.meter, lambda left, right: add(left, right, span))
            case Declared(name, "function"):
                return self.definitions.call_function(self.session.definitions[name], positional, named, span)
            case Entry() if target.category in FUNCTIONS:
                return self.keras.call_function(target, positional, named, span)
            case PythonName(name=name):
                used = [*positional, *named.values()]
                if kind is Kind.CONSTANT and not any(True for _ in tensors(used)):
                    return UNKNOWN
                node = self.session.record(Operator(name), used, span)
                node.multiply_adds = None
                return self.session.give(node, UNKNOWN_SPEC)
            case _:
                name = self.session.definitions[target.name].written if isinstance(target, Declared) else target.name
                raise EvaluationError("E327", f"`{name}` makes a layer; write `{name}(…)`")

    def make_weight(self, statement: definitions.MakeWeight, frame: Frame) -> None:
        """A weight of the own layer that is being called, made at its first call."""
        self.definitions.make_weight(statement, frame)
