"""Layers that learn from the training data before training: what each of them is shown.

One that is called on inputs is shown these. Before one that is called on more than that stands a part of the
network, which becomes a small model of its own; it must have nothing to learn itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dsl.codegen.layers import temporary
from dsl.codegen.literals import string
from dsl.codegen.phases import reads
from dsl.codegen.stages import learns
from dsl.codegen.steps import Body, Branch, Call, Learner, Loop, Make, Set, Step, walk
from dsl.ir import values
from dsl.ir.definitions import Definition, MakeWeight, statements
from dsl.ir.graph import Graph
from dsl.ir.traverse import symbols
from dsl.ir.values import Expr, Role, Symbol
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
        if len(calls) == 1 and isinstance(calls[0].value, values.Reference):
            symbol = calls[0].value.symbol
            yield Shown(calls[0], (symbol,), _needed(body.steps[: places[0]], frozenset({symbol}))[0])
            continue
        seen = tuple(temporary("seen", learner.value.span) for learner in calls)
        gets = {place: Set((symbol,), one.value) for place, symbol, one in zip(places, seen, calls, strict=True)}
        steps = [each for place, step in enumerate(body.steps) for each in (gets.get(place), step) if each is not None]
        yield Shown(calls[0], seen, _needed(tuple(steps), frozenset(seen))[0])


def _needed(steps: tuple[Step, ...], live: frozenset[Symbol]) -> tuple[tuple[Step, ...], frozenset[Symbol]]:
    """The steps that the values hang on that some names have at the end, and the names that are needed before them."""
    kept: list[Step] = []
    for step in reversed(steps):
        match step:
            case Loop(pattern, iterable, body):
                inner, before = _needed(body, live)
                while not before <= live:  # what a round needs may come from the one before
                    live |= before
                    inner, before = _needed(body, live)
                if inner:
                    kept.append(Loop(pattern, iterable, inner))
                    live |= symbols(iterable)
            case Branch(test, then, orelse):
                yes, before_yes = _needed(then, live)
                no, before_no = _needed(orelse, live)
                if yes or no:
                    kept.append(Branch(test, yes, no))
                    live = before_yes | before_no | symbols(test)
            case _ if _is_live(step, live):
                kept.append(step)
                live = live.difference(_given(step)) | reads(step)
    return tuple(reversed(kept)), live


def _is_live(step: Step, live: frozenset[Symbol]) -> bool:
    return any(symbol in live for symbol in _given(step))


def _given(step: Step) -> tuple[Symbol | None, ...]:
    """The names that a single step gives values to."""
    match step:
        case Make(slot):
            return (slot.symbol,)
        case Call(targets=targets) | Set(targets=targets):
            return targets
        case _:
            return ()


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
            yield from _unlearned(found, {each.name: each for each in definitions}, graph)


def _unlearned(found: Shown, definitions: Mapping[str, Definition], graph: Graph) -> Iterator[Refusal]:
    """A layer before it that learns itself, or has weights."""
    weightless = {layer.span for layer in graph.layers if layer.parameters is not None and layer.parameters.total == 0}
    for step in walk(found.steps):
        if isinstance(step, Make):
            layer = step.slot.value
            if learns(layer) or not (layer.span in weightless or _only_computes(layer, definitions)):
                reason = f"is called on what comes out of `{layer.span.text}`, which learns itself"
                yield Refusal(reason, found.learner.slot.value.span)
                return


def _only_computes(layer: Expr, definitions: Mapping[str, Definition]) -> bool:
    """Whether a layer has neither weights nor layers: one for a function that a model does not compute itself."""
    if not isinstance(layer, values.Construct) or not isinstance(layer.target, values.Declared):
        return False
    definition = definitions[layer.target.name]
    makes = any(isinstance(part, values.Construct) and part.kind.has_layers for part in definition.parts)
    return not makes and not any(isinstance(each, MakeWeight) for each in statements(definition.body))


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
