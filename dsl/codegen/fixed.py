"""Layers that are called with a `training` of their own, which holds for them alone.

Up to Keras 3.15 a functional model hands the `training` that it is called with to every layer, whatever was written
at the layer's call. A layer around the layer keeps to what was written, and is made beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dsl.catalog import Category, Entry
from dsl.codegen.around import around, has_name
from dsl.codegen.steps import Body, Branch, Call, Loop, Make, Slot, Step, walk
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.program import Program
from dsl.ir.values import Argument, Expr
from dsl.source import Span

# The class that templates/fixed_training.py.j2 writes.
LAYER = "FixedTraining"

TRAINING = "training"


def has_fixed(body: Body) -> bool:
    """Whether a layer is called with a `training` of its own."""
    return any(isinstance(step, Call) and _given(step) is not None for step in walk(body.steps))


def unfixable(body: Body) -> Iterator[tuple[Span, str]]:
    """The calls that no layer can be put around, and why."""
    for step in walk(body.steps):
        if not isinstance(step, Call) or _given(step) is None:
            continue
        if not isinstance(step.layer, Slot):
            yield step.span, "of a layer that is chosen when it is called"
        elif len(step.arguments) != 2 or step.arguments[0].name is not None:
            yield step.span, "with more than one thing"
        elif any(_given(call) != _given(step) for call in _calls(body, step.layer)):
            yield step.span, "of a layer that is called otherwise elsewhere"


def with_fixed(body: Body) -> Body:
    """The body with a layer around each that is called with a `training` of its own."""
    fixed: dict[Slot, Slot] = {}
    for step in walk(body.steps):
        if isinstance(step, Call) and isinstance(step.layer, Slot) and step.layer not in fixed:
            training = _given(step)
            if training is not None:
                options = (Argument(TRAINING, training, training.span),)
                fixed[step.layer] = around(step.layer, LAYER, options, "fixed", len(_calls(body, step.layer)))
    return replace(body, steps=_changed(body.steps, fixed))


def _given(call: Call) -> Expr | None:
    return _given_in(call.arguments)


def _given_in(arguments: tuple[Argument, ...]) -> Expr | None:
    given = (a.value for a in arguments if a.name == TRAINING and not a.value.kind.has_tensors)
    return next(given, None)


def _calls(body: Body, slot: Slot) -> list[Call]:
    return [step for step in walk(body.steps) if isinstance(step, Call) and step.layer is slot]


def _changed(steps: tuple[Step, ...], fixed: Mapping[Slot, Slot]) -> tuple[Step, ...]:
    changed: list[Step] = []
    for step in steps:
        match step:
            case Make(slot) if slot in fixed:
                changed += [step, Make(fixed[slot])] if has_name(slot) else [Make(fixed[slot])]
            case Call(layer=Slot() as slot, arguments=arguments) if slot in fixed:
                others = tuple(argument for argument in arguments if argument.name != TRAINING)
                changed.append(replace(step, layer=fixed[slot], arguments=others))
            case Loop(body=inner):
                changed.append(replace(step, body=_changed(inner, fixed)))
            case Branch(then=then, orelse=orelse):
                changed.append(replace(step, then=_changed(then, fixed), orelse=_changed(orelse, fixed)))
            case _:
                changed.append(step)
    return tuple(changed)


def hands_training_on(definition: Definition, program: Program) -> bool:
    """Whether a class has to hand its own `training` on to its layers.

    Up to Keras 3.15 a `training` that one layer is called with holds for all that are called after it, unless they
    are called with theirs.
    """
    return _fixes(definition, program, set())


def _fixes(definition: Definition, program: Program, seen: set[str]) -> bool:
    seen.add(definition.name)
    for part in definition.parts:
        match part:
            case values.Apply(arguments=arguments) if _given_in(arguments) is not None:
                return True
            case values.Construct(values.Declared(name)) if name not in seen:
                if _fixes(program.definition(name), program, seen):
                    return True
    return False


def handing_on(body: Body) -> Body:
    """The body with the argument `training` of the method around it given to each layer that has none of its own."""
    return replace(body, steps=_handed(body.steps))


def is_handed_on(body: Body) -> bool:
    """Whether a layer is given the `training` of the method around it."""
    calls = (step for step in walk(body.steps) if isinstance(step, Call))
    return any(
        isinstance(argument.value, values.Literal) and argument.value.text == TRAINING
        for call in calls
        for argument in call.arguments
        if argument.name == TRAINING
    )


def _has_none(arguments: tuple[Argument, ...]) -> bool:
    return all(argument.name != TRAINING for argument in arguments)


def _takes_training(call: Call) -> bool:
    """Whether it may matter to a layer, or to a layer inside of it, whether the model is being trained."""
    match call.layer:
        case Slot(value=values.Construct(Entry(category=Category.LAYERS) as entry)):
            names = {parameter.name for parameter in entry.call or ()}
            return TRAINING in names or bool(entry.layer_arguments) or entry.call is None
        case Slot(value=values.Construct(values.Builtin())):
            return False
        case _:
            return True


def _handed(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    changed: list[Step] = []
    for step in steps:
        match step:
            case Call(arguments=arguments) if _takes_training(step) and _has_none(arguments):
                own = values.Literal(None, TRAINING, step.span)
                changed.append(replace(step, arguments=(*arguments, Argument(TRAINING, own, step.span))))
            case Loop(body=inner):
                changed.append(replace(step, body=_handed(inner)))
            case Branch(then=then, orelse=orelse):
                changed.append(replace(step, then=_handed(then), orelse=_handed(orelse)))
            case _:
                changed.append(step)
    return tuple(changed)
