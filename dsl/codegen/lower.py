"""Lower: from a definition, with its nested expressions, to single steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from dsl.codegen.literals import snake_case
from dsl.codegen.phases import constant_part
from dsl.codegen.stages import (
    Stage,
    base_name,
    calls_layers,
    first_argument,
    first_value,
    is_stage,
    learns,
    makes_layers,
    may_hold_all,
    model_arguments,
    refers_to,
    text_value,
)
from dsl.codegen.steps import Body, Branch, Call, Learner, Loop, Loss, Make, Set, Slot, Step, Weight, walk
from dsl.ir import definitions, traverse, values
from dsl.ir.definitions import Definition, Stmt
from dsl.ir.program import Program
from dsl.ir.values import Argument, Expr, Kind, Role, Symbol
from dsl.source import Span


def lower(definition: Definition, program: Program, promoting: frozenset[Span] = frozenset()) -> Body:
    """The steps of one layer, model or function."""
    named = {output for output in definition.outputs if definition.what == "model" and output.name != "output"}
    lowering = _Lowering(program, named)
    steps = lowering.block(definition.body)
    return Body(steps, definition.outputs, tuple(lowering.learners), promoting, lowering.obstacle)


class _Lowering:
    def __init__(self, program: Program, outputs: set[Symbol]) -> None:
        self.program = program
        self.steps: list[Step] = []
        self.blocks: list[tuple[str, int]] = []
        self.opened = 0
        self.written: Expr | None = None
        self.obstacle: Span | None = None
        self.learners: list[Learner] = []
        self.slots: dict[Symbol, Slot] = {}
        self.current: dict[Symbol, Symbol] = {}
        self.made_at: dict[Symbol, list[tuple[str, int]]] = {}
        self.called: set[Symbol] = set()
        self.named: dict[Symbol, str] = {}
        # The outputs that the file names, and the one whose last layer is about to be made.
        self.outputs = outputs
        self.output: Symbol | None = None

    def block(self, body: tuple[Stmt, ...], kind: str = "body") -> tuple[Step, ...]:
        """The steps of a block of statements."""
        with self._inside(kind) as inside:
            for statement in body:
                self._statement(statement)
        return tuple(inside)

    @contextmanager
    def _inside(self, kind: str) -> Iterator[list[Step]]:
        """Collect the steps made inside of a block of its own."""
        outside, self.steps = self.steps, []
        self.opened += 1
        self.blocks.append((kind, self.opened))
        yield self.steps
        self.blocks.pop()
        self.steps = outside

    @property
    def loops(self) -> int:
        return sum(kind == "loop" for kind, _ in self.blocks)

    def _statement(self, statement: Stmt) -> None:
        match statement:
            case definitions.Assign(targets, value, span):
                self._assign(targets, value, span)
            case definitions.SetOutput(symbol, value):
                self._assign_tensor((symbol,), self._read(value))
            case definitions.MakeWeight(symbol, shape, initializer, options, span):
                if self.loops:
                    self.obstacle = self.obstacle or span
                self.steps.append(Weight(symbol, shape, initializer, options))
            case definitions.For(targets, iterable, body):
                self._for(targets, self._simple(self._read(iterable)), body)
            case definitions.If(test, then, orelse):
                before = set(self.called)
                first, called_in_first = self.block(then, "branch"), self.called
                self.called = before
                self.steps.append(Branch(test, first, self.block(orelse, "branch")))
                self.called |= called_in_first
            case definitions.AddLoss(value):
                self.steps.append(Loss(self._simple(self._read(value))))
            case definitions.Assert():
                pass  # The compiler has checked it.

    def _for(self, targets: tuple[Symbol | None, ...], iterable: Expr, body: tuple[Stmt, ...]) -> None:
        loop = Loop(targets, iterable, self.block(body, "loop"))
        if constant_part(loop) is None and any(isinstance(step, Make) for step in walk(loop.body)):
            self.obstacle = self.obstacle or iterable.span
        self.steps.append(loop)

    # --- names -----------------------------------------------------------------------------------

    def _assign(self, targets: tuple[Symbol | None, ...], value: Expr, span: Span) -> None:
        value = self._read(value)
        if not value.kind.has_layers:
            self._assign_tensor(targets, value)
            return
        names = tuple(None if target is None else self._layer_name(target, value.kind, span) for target in targets)
        if value.kind is Kind.LAYER and makes_layers(value) and names[0] is not None:
            self._make(value, names[0].name, names[0])
        else:
            self.steps.append(Set(names, value))

    def _layer_name(self, symbol: Symbol, kind: Kind, span: Span) -> Symbol:
        """The symbol for a layer from here on: a new one where the name stood for another layer before.

        In a class all layers are made before the first is called, so a name that first means one layer and
        then, in an inner block, another, cannot be written there.
        """
        old = self.made_at.get(symbol)
        if old is None:
            self.made_at[symbol] = list(self.blocks)
            return symbol
        if old == self.blocks and not self.loops:
            new = Symbol(symbol.name, Role.VARIABLE, symbol.span)
            self.current[symbol] = new
            return new
        if kind is Kind.LAYER and (self.loops or symbol in self.called):
            self.obstacle = self.obstacle or span
        return self.current.get(symbol, symbol)

    def _read(self, value: Expr) -> Expr:
        """The value with each name for a layer meaning the layer it stands for at this place."""
        if not self.current:
            return value
        if isinstance(value, values.Reference) and value.symbol in self.current:
            return replace(value, symbol=self.current[value.symbol])
        return traverse.rebuild(value, self._read)

    def _assign_tensor(self, targets: tuple[Symbol | None, ...], value: Expr) -> None:
        if isinstance(value, values.Choice) and calls_layers(value):
            self._choose(value, targets)
            return
        if is_stage(value):
            result = self._chain(value, targets)
        else:
            result = self._simple(value)
        if result is not self.written and not (len(targets) == 1 and refers_to(result, targets[0])):
            self.steps.append(Set(targets, result))

    def _temporary(self, name: str, span: Span) -> Symbol:
        return Symbol(name, Role.TEMPORARY, span)

    # --- expressions -----------------------------------------------------------------------------

    def _simple(self, value: Expr) -> Expr:
        """The value with every call of a layer taken out of it, into steps before this place."""
        if not calls_layers(value):
            return value
        match value:
            case values.Apply() | values.Fan():
                return self._chain(value, None)
            case values.Invoke() if is_stage(value):
                return self._chain(value, None)
            case values.Choice(kind=kind, span=span):
                result = self._temporary("result", span)
                self._choose(value, (result,))
                return values.Reference(result, kind, span)
            case _:
                return traverse.rebuild(value, self._simple)

    def _choose(self, choice: values.Choice, targets: tuple[Symbol | None, ...]) -> None:
        """A condition between values that call layers becomes one between steps."""
        sides = []
        for value in (choice.then, choice.orelse):
            with self._inside("branch") as inside:
                self._assign_tensor(targets, value)
            sides.append(tuple(inside))
        self.steps.append(Branch(choice.test, *sides))

    def _chain(self, value: Stage, targets: tuple[Symbol | None, ...] | None) -> Expr:
        """The steps of a pipeline; gives what stands for its result.

        Walks down the first arguments instead of recursing, since a pipeline can have thousands of stages.
        """
        stages: list[Stage] = []
        start: Expr = value
        while is_stage(start):
            stages.append(start)
            start = start.value if isinstance(start, values.Fan) else first_value(start)
        target = targets[0] if targets and len(targets) == 1 and may_hold_all(targets[0], stages) else None
        result = self._simple(start)
        for stage in reversed(stages):
            is_last = stage is stages[0]
            wanted = targets if is_last else (target,) if target else None
            self.output = targets[0] if is_last and targets and targets[0] in self.outputs else None
            result = self._stage(stage, result, wanted)
        return result

    def _stage(self, stage: Stage, first: Expr, targets: tuple[Symbol | None, ...] | None) -> Expr:
        if isinstance(stage, values.Fan):
            return self._fan(stage.layers, first, stage.span)
        others = tuple(
            replace(argument, value=self._simple(argument.value))
            for argument in stage.arguments
            if argument is not first_argument(stage)
        )
        named_only = first_argument(stage) is None
        arguments = others if named_only else (Argument(None, first, first.span), *others)
        if isinstance(stage, values.Invoke):
            return self._function(replace(stage, arguments=arguments), targets)
        return self._call(stage.layer, arguments, targets, stage.span)

    def _function(self, call: values.Invoke, targets: tuple[Symbol | None, ...] | None) -> Expr:
        """The value of a function: kept where a name for it is at hand, and otherwise part of what it is used in."""
        if targets is None or len(targets) != 1 or targets[0] is None:
            return call
        self.steps.append(Set(targets, call))
        return values.Reference(targets[0], call.kind, call.span)

    def _fan(self, layers: Expr, value: Expr, span: Span) -> Expr:
        if not isinstance(layers, values.Sequence):
            return values.Fan(layers, value, span)
        argument = Argument(None, value, value.span)
        results = tuple(self._call(layer, (argument,), None, span) for layer in layers.items)
        return values.Sequence(results, False, Kind.TENSORS, span)

    def _call(
        self,
        layer: Expr,
        arguments: tuple[Argument, ...],
        targets: tuple[Symbol | None, ...] | None,
        span: Span,
    ) -> Expr:
        match layer:
            case values.Repeat():
                return self._repeat(layer, arguments, targets, span)
            case values.Chain(stages):
                return self._call_each(stages, arguments, targets, span)
            case _ if layer.kind is Kind.LAYERS:
                return self._fan(layer, arguments[0].value, span)
        for used in traverse.symbols(layer):
            self.called.add(used)
        base = base_name(layer)
        callee = self._layer(layer, self._slot_name(base))
        model = self._model_of(callee)
        if model is not None:
            arguments = model_arguments(model, arguments, span)
            if targets is not None and len(targets) > 1:
                return self._model_results(model, callee, arguments, targets, span)
        if isinstance(callee, Slot) and callee.symbol in self.named and arguments:
            self.learners.append(Learner(callee, self.named[callee.symbol], arguments[0].value))
        if targets is None:
            targets = (self._temporary(base, span),)
        self.steps.append(Call(targets, callee, arguments, span))
        if len(targets) == 1:
            return values.Reference(targets[0] or self._temporary("_", span), Kind.TENSOR, span)
        self.written = values.Reference(self._temporary("_", span), Kind.ARGUMENTS, span)
        return self.written

    def _call_each(
        self,
        stages: tuple[Expr, ...],
        arguments: tuple[Argument, ...],
        targets: tuple[Symbol | None, ...] | None,
        span: Span,
    ) -> Expr:
        result = self._call(stages[0], arguments, targets, span)
        for stage in stages[1:]:
            result = self._call(stage, (Argument(None, result, span),), targets, span)
        return result

    def _repeat(
        self,
        repeat: values.Repeat,
        arguments: tuple[Argument, ...],
        targets: tuple[Symbol | None, ...] | None,
        span: Span,
    ) -> Expr:
        target = targets[0] if targets and targets[0] else self._temporary(base_name(repeat.layer), span)
        value = arguments[0].value
        if not refers_to(value, target):
            self.steps.append(Set((target,), value))
        current = values.Reference(target, Kind.TENSOR, span)
        rounds = values.Argument(None, repeat.count, repeat.count.span)
        over = values.Invoke(values.Builtin("range"), (rounds,), Kind.CONSTANT, repeat.count.span)
        with self._inside("loop") as body:
            copies = self._fresh(repeat.layer)
            self._call(copies, (Argument(None, current, span), *arguments[1:]), (target,), span)
        self.steps.append(Loop((None,), over, tuple(body)))
        return current

    def _fresh(self, layer: Expr) -> Expr:
        """A layer to copy: what its name was bound to, where a name was written."""
        if isinstance(layer, values.Reference) and layer.symbol in self.slots:
            return self.slots[layer.symbol].value
        return layer

    # --- layers ----------------------------------------------------------------------------------

    def _layer(self, layer: Expr, base: str) -> Slot | Expr:
        if isinstance(layer, values.Reference) and layer.symbol in self.slots:
            return self.slots[layer.symbol]
        if not makes_layers(layer):
            return layer
        return self._make(layer, base, self._temporary(base, layer.span))

    def _slot_name(self, base: str) -> str:
        """The layer that gives a named output is called like it."""
        output, self.output = self.output, None
        return base if output is None else output.name

    def _make(self, value: Expr, base: str, symbol: Symbol) -> Slot:
        if learns(value):
            value = self._name(value, symbol)
        slot = Slot(symbol, base, value, self.loops, self.loops == 1 and self.blocks[-1][0] == "loop")
        self.slots[symbol] = slot
        self.steps.append(Make(slot))
        return slot

    def _name(self, value: values.Construct, symbol: Symbol) -> Expr:
        """The same layer with a name, by which the program finds it to adapt it."""
        given = next((argument.value for argument in value.arguments if argument.name == "name"), None)
        if isinstance(given, values.Literal):
            self.named[symbol] = str(given.value)
            return value
        base, number = snake_case(value.target.name), len(self.named)
        self.named[symbol] = f"{base}_{number}" if number else base
        name = Argument("name", text_value(self.named[symbol], value.span), value.span)
        return replace(value, arguments=(*value.arguments, name))

    def _model_of(self, layer: Slot | Expr) -> Definition | None:
        value = layer.value if isinstance(layer, Slot) else layer
        match value:
            case values.Construct(values.Declared(name, "model")):
                return self.program.definition(name)
            case _:
                return None

    def _model_results(
        self,
        model: Definition,
        callee: Slot | Expr,
        arguments: tuple[Argument, ...],
        targets: tuple[Symbol | None, ...],
        span: Span,
    ) -> Expr:
        """The outputs of a model, by their order: it gives a dict of them."""
        results = self._temporary(snake_case(model.name), span)
        self.steps.append(Call((results,), callee, arguments, span))
        reference = values.Reference(results, Kind.TENSOR, span)
        for target, output in zip(targets, model.outputs, strict=False):
            if target is not None:
                part = values.Subscript(reference, (text_value(output.name, span),), Kind.TENSOR, span)
                self.steps.append(Set((target,), part))
        self.written = values.Reference(self._temporary("_", span), Kind.ARGUMENTS, span)
        return self.written
