"""Lower: from a definition, with its nested expressions, to single steps."""

from __future__ import annotations

from dsl.codegen.layers import Layers
from dsl.codegen.phases import constant_part, without_patterns
from dsl.codegen.pipelines import Pipelines
from dsl.codegen.recorder import Recorder
from dsl.codegen.stages import makes_layers
from dsl.codegen.steps import Body, Branch, Loop, Loss, Make, Set, Step, Weight, walk
from dsl.ir import definitions
from dsl.ir.definitions import Definition, Stmt
from dsl.ir.program import Program
from dsl.ir.values import Expr, Kind, Symbol
from dsl.source import Span


def lower(definition: Definition, program: Program, promoting: frozenset[Span] = frozenset()) -> Body:
    """The steps of one layer, model or function."""
    named = {output for output in definition.outputs if definition.what == "model" and output.name != "output"}
    lowering = _Lowering(program, named)
    steps = without_patterns(lowering.block(definition.body, "body"), lowering.layers.copied)
    return Body(steps, definition.outputs, tuple(lowering.pipelines.learners), promoting, lowering.layers.obstacle)


class _Lowering:
    """Puts down the steps of statements."""

    def __init__(self, program: Program, outputs: set[Symbol]) -> None:
        self.recorder = Recorder()
        self.layers = Layers(self.recorder)
        self.pipelines = Pipelines(program, self.recorder, self.layers, outputs)

    def block(self, body: tuple[Stmt, ...], kind: str) -> tuple[Step, ...]:
        """The steps of a block of statements."""
        with self.recorder.inside(kind) as inside:
            for statement in body:
                self._statement(statement)
        return tuple(inside)

    def _statement(self, statement: Stmt) -> None:
        read, add = self.layers.read, self.recorder.add
        match statement:
            case definitions.Assign(targets, value, span):
                self._assign(targets, read(value), span)
            case definitions.SetOutput(symbol, value):
                self.pipelines.assign((symbol,), read(value))
            case definitions.MakeWeight(symbol, shape, initializer, options, span):
                if self.recorder.loops:
                    self.layers.hinder(span)
                add(Weight(symbol, shape, initializer, options))
            case definitions.For(targets, iterable, body):
                self._for(targets, self.pipelines.simple(read(iterable)), body)
            case definitions.If(test, then, orelse):
                self._if(test, then, orelse)
            case definitions.AddLoss(value):
                add(Loss(self.pipelines.simple(read(value))))
            case definitions.Assert():
                pass  # The compiler has checked it.

    def _for(self, targets: tuple[Symbol | None, ...], iterable: Expr, body: tuple[Stmt, ...]) -> None:
        loop = Loop(targets, iterable, self.block(body, "loop"))
        if constant_part(loop) is None and any(isinstance(step, Make) for step in walk(loop.body)):
            self.layers.hinder(iterable.span)
        self.recorder.add(loop)

    def _if(self, test: Expr, then: tuple[Stmt, ...], orelse: tuple[Stmt, ...]) -> None:
        before = set(self.layers.called)
        first, called_in_first = self.block(then, "branch"), self.layers.called
        self.layers.called = before
        self.recorder.add(Branch(test, first, self.block(orelse, "branch")))
        self.layers.called |= called_in_first

    def _assign(self, targets: tuple[Symbol | None, ...], value: Expr, span: Span) -> None:
        if not value.kind.has_layers:
            self.pipelines.assign(targets, value)
            return
        names = tuple(None if target is None else self.layers.bind(target, value.kind, span) for target in targets)
        if value.kind is Kind.LAYER and makes_layers(value) and names[0] is not None:
            self.layers.make(value, names[0].name, names[0])
        else:
            self.recorder.add(Set(names, value))
