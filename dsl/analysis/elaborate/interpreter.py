"""Runs statements and expressions with concrete constants and symbolic tensors."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from typing import Any

from dsl.analysis.elaborate import evaluate, subscript
from dsl.analysis.elaborate.calling import Calling
from dsl.analysis.elaborate.evaluate import EvaluationError, truth
from dsl.analysis.elaborate.labels import give_label, round_label
from dsl.analysis.elaborate.live import Frame, LayerChain, Outputs, Tensor, is_unknown_list
from dsl.analysis.elaborate.operators import Operators
from dsl.analysis.elaborate.session import Session
from dsl.ir import definitions, values
from dsl.ir.definitions import Pattern, Stmt
from dsl.ir.graph import UNKNOWN, UNKNOWN_SPEC, Round, Unknown
from dsl.ir.values import Argument, Expr, Kind, Part, Range, Rest, Role
from dsl.source import Span


class Interpreter:
    """Evaluates the expressions and runs the statements of all definitions of one elaboration.

    A value is a Python constant, an `Unknown`, a `KerasObject`, a callee, a `Tensor`, a `Layer`, a
    `LayerChain`, the `Outputs` of a submodel, or a list, tuple or dict of these. A mistake is reported once,
    and its value is unknown from there on.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.meter = session.meter
        self.operators = Operators(session)
        self.calling = Calling(session, weakref.proxy(self))  # or the two would hold each other, and all the graph

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

    # --- statements ------------------------------------------------------------------------------

    def run(self, body: tuple[Stmt, ...], frame: Frame) -> None:
        """Run a block of statements."""
        for statement in body:
            self.session.place = statement.span
            try:
                self.meter.spend()
                self._statement(statement, frame)
            except EvaluationError as error:
                self.session.failed(error, statement.span)

    def _statement(self, statement: Stmt, frame: Frame) -> None:
        match statement:
            case definitions.Assign(targets, value):
                self._assign(targets, self.value(value, frame), value.span, frame)
            case definitions.SetOutput(symbol, value):
                frame.values[symbol] = self.value(value, frame)
                give_label(symbol, frame.values[symbol], self.session)
            case definitions.For():
                self._for(statement, frame)
            case definitions.If():
                self._if(statement, frame)
            case definitions.MakeWeight():
                self.calling.make_weight(statement, frame)
            case definitions.AddLoss(value):
                self.value(value, frame)
            case definitions.Assert():
                self._assert(statement, frame)

    def _assign(self, targets: Pattern, value: object, span: Span, frame: Frame) -> None:
        parts = [value] if len(targets) == 1 else self._unpack(value, targets, span)
        for target, part in zip(targets, parts, strict=True):
            if isinstance(target, tuple):
                self._assign(target, part, span, frame)
            elif target is not None:
                frame.values[target] = part
                give_label(target, part, self.session)

    def _unpack(self, value: object, targets: Pattern, span: Span) -> list[object]:
        if isinstance(value, Outputs):
            value = list(value.values.values())
        try:
            if isinstance(value, Tensor):
                split = self.session.split(value, len(targets))
                if split is not None:
                    return list(split)
            return subscript.unpack(value, len(targets), self.meter)
        except EvaluationError as error:
            self.session.failed(error, span)
            return [UNKNOWN] * len(targets)

    def _for(self, statement: definitions.For, frame: Frame) -> None:
        iterable = self.value(statement.iterable, frame)
        if isinstance(iterable, Unknown) or is_unknown_list(iterable):
            self._poison((statement,), frame)
            return
        self.session.loops.append(statement.iterable.span)
        self.session.loops_run += 1
        loop, outside = self.session.loops_run, self.session.rounds
        for number, item in enumerate(self._items(iterable, statement.iterable.span)):
            self.session.rounds = (*outside, Round(loop, number, round_label(statement.pattern, item)))
            self._assign(statement.pattern, item, statement.iterable.span, frame)
            self.run(statement.body, frame)
            self._count_round(statement.iterable.span)
        self.session.rounds = outside
        self.session.loops.pop()

    def _count_round(self, span: Span) -> None:
        try:
            self.meter.spend()
        except EvaluationError as error:
            self.session.failed(error, span)

    def _items(self, iterable: object, span: Span) -> Iterator[object]:
        try:
            yield from evaluate.iterate(iterable, "what this loop goes over")
        except EvaluationError as error:
            self.session.failed(error, span)

    def _if(self, statement: definitions.If, frame: Frame) -> None:
        try:
            held = truth(self.value(statement.test, frame))
        except EvaluationError as error:
            self.session.failed(error, statement.test.span)
            held = UNKNOWN
        if isinstance(held, Unknown):
            self._poison((statement,), frame)
        else:
            self.run(statement.then if held else statement.orelse, frame)

    def _assert(self, statement: definitions.Assert, frame: Frame) -> None:
        held = truth(self.value(statement.test, frame))
        if held is False:
            words = None if statement.message is None else self.value(statement.message, frame)
            message = "this does not hold" if words is None or isinstance(words, Unknown) else str(words)
            self.session.report("E230", message[:500], statement.test.span)

    def _poison(self, block: tuple[Stmt, ...], frame: Frame) -> None:
        """Make unknown whatever a block that cannot be followed may assign."""
        self.session.is_complete = False
        for statement in block:
            match statement:
                case definitions.Assign(targets):
                    frame.values.update((target, UNKNOWN) for target in targets if target is not None)
                case definitions.SetOutput(symbol):
                    frame.values[symbol] = UNKNOWN
                case definitions.MakeWeight(symbol):
                    frame.values[symbol] = Tensor(UNKNOWN_SPEC, None)
                case definitions.For(targets=targets, body=body):
                    frame.values.update((target, UNKNOWN) for target in targets if target is not None)
                    self._poison(body, frame)
                case definitions.If(_, then, orelse):
                    self._poison(then, frame)
                    self._poison(orelse, frame)


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
