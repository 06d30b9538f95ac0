"""The state of one elaboration: what has been recorded, where it is, and what it has reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from typing import Protocol

from dsl.analysis.elaborate.evaluate import EvaluationError, LimitError, Meter, has_unknown
from dsl.analysis.elaborate.live import CallSite, Layer, Tensor, tensors
from dsl.analysis.problems import Problems
from dsl.analysis.shapes.rule import Call
from dsl.diagnostics import Fix, Label
from dsl.ir.definitions import Definition
from dsl.ir.graph import UNKNOWN_SPEC, FromInput, FromNode, Operator, Round, TensorRef, TensorSpec
from dsl.ir.program import Program
from dsl.ir.values import Callee, Symbol
from dsl.records import dataclass
from dsl.source import Source, Span

MAX_NODES = 50_000
MAX_NESTED_CALLS = 40
STEPS_A_LAYER = 4
TOO_MUCH = ("E330", "E331")  # the outermost loop is to blame, rather than what it had come to
SHOWN_CALLS = 3


class Stopped(Exception):
    """Thrown inside an elaboration once it has reported that it cannot go on."""


class CostRules(Protocol):
    """What counts multiply-adds: the module `dsl.analysis.costs.library`, which only summaries need."""

    def layer_work(self, call: Call, outputs: Sequence[TensorSpec]) -> int | None: ...

    def op_work(self, call: Call, outputs: Sequence[TensorSpec]) -> int | None: ...

    def product_work(self, left: object, right: object, output: TensorSpec) -> int | None: ...


def _times(number: int | None, times: int | None) -> int | None:
    """The product; nothing stays nothing however often it is done."""
    if number == 0:
        return 0
    return None if number is None or times is None else number * times


@dataclass(eq=False, slots=True)
class LiveNode:
    """A node that may still get more outputs, when those of an unknown layer are unpacked."""

    index: int
    does: Layer | Operator
    inputs: tuple[TensorRef, ...]
    path: tuple[str, ...]
    span: Span
    outputs: list[TensorSpec] = field(default_factory=list)
    results: tuple[TensorRef, ...] = ()
    rounds: tuple[Round, ...] = ()
    label: str | None = None
    multiply_adds: int | None = 0
    inside: tuple[str, ...] | None = None
    times: int | None = 1

    def repeat(self, times: int | None) -> None:
        """Say that it is done as often as there are steps; None where that is not known."""
        self.times = None if times is None or self.times is None else self.times * times
        self.multiply_adds = _times(self.multiply_adds, times)


class Session:
    """Everything that is shared while one model is elaborated."""

    def __init__(self, program: Program, problems: Problems, dtype: str | None, costs: CostRules | None = None) -> None:
        self.program = program
        self.definitions: Mapping[str, Definition] = {d.name: d for d in program.definitions}
        self.problems = problems
        self.dtype = dtype
        self.costs = costs
        self.meter = Meter()
        self.lets: dict[Symbol, object] = {}
        self.nodes: list[LiveNode] = []
        self.layers: list[Layer] = []
        self.inputs: list[tuple[str, TensorSpec]] = []
        self.trail: list[CallSite] = []
        self.path: tuple[str, ...] = ()
        self.rounds: tuple[Round, ...] = ()
        self.loops_run = 0
        self._rounds_outside: list[tuple[Round, ...]] = []
        self.is_complete = True
        self.place = Span(Source("", ""), 0, 0)
        self.loops: list[Span] = []
        self._reported: set[tuple[str, int, int]] = set()
        self.places: dict[Span, bool] = {}
        self._level_names: Counter[tuple[str, ...]] = Counter()

    # --- problems --------------------------------------------------------------------------------

    def report(
        self,
        code: str,
        message: str,
        span: Span,
        help: str = "",
        notes: tuple[str, ...] = (),
        labels: tuple[Label, ...] = (),
        fix: Fix | None = None,
    ) -> None:
        """Report a mistake, once however often its place is passed, with the calls that lead there."""
        key = (code, span.start, span.end)
        if key in self._reported:
            return
        self._reported.add(key)
        sites = [site for site in reversed(self.trail) if site.span != span][:SHOWN_CALLS]
        labels += tuple(Label(site.span, f"in this call of `{site.name}`") for site in sites)
        self.problems.report(code, message, span, help, labels, notes, fix)

    def failed(
        self,
        error: EvaluationError,
        span: Span,
        notes: tuple[str, ...] = (),
        labels: tuple[Label, ...] = (),
        fix: Fix | None = None,
    ) -> None:
        """Report what went wrong at a place; Stopped where the elaboration cannot go on."""
        if not isinstance(error, LimitError):
            self.report(error.code, error.message, span, error.help, notes, labels, fix)
            return
        if self.loops and error.code in TOO_MUCH:
            self.trail.clear()
            span = self.loops[0]
        self.report(error.code, error.message, span)
        raise Stopped

    # --- the graph -------------------------------------------------------------------------------

    def make_layer(self, target: Callee, arguments: Mapping[str, object], span: Span) -> Layer:
        """A new layer, not yet called."""
        if len(self.layers) >= MAX_NODES:
            raise LimitError("E331", f"this makes more than {MAX_NODES:,} layers")
        self.meter.spend(STEPS_A_LAYER)
        layer = Layer(len(self.layers), target, arguments, span)
        self.layers.append(layer)
        return layer

    def spec_of(self, ref: TensorRef) -> TensorSpec:
        """The shape and dtype of a tensor that is an input, a weight, or what a node gives."""
        match ref:
            case FromInput(index):
                return self.inputs[index][1]
            case FromNode(index, output):
                return self.nodes[index].outputs[output]
            case _:
                weights = self.layers[ref.layer].weights
                return next(tensor.spec for symbol, tensor in weights.items() if symbol.name == ref.name)

    def record(self, does: Layer | Operator, used: object, span: Span) -> LiveNode:
        """A new node that is called on the tensors in `used`; its outputs follow."""
        if len(self.nodes) >= MAX_NODES:
            raise LimitError("E331", f"this makes more than {MAX_NODES:,} steps in the graph")
        self.meter.spend(STEPS_A_LAYER)
        self.meter.measure(used)
        sources = tuple(tensor.source for tensor in tensors(used) if tensor.source is not None)
        node = LiveNode(len(self.nodes), does, sources, self.path, span, rounds=self.rounds)
        self.nodes.append(node)
        if isinstance(does, Operator):
            self.places[span] = self.places.get(span, True) and not has_unknown(used)
        return node

    def give(self, node: LiveNode, outputs: TensorSpec | list[TensorSpec]) -> Tensor | list[Tensor]:
        """The tensors that a node makes."""
        several = isinstance(outputs, list)
        specs = outputs if isinstance(outputs, list) else [outputs]
        node.outputs = list(specs)
        made = [Tensor(spec, FromNode(node.index, place)) for place, spec in enumerate(specs)]
        return made if several else made[0]

    def split(self, tensor: Tensor, count: int) -> list[Tensor] | None:
        """The parts of what an unknown layer gives; None for a tensor that is known to be one."""
        if tensor.spec.shape is not None:
            return None
        if not isinstance(tensor.source, FromNode):
            return [Tensor(UNKNOWN_SPEC, None)] * count
        node = self.nodes[tensor.source.node]
        node.outputs += [UNKNOWN_SPEC] * (count - len(node.outputs))
        return [Tensor(UNKNOWN_SPEC, FromNode(node.index, place)) for place in range(count)]

    # --- where it is -----------------------------------------------------------------------------

    def enter(self, name: str, span: Span) -> tuple[str, ...]:
        """Go inside of a call; gives the path to go back to."""
        if len(self.trail) >= MAX_NESTED_CALLS:
            raise LimitError("E334", f"more than {MAX_NESTED_CALLS} calls of own definitions inside of each other")
        outside = self.path
        place = (*outside, name)
        self._level_names[place] += 1
        number = self._level_names[place]
        self.path = place if number == 1 else (*outside, f"{name}_{number}")
        self.trail.append(CallSite(name, span))
        self._rounds_outside.append(self.rounds)
        self.rounds = ()
        return outside

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Do something whose steps are not among those of the model."""
        nodes, names = len(self.nodes), self._level_names.copy()
        try:
            yield
        finally:
            del self.nodes[nodes:]
            self._level_names = names

    def leave(self, outside: tuple[str, ...]) -> None:
        self.trail.pop()
        self.rounds = self._rounds_outside.pop()
        self.path = outside
