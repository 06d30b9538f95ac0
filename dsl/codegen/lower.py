"""Lower: from a definition, with its nested expressions, to single steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeGuard

from dsl.catalog import Entry
from dsl.codegen.literals import snake_case
from dsl.codegen.steps import Body, Branch, Call, Learner, Loop, Loss, Make, Set, Slot, Step, Weight
from dsl.ir import definitions, values
from dsl.ir.definitions import Definition, Stmt
from dsl.ir.program import Program
from dsl.ir.values import Argument, Expr, Kind, Role, Symbol
from dsl.source import Span

NEW_LAYERS = (values.Chain, values.Repeat)

# Layers that can learn what they need from data, and the arguments that tell it to them.
LEARNERS = {
    "Normalization": ("mean", "variance"),
    "Discretization": ("bin_boundaries",),
    "TextVectorization": ("vocabulary",),
    "StringLookup": ("vocabulary",),
    "IntegerLookup": ("vocabulary",),
}


def lower(definition: Definition, program: Program) -> Body:
    """The steps of one layer, model or function."""
    named = {output for output in definition.outputs if definition.what == "model" and output.name != "output"}
    lowering = _Lowering(program, named)
    steps = lowering.block(definition.body)
    return Body(steps, definition.outputs, tuple(lowering.learners), lowering.obstacle)


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
                over = self._simple(self._read(iterable))
                self.steps.append(Loop(targets, over, self.block(body, "loop")))
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

    # --- names -----------------------------------------------------------------------------------

    def _assign(self, targets: tuple[Symbol | None, ...], value: Expr, span: Span) -> None:
        value = self._read(value)
        if not value.kind.has_layers:
            self._assign_tensor(targets, value)
            return
        names = tuple(None if target is None else self._layer_name(target, value.kind, span) for target in targets)
        if value.kind is Kind.LAYER and _makes_layers(value) and names[0] is not None:
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
        return values.rebuild(value, self._read)

    def _assign_tensor(self, targets: tuple[Symbol | None, ...], value: Expr) -> None:
        if isinstance(value, values.Apply | values.Fan):
            result = self._chain(value, targets)
        else:
            result = self._simple(value)
        if result is not self.written and not (len(targets) == 1 and _is(result, targets[0])):
            self.steps.append(Set(targets, result))

    def _temporary(self, name: str, span: Span) -> Symbol:
        return Symbol(name, Role.TEMPORARY, span)

    # --- expressions -----------------------------------------------------------------------------

    def _simple(self, value: Expr) -> Expr:
        """The value with every call of a layer taken out of it, into steps before this place."""
        if not _calls_layers(value):
            return value
        match value:
            case values.Apply() | values.Fan():
                return self._chain(value, None)
            case values.Choice(test, then, orelse, kind, span):
                result = self._temporary("result", span)
                steps = []
                for side in (then, orelse):
                    with self._inside("branch") as inside:
                        self._assign_tensor((result,), side)
                    steps.append(tuple(inside))
                self.steps.append(Branch(test, *steps))
                return values.Reference(result, kind, span)
            case _:
                return values.rebuild(value, self._simple)

    def _chain(self, value: values.Apply | values.Fan, targets: tuple[Symbol | None, ...] | None) -> Expr:
        """The steps of a pipeline; gives what stands for its result.

        Walks down the first arguments instead of recursing, since a pipeline can have thousands of stages.
        """
        stages: list[values.Apply | values.Fan] = []
        start: Expr = value
        while isinstance(start, values.Apply | values.Fan):
            stages.append(start)
            start = start.value if isinstance(start, values.Fan) else _first(start)
        target = targets[0] if targets and len(targets) == 1 and _may_hold_all(targets[0], stages) else None
        result = self._simple(start)
        for stage in reversed(stages):
            is_last = stage is stages[0]
            wanted = targets if is_last else (target,) if target else None
            self.output = targets[0] if is_last and targets and targets[0] in self.outputs else None
            result = self._stage(stage, result, wanted)
        return result

    def _stage(
        self, stage: values.Apply | values.Fan, first: Expr, targets: tuple[Symbol | None, ...] | None
    ) -> Expr:
        if isinstance(stage, values.Fan):
            return self._fan(stage.layers, first, stage.span)
        others = tuple(
            replace(argument, value=self._simple(argument.value))
            for argument in stage.arguments
            if argument is not _first_argument(stage)
        )
        named_only = _first_argument(stage) is None
        arguments = others if named_only else (Argument(None, first, first.span), *others)
        return self._call(stage.layer, arguments, targets, stage.span)

    def _fan(self, layers: Expr, value: Expr, span: Span) -> Expr:
        if not isinstance(layers, values.Sequence):
            return values.Fan(layers, value, span)
        argument = Argument(None, value, value.span)
        results = tuple(self._call(layer, (argument,), None, span) for layer in layers.items)
        return values.Sequence(results, False, Kind.TENSORS, span)

    def _call(
        self, layer: Expr, arguments: tuple[Argument, ...], targets: tuple[Symbol | None, ...] | None, span: Span
    ) -> Expr:
        match layer:
            case values.Repeat():
                return self._repeat(layer, arguments, targets, span)
            case values.Chain(stages):
                return self._call_each(stages, arguments, targets, span)
            case _ if layer.kind is Kind.LAYERS:
                return self._fan(layer, arguments[0].value, span)
        for used in values.symbols(layer):
            self.called.add(used)
        base = _base_name(layer)
        callee = self._layer(layer, self._slot_name(base))
        model = self._model_of(callee)
        if model is not None:
            arguments = _model_arguments(model, arguments, span)
            if targets is not None and len(targets) > 1:
                return self._model_results(model, callee, arguments, span)
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
        self, repeat: values.Repeat, arguments: tuple[Argument, ...], targets: tuple[Symbol | None, ...] | None, span: Span
    ) -> Expr:
        target = targets[0] if targets and targets[0] else self._temporary(_base_name(repeat.layer), span)
        value = arguments[0].value
        if not _is(value, target):
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
        if not _makes_layers(layer):
            return layer
        return self._make(layer, base, self._temporary(base, layer.span))

    def _slot_name(self, base: str) -> str:
        """The layer that gives a named output is called like it."""
        output, self.output = self.output, None
        return base if output is None else output.name

    def _make(self, value: Expr, base: str, symbol: Symbol) -> Slot:
        if _learns(value):
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
        name = Argument("name", _text(self.named[symbol], value.span), value.span)
        return replace(value, arguments=(*value.arguments, name))

    def _model_of(self, layer: Slot | Expr) -> Definition | None:
        value = layer.value if isinstance(layer, Slot) else layer
        if isinstance(value, values.Construct) and isinstance(value.target, values.Declared):
            if value.target.what == "model":
                return self.program.definition(value.target.name)
        return None

    def _model_results(
        self, model: Definition, callee: Slot | Expr, arguments: tuple[Argument, ...], span: Span
    ) -> Expr:
        results = self._temporary(snake_case(model.name), span)
        self.steps.append(Call((results,), callee, arguments, span))
        reference = values.Reference(results, Kind.TENSOR, span)
        parts = tuple(
            values.Subscript(reference, (_text(output.name, span),), Kind.TENSOR, span) for output in model.outputs
        )
        return values.Sequence(parts, True, Kind.ARGUMENTS, span)


def _model_arguments(model: Definition, arguments: tuple[Argument, ...], span: Span) -> tuple[Argument, ...]:
    """Several inputs of a model, by position or by name, as the dict that it is called with."""
    names = [port.symbol.name for port in model.inputs]
    if len(names) == 1 or len(arguments) == 1 and isinstance(arguments[0].value, values.Mapping):
        return arguments
    positions = iter(names)
    entries = tuple((argument.name or next(positions), argument.value) for argument in arguments)
    return (Argument(None, values.Mapping(entries, Kind.TENSORS, span), span),)


def _calls_layers(value: Expr) -> bool:
    return any(isinstance(part, values.Apply | values.Fan) for part in values.walk(value))


def _makes_layers(value: Expr) -> bool:
    return any(
        isinstance(part, NEW_LAYERS) or isinstance(part, values.Construct) and part.kind is Kind.LAYER
        for part in values.walk(value)
    )


def _learns(value: Expr) -> TypeGuard[values.Construct]:
    """Whether a layer was given nothing to know, so that it has to learn it from the training data."""
    if not isinstance(value, values.Construct) or not isinstance(value.target, Entry):
        return False
    told = LEARNERS.get(value.target.name)
    return told is not None and not any(argument.name in told for argument in value.arguments)


def _first_argument(call: values.Apply) -> Argument | None:
    return call.arguments[0] if call.arguments and call.arguments[0].name is None else None


def _first(call: values.Apply) -> Expr:
    argument = _first_argument(call)
    return _text("", call.span) if argument is None else argument.value


def _may_hold_all(target: Symbol | None, stages: list[values.Apply | values.Fan]) -> bool:
    """Whether every stage of a pipeline may write its result to `target`: no later stage needs its old value."""
    if target is None:
        return False
    for stage in stages[:-1] if len(stages) > 1 else []:
        if isinstance(stage, values.Fan):
            parts = [stage.layers]
        else:
            parts = [stage.layer, *(a.value for a in stage.arguments if a is not _first_argument(stage))]
        if any(target in values.symbols(part) for part in parts):
            return False
    return True


def _is(value: Expr, symbol: Symbol | None) -> bool:
    return isinstance(value, values.Reference) and value.symbol is symbol


def _text(text: str, span: Span) -> values.Literal:
    return values.Literal(text, repr(text), span)


def _base_name(layer: Expr) -> str:
    match layer:
        case values.Construct(target):
            return snake_case(target.name)
        case values.Choice(then=then):
            return _base_name(then)
        case values.Reference(symbol):
            return symbol.name
        case values.Chain(stages):
            return _base_name(stages[-1])
        case values.Repeat(inner):
            return _base_name(inner)
        case values.Subscript(value):
            return _base_name(value)
        case _:
            return "layer"
