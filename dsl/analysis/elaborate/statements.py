"""Runs statements with concrete constants and symbolic tensors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dsl.analysis.elaborate import evaluate, subscript
from dsl.analysis.elaborate.evaluate import EvaluationError, truth
from dsl.analysis.elaborate.labels import give_label, round_label
from dsl.analysis.elaborate.live import Frame, Outputs, Tensor, is_unknown_list
from dsl.analysis.elaborate.session import Session
from dsl.ir import definitions
from dsl.ir.definitions import Pattern, Stmt
from dsl.ir.graph import UNKNOWN, UNKNOWN_SPEC, Round, Unknown
from dsl.source import Span

if TYPE_CHECKING:
    from dsl.analysis.elaborate.interpreter import Interpreter


class Statements:
    """Runs blocks of statements, loops unrolled; what a block that cannot be followed assigns is unknown."""

    def __init__(self, session: Session, interpreter: Interpreter) -> None:
        self.session = session
        self.interpreter = interpreter

    def run(self, body: tuple[Stmt, ...], frame: Frame) -> None:
        """Run a block of statements."""
        for statement in body:
            self.session.place = statement.span
            try:
                self.session.meter.spend()
                self._statement(statement, frame)
            except EvaluationError as error:
                self.session.failed(error, statement.span)

    def _statement(self, statement: Stmt, frame: Frame) -> None:
        match statement:
            case definitions.Assign(targets, value):
                self._assign(targets, self.interpreter.value(value, frame), value.span, frame)
            case definitions.SetOutput(symbol, value):
                frame.values[symbol] = self.interpreter.value(value, frame)
                give_label(symbol, frame.values[symbol], self.session)
            case definitions.For():
                self._for(statement, frame)
            case definitions.If():
                self._if(statement, frame)
            case definitions.MakeWeight():
                self.interpreter.calling.make_weight(statement, frame)
            case definitions.AddLoss(value):
                self.interpreter.value(value, frame)
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
            return subscript.unpack(value, len(targets), self.session.meter)
        except EvaluationError as error:
            self.session.failed(error, span)
            return [UNKNOWN] * len(targets)

    def _for(self, statement: definitions.For, frame: Frame) -> None:
        iterable = self.interpreter.value(statement.iterable, frame)
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
            self.session.meter.spend()
        except EvaluationError as error:
            self.session.failed(error, span)

    def _items(self, iterable: object, span: Span) -> Iterator[object]:
        try:
            yield from evaluate.iterate(iterable, "what this loop goes over")
        except EvaluationError as error:
            self.session.failed(error, span)

    def _if(self, statement: definitions.If, frame: Frame) -> None:
        try:
            held = truth(self.interpreter.value(statement.test, frame))
        except EvaluationError as error:
            self.session.failed(error, statement.test.span)
            held = UNKNOWN
        if isinstance(held, Unknown):
            self._poison((statement,), frame)
        else:
            self.run(statement.then if held else statement.orelse, frame)

    def _assert(self, statement: definitions.Assert, frame: Frame) -> None:
        held = truth(self.interpreter.value(statement.test, frame))
        if held is False:
            words = None if statement.message is None else self.interpreter.value(statement.message, frame)
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
