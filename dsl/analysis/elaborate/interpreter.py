"""Evaluates expressions with concrete constants and symbolic tensors."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from dsl.analysis.elaborate import subscript
from dsl.analysis.elaborate.calling import Calling
from dsl.analysis.elaborate.evaluate import EvaluationError, truth
from dsl.analysis.elaborate.live import Frame, LayerChain, Outputs, Tensor
from dsl.analysis.elaborate.operators import Operators
from dsl.analysis.elaborate.session import Session
from dsl.analysis.elaborate.statements import Statements
from dsl.ir import values
from dsl.ir.graph import UNKNOWN, Unknown
from dsl.ir.values import Argument, Expr, Kind, Part, Range, Rest, Role


class Interpreter:
    """Evaluates the expressions of all definitions of one elaboration; `statements` runs their statements.

    A value is a Python constant, an `Unknown`, a `KerasObject`, a callee, a `Tensor`, a `Layer`, a
    `LayerChain`, the `Outputs` of a submodel, or a list, tuple or dict of these. A mistake is reported once,
    and its value is unknown from there on.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.meter = session.meter
        self.operators = Operators(session)
        us = weakref.proxy(self)  # or these would hold each other, and all the graph
        self.calling = Calling(session, us)
        self.statements = Statements(session, us)

    # --- expressions -----------------------------------------------------------------------------

    def value(self, expr: Expr, frame: Frame) -> object:
        """The value of an expression."""
        try:
            self.meter.spend()
            return _RULES[type(expr)](self, expr, frame)
        except EvaluationError as error:
            self.session.failed(error, expr.span)
            return UNKNOWN

    def _reference(self, expr: values.Reference, frame: Frame) -> object:
        symbol = expr.symbol
        if symbol in frame.values:
            return frame.values[symbol]
        if symbol in self.session.lets:
            return self.session.lets[symbol]
        if symbol.name != "?" and symbol.role is not Role.LET:
            self.session.report("E220", f"`{symbol.name}` has no value yet on the way taken here", expr.span)
        return UNKNOWN

    def _operation(self, expr: values.Operation, frame: Frame) -> object:
        left = self.value(expr.operands[0], frame)
        if expr.operator == "not":
            held = truth(left)
            return held if isinstance(held, Unknown) else not held
        if len(expr.operands) == 1:
            return self.operators.unary(expr.operator, left, expr.span)
        if expr.operator in ("and", "or"):
            held = truth(left)
            if isinstance(held, Unknown):
                return UNKNOWN
            return self.value(expr.operands[1], frame) if held == (expr.operator == "and") else left
        return self.operators.binary(expr.operator, left, self.value(expr.operands[1], frame), expr.span)

    def _comparison(self, expr: values.Comparison, frame: Frame) -> object:
        left = self.value(expr.operands[0], frame)
        result: object = True
        for sign, operand in zip(expr.operators, expr.operands[1:], strict=True):
            right = self.value(operand, frame)
            result = self.operators.compare(sign, left, right, expr.span)
            if result is not True:
                return result
            left = right
        return result

    def _choice(self, expr: values.Choice, frame: Frame) -> object:
        held = truth(self.value(expr.test, frame))
        if isinstance(held, Unknown):
            if expr.kind is not Kind.CONSTANT:
                self.session.is_complete = False
            return UNKNOWN
        return self.value(expr.then if held else expr.orelse, frame)

    def _sequence(self, expr: values.Sequence, frame: Frame) -> object:
        items = [self.value(item, frame) for item in expr.items]
        return tuple(items) if expr.is_tuple else items

    def _subscript(self, expr: values.Subscript, frame: Frame) -> object:
        value = self.value(expr.value, frame)
        items = tuple([self._index(item, frame) for item in expr.items])
        if isinstance(value, Tensor):
            return self.operators.subscript(value, items, expr.span)
        if isinstance(value, Outputs):
            value = value.values
        return subscript.subscript(value, items, self.meter)

    def _chain(self, expr: values.Chain, frame: Frame) -> object:
        stages: list[object] = []
        for stage in expr.stages:
            value = self.value(stage, frame)
            stages.extend(value.stages if isinstance(value, LayerChain) else (value,))
            self.meter.spend_items(len(stages))
        return LayerChain(tuple(stages))

    def _index(self, item: Part, frame: Frame) -> object:
        if isinstance(item, Rest):
            return ...
        if isinstance(item, Range):
            parts = [None if p is None else self.value(p, frame) for p in (item.start, item.stop, item.step)]
            return slice(*parts)
        return self.value(item, frame)

    def arguments(self, given: tuple[Argument, ...], frame: Frame) -> tuple[list[object], dict[str, object]]:
        """The values of arguments: those by position, and those by name."""
        positional: list[object] = []
        for argument in given:
            if argument.name is None:
                value = self.value(argument.value, frame)
                positional += value if argument.spread and isinstance(value, tuple) else (value,)
        return positional, {a.name: self.value(a.value, frame) for a in given if a.name is not None}

    # --- pipelines -------------------------------------------------------------------------------

    def _pipeline(self, expr: values.Apply | values.Fan, frame: Frame) -> object:
        """A pipeline of any length: its calls nest in their first arguments, and are walked, not recursed into."""
        stages: list[values.Apply | values.Fan] = []
        start: Expr | None = expr
        while isinstance(start, (values.Apply, values.Fan)):
            stages.append(start)
            start = _first(start)
        first = [] if start is None else [self.value(start, frame)]
        for stage in reversed(stages):
            first = [self._stage(stage, first, frame)]
        return first[0]

    def _stage(self, stage: values.Apply | values.Fan, first: list[object], frame: Frame) -> object:
        called = stage.layers if isinstance(stage, values.Fan) else stage.layer
        try:
            self.meter.spend()
            layer = self.value(called, frame)
            if isinstance(stage, values.Fan):
                return self.calling.call(layer, first, {}, called.span)
            rest = stage.arguments[len(first) :]
            positional, named = self.arguments(rest, frame)
            return self.calling.call(layer, [*_spread(stage, first), *positional], named, called.span)
        except EvaluationError as error:
            self.session.failed(error, called.span)
            return UNKNOWN


_RULES: dict[type, Callable[[Interpreter, Any, Frame], object]] = {
    values.Literal: lambda _, expr, frame: expr.value,
    values.Reference: Interpreter._reference,
    values.FunctionValue: lambda _, expr, frame: expr.target,
    values.Operation: Interpreter._operation,
    values.Comparison: Interpreter._comparison,
    values.Choice: Interpreter._choice,
    values.Sequence: Interpreter._sequence,
    values.Mapping: lambda self, expr, frame: {key: self.value(item, frame) for key, item in expr.entries},
    values.Subscript: Interpreter._subscript,
    values.Construct: lambda self, expr, frame: self.calling.construct(expr, frame),
    values.Invoke: lambda self, expr, frame: self.calling.invoke(expr, frame),
    values.Apply: Interpreter._pipeline,
    values.Fan: Interpreter._pipeline,
    values.Chain: Interpreter._chain,
    values.Repeat: lambda self, expr, frame: self.calling.repeat(expr, frame),
}


def _spread(stage: values.Apply, first: list[object]) -> list[object]:
    """What a layer is called on first; a tuple of tensors is several arguments, also when it has a name."""
    if first and isinstance(first[0], tuple) and stage.arguments[0].spread:
        return list(first[0])
    return first


def _first(stage: values.Apply | values.Fan) -> Expr | None:
    """What a stage is called on: its first argument, where that is by position."""
    if isinstance(stage, values.Fan):
        return stage.value
    if stage.arguments and stage.arguments[0].name is None:
        return stage.arguments[0].value
    return None
