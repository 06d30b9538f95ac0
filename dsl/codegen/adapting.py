"""Layers that learn from the training data before training: what each of them is shown.

One that is called on inputs is shown these. Before one that is called on more than that stands a part of the
network, which becomes a small model of its own; it must have nothing to learn itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.codegen.layers import temporary
from dsl.codegen.literals import string
from dsl.codegen.phases import reads
from dsl.codegen.stages import learns
from dsl.codegen.steps import Body, Branch, Call, Learner, Loop, Make, Set, Step, walk
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.graph import Graph
from dsl.ir.traverse import symbols
from dsl.ir.values import Role, Symbol
from dsl.records import dataclass
from dsl.source import Span


@dataclass(frozen=True)
class Refusal:
    """A layer that cannot be adapted, and why."""

    reason: str
    span: Span


@dataclass(frozen=True)
class Shown:
    """What a layer is called on: `seen` are the values, `steps` what has to be done to get them from the inputs."""

    learner: Learner
    seen: tuple[Symbol, ...]
    steps: tuple[Step, ...]

    @property
    def inputs(self) -> tuple[Symbol, ...] | None:
        """The inputs that it is called on, where it is called on nothing else."""
        return self.seen if not self.steps and all(symbol.role is Role.INPUT for symbol in self.seen) else None


def shown(body: Body) -> Iterator[Shown | Refusal]:
    """What each layer of the trained model that has to learn is called on."""
    for slot in dict.fromkeys(learner.slot for learner in body.learners):
        calls = [learner for learner in body.learners if learner.slot is slot]
        places = [place for place, step in enumerate(body.steps) if isinstance(step, Call) and step.layer is slot]
        if len(places) != len(calls):
            yield Refusal("is made or called in a loop or a condition", slot.value.span)
            continue
        before = body.steps[: places[-1]]
        match calls:
            case [Learner(value=values.Reference(symbol) as value)]:
                yield Shown(calls[0], (symbol,), needed_for(before, (Set((symbol,), value),)))
                continue
        seen = tuple(temporary("seen", learner.value.span) for learner in calls)
        gets = tuple(Set((symbol,), learner.value) for symbol, learner in zip(seen, calls, strict=True))
        yield Shown(calls[0], seen, (*needed_for(before, gets), *gets))


def needed_for(steps: tuple[Step, ...], results: tuple[Set, ...]) -> tuple[Step, ...]:
    """The steps that the values of some results hang on."""
    live: set[Symbol] = set().union(*(symbols(result.value) for result in results))
    while True:
        before = len(live)
        for step in walk(steps):
            if isinstance(step, Loop) and any(_is_live(inner, live) for inner in walk(step.body)):
                live |= symbols(step.iterable)
            elif isinstance(step, Branch) and any(_is_live(s, live) for s in walk((*step.then, *step.orelse))):
                live |= symbols(step.test)
            elif not isinstance(step, Loop | Branch) and _is_live(step, live):
                live |= reads(step)
        if len(live) == before:
            return _only(steps, live)


def _is_live(step: Step, live: set[Symbol]) -> bool:
    match step:
        case Make(slot):
            return slot.symbol in live
        case Call(targets=targets) | Set(targets=targets):
            return any(target in live for target in targets)
        case _:
            return False


def _only(steps: tuple[Step, ...], live: set[Symbol]) -> tuple[Step, ...]:
    kept: list[Step] = []
    for step in steps:
        match step:
            case Loop(pattern, iterable, body):
                inner = _only(body, live)
                kept += [Loop(pattern, iterable, inner)] if inner else []
            case Branch(test, then, orelse):
                sides = _only(then, live), _only(orelse, live)
                kept += [Branch(test, *sides)] if any(sides) else []
            case _ if _is_live(step, live):
                kept.append(step)
    return tuple(kept)


def refusals(model: Definition, definitions: tuple[Definition, ...], body: Body, graph: Graph) -> Iterator[Refusal]:
    """Why layers that have to learn cannot be adapted."""
    followed = {learner.slot.value.span for learner in body.learners}
    for definition in definitions:
        for part in definition.parts:
            if isinstance(part, values.Construct) and learns(part):
                if definition is not model:
                    yield Refusal(f"stands inside of `{definition.written}`", part.span)
                elif part.span not in followed:
                    yield Refusal("is part of another layer or of a list", part.span)
    for found in shown(body):
        if isinstance(found, Refusal):
            yield found
        else:
            yield from _unlearned(found, graph)


def _unlearned(found: Shown, graph: Graph) -> Iterator[Refusal]:
    """A layer before it that learns itself, or has weights."""
    weightless = {layer.span for layer in graph.layers if layer.parameters is not None and layer.parameters.total == 0}
    for step in walk(found.steps):
        if isinstance(step, Make) and (step.slot.value.span not in weightless or learns(step.slot.value)):
            reason = f"is called on what comes out of `{step.slot.value.span.text}`, which learns itself"
            yield Refusal(reason, found.learner.slot.value.span)
            return


@dataclass(frozen=True)
class Samples:
    """How the program writes what the training samples hold: arrays or a dataset, with one input or several."""

    are_arrays: bool
    by_name: bool

    def of(self, name: str) -> str:
        """The values of one input, as a layer is adapted to them."""
        part = f"[{string(name)}]" if self.by_name else ""
        if self.are_arrays:
            return f"training[0]{part}"
        return f"training.map(lambda x, *_: x{part}).batch(batch_size)"

    def batches(self, names: tuple[str, ...]) -> str:
        """The values of some inputs in batches, as a model takes them."""
        if len(names) == 1 and not self.are_arrays:
            return self.of(names[0])
        if len(names) == 1:
            return f"tf.data.Dataset.from_tensor_slices({self.of(names[0])}).batch(batch_size)"
        if self.are_arrays:
            return f"tf.data.Dataset.from_tensor_slices({_some('training[0]', names)}).batch(batch_size)"
        return f"training.map(lambda x, *_: {_some('x', names)}).batch(batch_size)"


def _some(mapping: str, names: tuple[str, ...]) -> str:
    return "{" + ", ".join(f"{string(name)}: {mapping}[{string(name)}]" for name in names) + "}"
