"""The layers a definition owns: which there are, and what their names mean at each place."""

from __future__ import annotations

from dataclasses import replace

from dsl.codegen.copies import Assignments, Binding, Blocks
from dsl.codegen.literals import snake_case
from dsl.codegen.recorder import Recorder
from dsl.codegen.rounds import has_tensors
from dsl.codegen.stages import base_name, learns, makes_layers, text_value
from dsl.codegen.steps import Make, Obstacle, Set, Slot
from dsl.ir import traverse, values
from dsl.ir.values import Argument, Expr, Kind, Role, Symbol
from dsl.source import Span


def temporary(name: str, span: Span) -> Symbol:
    """A symbol for a value between two steps."""
    return Symbol(name, Role.TEMPORARY, span)


class Layers:
    """Makes slots for layers, and follows the names that stand for them.

    `changing` are the names that are known to stand for one layer and then another. They stay names when layers are
    made, and where one of them is called a slot keeps what it means there. `found` are the names that turn out to
    be such; a body is lowered again with them where it is written as a class. `learners` has the layers that learn
    from data, with the names they are found by.
    """

    def __init__(self, recorder: Recorder, changing: frozenset[Symbol], assignments: Assignments) -> None:
        self.recorder = recorder
        self.assignments = assignments
        self.changing = changing
        self.found: set[Symbol] = set()
        self.obstacles: list[Obstacle] = []
        self.slots: dict[Symbol, Slot] = {}
        self.stages: dict[Symbol, tuple[Expr, ...]] = {}
        self.learners: dict[Symbol, str] = {}
        self.called: set[Symbol] = set()
        self.copied: set[Symbol] = set()
        self._current: dict[Symbol, Symbol] = {}
        self._bound_at: dict[Symbol, list[Blocks]] = {}
        self._bindings: dict[Symbol, Binding] = {}
        self._kept: dict[Symbol, tuple[Slot, Blocks]] = {}

    def bind(self, symbol: Symbol, kind: Kind) -> Symbol:
        """The symbol for a layer from here on: a new one where the name stood for another layer before."""
        here = tuple(self.recorder.blocks)
        before = self._bound_at.setdefault(symbol, [])
        if symbol in self.changing:
            self._kept.pop(symbol, None)
        elif before == [here] and not self.recorder.loops:
            new = Symbol(symbol.name, Role.VARIABLE, symbol.span)
            self._current[symbol] = new
            self._bound_at[new] = [here]
            return new
        elif before and (symbol in self.called or (kind is Kind.LAYER and self.recorder.loops)):
            self._changes(symbol)
        before.append(here)
        return self._current.get(symbol, symbol)

    def loop_over(self, symbol: Symbol) -> None:
        """Note that the present block is that of a loop which gives a name to each of some layers."""
        if symbol in self.slots:
            self._changes(symbol)
        self._kept.pop(symbol, None)
        self._bound_at[symbol] = [tuple(self.recorder.blocks)]

    def _changes(self, symbol: Symbol) -> None:
        self.found.add(symbol)

    def read(self, value: Expr) -> Expr:
        """The value with each name for a layer meaning the layer it stands for at this place."""
        if not self._current:
            return value
        if isinstance(value, values.Reference) and value.symbol in self._current:
            return replace(value, symbol=self._current[value.symbol])
        return traverse.rebuild(value, self.read)

    def find(self, layer: Expr, base: str) -> Slot | Expr:
        """The slot of a layer that is called: an old one or a new one, or the layer itself where it is chosen then."""
        self._call(layer)
        if self.changing & traverse.symbols(layer):
            return self._keep(layer, base_name(layer))
        if isinstance(layer, values.Reference) and layer.symbol in self.slots:
            return self.slots[layer.symbol]
        if not makes_layers(layer):
            return layer
        return self.make(layer, base, temporary(base, layer.span))

    def several(self, layers: Expr) -> Expr:
        """Lists of layers that are called or gone over, as they can be reached there."""
        if not layers.kind.has_layers or has_tensors(layers):
            return traverse.rebuild(layers, self.several)
        self._call(layers)
        if not self.changing & traverse.symbols(layers):
            return layers
        slot = self._keep(layers, base_name(layers))
        return values.Reference(slot.symbol, layers.kind, layers.span)

    def _call(self, layer: Expr) -> None:
        for part in traverse.walk(layer):
            if isinstance(part, values.Reference) and part.kind.has_layers:
                self.called.add(part.symbol)
                bound_at = self._bound_at.get(part.symbol, [])
                if any(self._is_other(blocks, part.kind) for blocks in bound_at):
                    self._changes(part.symbol)

    def _is_other(self, bound_at: Blocks, kind: Kind) -> bool:
        """Whether a name that got its value in a block can mean another value here than at the end."""
        loops = {block for block in bound_at if block[0] == "loop"}
        if kind is Kind.LAYERS:
            return not loops.isdisjoint(self.recorder.blocks)
        return bool(loops) and not self.recorder.is_within(bound_at)

    def _keep(self, layer: Expr, base: str) -> Slot:
        """The slot of a layer that a changing name stands for here: the same one until the name changes."""
        symbol = layer.symbol if isinstance(layer, values.Reference) else None
        if symbol in self._kept:
            slot, blocks = self._kept[symbol]
            loops = sum(kind == "loop" for kind, _ in blocks)
            if self.recorder.is_within(blocks) and loops == self.recorder.loops:
                return slot
        slot = self._slot(layer, base, temporary(base, layer.span))
        if symbol is not None:
            self._kept[symbol] = (slot, tuple(self.recorder.blocks))
        return slot

    def make(self, value: Expr, base: str, symbol: Symbol) -> Slot:
        """A new layer, which `symbol` stands for."""
        if learns(value):
            value = self._with_name(value, symbol)
        value = self.use(value)
        slot = self._slot(value, base, symbol)
        self.slots[symbol] = slot
        self._bound(symbol, value)
        return slot

    def _bound(self, symbol: Symbol, value: Expr) -> None:
        """Note what a name was bound to by the last step."""
        steps, before = self.recorder.steps, self.assignments.so_far.copy()
        self._bindings[symbol] = Binding(symbol.name, value, tuple(self.recorder.blocks), steps, steps[-1], before)

    def _slot(self, value: Expr, base: str, symbol: Symbol) -> Slot:
        slot = self.slot(value, base, symbol)
        self.recorder.add(Make(slot))
        return slot

    def slot(self, value: Expr, base: str, symbol: Symbol) -> Slot:
        """A slot of the present block."""
        return Slot(symbol, base, value, self.recorder.loops, self.recorder.is_outermost_loop, value.kind)

    def name(self, value: Expr, symbol: Symbol) -> None:
        """Note that a changing name stands for a new layer."""
        value = self.use(value)
        self.recorder.add(Set((symbol,), value))
        self._bound(symbol, value)

    def open(self, chain: values.Chain, name: Symbol) -> None:
        """Make the layers of a chain, to be called one after the other."""
        stages: list[Expr] = []
        for stage in chain.stages:
            if not isinstance(stage, values.Reference):
                base = base_name(stage)
                symbol = Symbol(f"{name.name}_{base}", Role.VARIABLE, stage.span)
                self.make(stage, base, symbol)
                stage = values.Reference(symbol, Kind.LAYER, stage.span)
            stages.append(stage)
        self.stages[name] = tuple(stages)

    def use(self, value: Expr) -> Expr:
        """A layer as it is made of others: one that was made in a loop needs its name there."""
        if isinstance(value, values.Repeat):
            value = replace(value, layer=self.fresh(value.layer))
        if isinstance(value, values.Reference) and value.symbol in self.slots and self.slots[value.symbol].loops:
            self._changes(value.symbol)
        return traverse.rebuild(value, self.use)

    def fresh(self, layer: Expr) -> Expr:
        """A layer to copy: what its name was bound to, where a name was written."""
        if not isinstance(layer, values.Reference) or layer.kind is not Kind.LAYER:
            return layer
        symbol = layer.symbol
        binding = self._bindings.get(symbol)
        if binding is None or not self._is_certain(symbol, binding.blocks):
            message = f"`{symbol.name}` is one layer or another here, so there is not one to make copies of"
            self.obstacles.append(Obstacle(message, layer.span, "write the layer itself before the `*`", "E318"))
            return layer
        self.copied.add(symbol)
        inside = self.recorder.blocks[len(binding.blocks) :]
        return binding.copied(self.assignments, any(kind == "loop" for kind, _ in inside))

    def _is_certain(self, symbol: Symbol, blocks: Blocks) -> bool:
        """Whether a name bound in a block, and nowhere deeper, means that layer here."""
        bindings = self._bound_at.get(symbol, [])
        return self.recorder.is_within(blocks) and not any(len(bound_at) > len(blocks) for bound_at in bindings)

    def _with_name(self, value: values.Construct, symbol: Symbol) -> Expr:
        """The same layer with a name, by which the program finds it to adapt it."""
        given = next((argument.value for argument in value.arguments if argument.name == "name"), None)
        if isinstance(given, values.Literal):
            self.learners[symbol] = str(given.value)
            return value
        base, number = snake_case(value.target.name), len(self.learners)
        self.learners[symbol] = f"{base}_{number}" if number else base
        name = Argument("name", text_value(self.learners[symbol], value.span), value.span)
        return replace(value, arguments=(*value.arguments, name))
