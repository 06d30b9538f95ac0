"""Pipelines and other expressions, cut into steps: one call of a layer each."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from dsl.codegen.layers import Layers, temporary
from dsl.codegen.literals import call_parameter, snake_case
from dsl.codegen.recorder import Recorder
from dsl.codegen.stages import (
    Stage,
    base_name,
    calls_layers,
    first_argument,
    first_value,
    is_stage,
    may_hold_all,
    model_arguments,
    refers_to,
    text_value,
)
from dsl.codegen.steps import Branch, Call, Learner, Loop, Obstacle, Set, Slot
from dsl.ir import traverse, values
from dsl.ir.definitions import Definition
from dsl.ir.program import Program
from dsl.ir.values import Argument, Expr, Kind, Symbol
from dsl.source import Span

Targets: TypeAlias = "tuple[Symbol | None, ...]"


class Pipelines:
    """Puts down the steps of expressions.

    `outputs` are the outputs that the file names: the last layer of an output is called like it. `learners` are
    the calls of layers that learn from data.
    """

    def __init__(self, program: Program, recorder: Recorder, layers: Layers, outputs: set[Symbol]) -> None:
        self.program = program
        self.recorder = recorder
        self.layers = layers
        self.outputs = outputs
        self.learners: list[Learner] = []
        # The output whose last layer is about to be made; the result of a call that has written its targets.
        self._output: Symbol | None = None
        self._written: Expr | None = None

    def assign(self, targets: Targets, value: Expr) -> None:
        """Give names the value of an expression on tensors."""
        if isinstance(value, values.Choice) and calls_layers(value):
            self._choose(value, targets)
            return
        dropped = targets == (None,)
        if is_stage(value):
            result = self._chain(value, None if dropped else targets)
        else:
            result = self.simple(value)
        if dropped and isinstance(result, values.Reference):
            return
        if result is not self._written and not (len(targets) == 1 and refers_to(result, targets[0])):
            self.recorder.add(Set(targets, result))

    def simple(self, value: Expr) -> Expr:
        """The value with every call of a layer taken out of it, into steps before this place."""
        if not calls_layers(value):
            return value
        match value:
            case values.Apply() | values.Fan():
                return self._chain(value, None)
            case values.Invoke() if is_stage(value):
                return self._chain(value, None)
            case values.Choice(kind=kind, span=span):
                result = temporary("result", span)
                self._choose(value, (result,))
                return values.Reference(result, kind, span)
            case _:
                return traverse.rebuild(value, self.simple)

    def _choose(self, choice: values.Choice, targets: Targets) -> None:
        """A condition between values that call layers becomes one between steps."""
        sides = []
        for value in (choice.then, choice.orelse):
            with self.recorder.inside("branch") as inside:
                self.assign(targets, value)
            sides.append(tuple(inside))
        self.recorder.add(Branch(choice.test, *sides))

    def _chain(self, value: Stage, targets: Targets | None) -> Expr:
        """The steps of a pipeline; gives what stands for its result.

        Walks down the first arguments instead of recursing, since a pipeline can have thousands of stages.
        """
        stages: list[Stage] = []
        start: Expr = value
        while is_stage(start):
            stages.append(start)
            start = start.value if isinstance(start, values.Fan) else first_value(start)
        target = targets[0] if targets and len(targets) == 1 and may_hold_all(targets[0], stages) else None
        result = self.simple(start)
        for stage in reversed(stages):
            is_last = stage is stages[0]
            wanted = targets if is_last else (target,) if target else None
            self._output = targets[0] if is_last and targets and targets[0] in self.outputs else None
            result = self._stage(stage, result, wanted)
        return result

    def _stage(self, stage: Stage, first: Expr, targets: Targets | None) -> Expr:
        if isinstance(stage, values.Fan):
            return self._fan(stage.layers, first, stage.span)
        given = first_argument(stage)
        arguments = tuple(
            Argument(argument.name, self.simple(argument.value), argument.span, argument.spread)
            for argument in stage.arguments
            if argument is not given
        )
        if given is not None:
            arguments = (Argument(given.name, first, first.span, given.spread), *arguments)
        if isinstance(stage, values.Invoke):
            return self._function(replace(stage, arguments=arguments), targets)
        result = self._call(stage.layer, arguments, targets, stage.span)
        if isinstance(result, values.Reference) and result.kind is Kind.TENSOR:
            return replace(result, kind=stage.kind)
        return result

    def _function(self, call: values.Invoke, targets: Targets | None) -> Expr:
        """The value of a function: kept where a name for it is at hand, and otherwise part of what it is used in."""
        if targets is None or len(targets) != 1 or targets[0] is None:
            return call
        self.recorder.add(Set(targets, call))
        return values.Reference(targets[0], call.kind, call.span)

    def _fan(self, layers: Expr, value: Expr, span: Span) -> Expr:
        if not isinstance(layers, values.Sequence):
            return values.Fan(self.layers.several(layers), value, span)
        argument = Argument(None, value, value.span)
        results = tuple(self._call(layer, (argument,), None, span) for layer in layers.items)
        return values.Sequence(results, False, Kind.TENSORS, span)

    def _call(
        self,
        layer: Expr,
        arguments: tuple[Argument, ...],
        targets: Targets | None,
        span: Span,
    ) -> Expr:
        match layer:
            case values.Repeat():
                return self._repeat(layer, arguments, targets, span)
            case values.Chain(stages):
                return self._call_each(stages, arguments, targets, span)
            case values.Reference(symbol) if symbol in self.layers.stages:
                return self._call_each(self.layers.stages[symbol], arguments, targets, span)
            case _ if layer.kind is Kind.LAYERS:
                return self._fan(layer, arguments[0].value, span)
        base = base_name(layer)
        callee = self.layers.find(layer, self._slot_name(base))
        self._refuse_several(callee, arguments, span)
        arguments = self._renamed(callee, arguments)
        model = self._model_of(callee)
        if model is not None:
            arguments = model_arguments(model, arguments, span)
            if targets is not None and len(targets) > 1:
                return self._model_results(model, callee, arguments, targets, span)
        if isinstance(callee, Slot) and callee.symbol in self.layers.learners and arguments:
            self.learners.append(Learner(callee, self.layers.learners[callee.symbol], arguments[0].value))
        if targets is None:
            targets = (temporary(base, span),)
        self.recorder.add(Call(targets, callee, arguments, span))
        if len(targets) == 1:
            return values.Reference(targets[0] or temporary("_", span), Kind.TENSOR, span)
        self._written = values.Reference(temporary("_", span), Kind.ARGUMENTS, span)
        return self._written

    def _refuse_several(self, callee: Slot | Expr, arguments: tuple[Argument, ...], span: Span) -> None:
        """A named sequence is a `Sequential`, which takes one value."""
        if isinstance(callee, Slot) and isinstance(callee.value, values.Repeat | values.Chain) and len(arguments) > 1:
            message = f"`{callee.base}` is several layers in sequence under one name, and is called on one value only"
            help = "write the layers where they are called: `(x, y) -> Block() * 3`"
            self.layers.obstacles.append(Obstacle(message, span, help, "E329"))

    def _call_each(
        self,
        stages: tuple[Expr, ...],
        arguments: tuple[Argument, ...],
        targets: Targets | None,
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
        targets: Targets | None,
        span: Span,
    ) -> Expr:
        target = targets[0] if targets and targets[0] else temporary(base_name(repeat.layer), span)
        value = arguments[0].value
        if arguments[0].spread:
            message = (
                f"`{value.span.text}` is several values under one name, and copies are called on values one by one"
            )
            help = "write them out: `(a, b) -> Block() * 3`"
            self.layers.obstacles.append(Obstacle(message, value.span, help, "E329"))
        if not refers_to(value, target):
            self.recorder.add(Set((target,), value))
        current = values.Reference(target, Kind.TENSOR, span)
        rounds = values.Argument(None, repeat.count, repeat.count.span)
        over = values.Invoke(values.Builtin("range"), (rounds,), Kind.CONSTANT, repeat.count.span)
        with self.recorder.inside("loop") as body:
            copies = self.layers.fresh(repeat.layer)
            self._call(copies, (Argument(None, current, span), *arguments[1:]), (target,), span)
        self.recorder.add(Loop((None,), over, tuple(body)))
        return current

    def _slot_name(self, base: str) -> str:
        """The layer that gives a named output is called like it."""
        output, self._output = self._output, None
        return base if output is None else output.name

    def _model_of(self, layer: Slot | Expr) -> Definition | None:
        definition = self._definition_of(layer)
        return definition if definition is not None and definition.what == "model" else None

    def _definition_of(self, layer: Slot | Expr) -> Definition | None:
        value = layer.value if isinstance(layer, Slot) else layer
        match value:
            case values.Construct(values.Declared(name)):
                return self.program.definition(name)
            case _:
                return None

    def _renamed(self, layer: Slot | Expr, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
        """The arguments as an own layer calls its inputs in Python."""
        definition = self._definition_of(layer)
        if definition is None or definition.what != "layer":
            return arguments
        inputs = {port.symbol.name for port in definition.inputs}
        return tuple(
            replace(given, name=call_parameter(given.name)) if given.name in inputs and given.name else given
            for given in arguments
        )

    def _model_results(
        self,
        model: Definition,
        callee: Slot | Expr,
        arguments: tuple[Argument, ...],
        targets: Targets,
        span: Span,
    ) -> Expr:
        """The outputs of a model, by their order: it gives a dict of them."""
        results = temporary(snake_case(model.name), span)
        self.recorder.add(Call((results,), callee, arguments, span))
        reference = values.Reference(results, Kind.TENSOR, span)
        for target, output in zip(targets, model.outputs, strict=False):
            if target is not None:
                part = values.Subscript(reference, (text_value(output.name, span),), Kind.TENSOR, span)
                self.recorder.add(Set((target,), part))
        self._written = values.Reference(temporary("_", span), Kind.ARGUMENTS, span)
        return self._written
