"""Lower: from a definition, with its nested expressions, to single steps."""

from __future__ import annotations

from dataclasses import replace

from dsl.codegen.copies import Assignments
from dsl.codegen.counts import known_lists
from dsl.codegen.layers import Layers
from dsl.codegen.opened import opened_chains
from dsl.codegen.phases import without_patterns
from dsl.codegen.pipelines import Pipelines
from dsl.codegen.recorder import Recorder
from dsl.codegen.stages import makes_layers
from dsl.codegen.steps import Body, Branch, Loop, Loss, Set, Step, Weight
from dsl.ir import definitions, traverse, values
from dsl.ir.definitions import Definition, Pattern, Stmt, leaves
from dsl.ir.program import Program
from dsl.ir.values import Expr, Kind, Symbol
from dsl.source import Span


def lower(definition: Definition, program: Program, promoting: frozenset[Span] = frozenset()) -> Body:
    """The steps of one layer, model or function."""
    return _lower(definition, program, promoting, frozenset())


def lower_split(definition: Definition, program: Program, body: Body) -> Body:
    """The steps of a definition whose layers are all made before the first is called; `body` are those of `lower`.

    A name that has to be followed may show another one that has to be.
    """
    changing: frozenset[Symbol] = frozenset()
    while not body.changing <= changing:
        changing |= body.changing
        body = _lower(definition, program, body.promoting, changing)
    return replace(body, changing=changing)


def _lower(definition: Definition, program: Program, promoting: frozenset[Span], changing: frozenset[Symbol]) -> Body:
    named = {output for output in definition.outputs if definition.what == "model" and output.name != "output"}
    lowering = _Lowering(definition, program, named, changing)
    layers, learners = lowering.layers, lowering.pipelines.learners
    steps = without_patterns(lowering.block(definition.body, "body"), layers.copied)
    obstacles = tuple(layers.obstacles)
    found, lists = frozenset(layers.found), known_lists(definition)
    return Body(steps, definition.outputs, tuple(learners), promoting, found, lists, obstacles)


class _Lowering:
    """Puts down the steps of statements."""

    def __init__(
        self, definition: Definition, program: Program, outputs: set[Symbol], changing: frozenset[Symbol]
    ) -> None:
        self.assignments = Assignments(definition.body)
        self.opened = opened_chains(definition.body)
        self.recorder = Recorder()
        self.layers = Layers(self.recorder, changing, self.assignments)
        self.pipelines = Pipelines(program, self.recorder, self.layers, outputs)

    def block(self, body: tuple[Stmt, ...], kind: str, layers: tuple[Symbol, ...] = ()) -> tuple[Step, ...]:
        """The steps of a block of statements; `layers` are names that a loop may give to layers."""
        with self.recorder.inside(kind) as inside:
            for name in layers:
                self.layers.loop_over(name)
            for statement in body:
                self._statement(statement)
        return tuple(inside)

    def _statement(self, statement: Stmt) -> None:
        read, add = self.layers.read, self.recorder.add
        match statement:
            case definitions.Assign(targets, value):
                self._assign(targets, read(value))
                self.assignments.note(targets)
            case definitions.SetOutput(symbol, value):
                self.pipelines.assign((symbol,), read(value))
            case definitions.MakeWeight(symbol, shape, initializer, options, span):
                slot = self.layers.slot(values.Reference(symbol, Kind.TENSOR, span), symbol.name, symbol)
                add(Weight(slot, shape, initializer, options))
            case definitions.For(pattern, iterable, body):
                over = self.pipelines.simple(read(iterable))
                self.assignments.note(statement.targets)
                self._for(pattern, over, body)
            case definitions.If(test, then, orelse):
                self._if(test, then, orelse)
            case definitions.AddLoss(value):
                add(Loss(self.pipelines.simple(read(value))))
            case definitions.Assert():
                pass  # The compiler has checked it.

    def _for(self, pattern: Pattern, iterable: Expr, body: tuple[Stmt, ...]) -> None:
        if any(isinstance(part, values.Reference) and part.kind.has_layers for part in traverse.walk(iterable)):
            iterable = self.layers.several(iterable)
            layers = tuple(target for target in leaves(pattern) if target is not None)
            self.recorder.add(Loop(pattern, iterable, self.block(body, "loop", layers)))
        else:
            self.recorder.add(Loop(pattern, iterable, self.block(body, "loop")))

    def _if(self, test: Expr, then: tuple[Stmt, ...], orelse: tuple[Stmt, ...]) -> None:
        before = set(self.layers.called)
        first, called_in_first = self.block(then, "branch"), self.layers.called
        self.layers.called = before
        self.recorder.add(Branch(test, first, self.block(orelse, "branch")))
        self.layers.called |= called_in_first

    def _assign(self, targets: tuple[Symbol | None, ...], value: Expr) -> None:
        if not value.kind.has_layers:
            self.pipelines.assign(targets, value)
            return
        names = tuple(None if target is None else self.layers.bind(target, value.kind) for target in targets)
        if isinstance(value, values.Chain) and names[0] in self.opened:
            self.layers.open(value, names[0])
        elif value.kind is not Kind.LAYER or not makes_layers(value) or names[0] is None:
            self.recorder.add(Set(names, self.layers.use(value)))
        elif names[0] in self.layers.changing:
            self.layers.name(value, names[0])
        else:
            self.layers.make(value, names[0].name, names[0])
