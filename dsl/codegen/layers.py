"""The layers a definition owns: which there are, and what their names mean at each place."""

from __future__ import annotations

from dataclasses import replace

from dsl.codegen.literals import snake_case
from dsl.codegen.recorder import Recorder
from dsl.codegen.stages import learns, makes_layers, text_value
from dsl.codegen.steps import Make, Slot
from dsl.ir import traverse, values
from dsl.ir.values import Argument, Expr, Kind, Role, Symbol
from dsl.source import Span


def temporary(name: str, span: Span) -> Symbol:
    """A symbol for a value between two steps."""
    return Symbol(name, Role.TEMPORARY, span)


class Layers:
    """Makes slots for layers, and follows the names that stand for them.

    `obstacle` is the first place that could not be written in a class, where all layers are made before the first
    is called. `learners` has the layers that learn from data, with the names they are found by.
    """

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.obstacle: Span | None = None
        self.slots: dict[Symbol, Slot] = {}
        self.learners: dict[Symbol, str] = {}
        self.called: set[Symbol] = set()
        self.copied: set[Symbol] = set()
        self._current: dict[Symbol, Symbol] = {}
        self._made_at: dict[Symbol, list[tuple[str, int]]] = {}

    def hinder(self, span: Span) -> None:
        """Note a place that could not be written in a class."""
        self.obstacle = self.obstacle or span

    def bind(self, symbol: Symbol, kind: Kind, span: Span) -> Symbol:
        """The symbol for a layer from here on: a new one where the name stood for another layer before.

        In a class all layers are made before the first is called, so a name that first means one layer and
        then, in an inner block, another, cannot be written there.
        """
        old = self._made_at.get(symbol)
        if old is None:
            self._made_at[symbol] = list(self.recorder.blocks)
            return symbol
        if old == self.recorder.blocks and not self.recorder.loops:
            new = Symbol(symbol.name, Role.VARIABLE, symbol.span)
            self._current[symbol] = new
            return new
        if kind is Kind.LAYER and (self.recorder.loops or symbol in self.called):
            self.hinder(span)
        return self._current.get(symbol, symbol)

    def read(self, value: Expr) -> Expr:
        """The value with each name for a layer meaning the layer it stands for at this place."""
        if not self._current:
            return value
        if isinstance(value, values.Reference) and value.symbol in self._current:
            return replace(value, symbol=self._current[value.symbol])
        return traverse.rebuild(value, self.read)

    def find(self, layer: Expr, base: str) -> Slot | Expr:
        """The slot of a layer that is called: an old one or a new one, or the layer itself where it is chosen then."""
        if isinstance(layer, values.Reference) and layer.symbol in self.slots:
            return self.slots[layer.symbol]
        if not makes_layers(layer):
            return layer
        return self.make(layer, base, temporary(base, layer.span))

    def make(self, value: Expr, base: str, symbol: Symbol) -> Slot:
        """A new layer, which `symbol` stands for."""
        if learns(value):
            value = self._with_name(value, symbol)
        slot = Slot(symbol, base, value, self.recorder.loops, self.recorder.is_outermost_loop)
        self.slots[symbol] = slot
        self.recorder.add(Make(slot))
        return slot

    def fresh(self, layer: Expr) -> Expr:
        """A layer to copy: what its name was bound to, where a name was written."""
        if isinstance(layer, values.Reference) and layer.symbol in self.slots:
            self.copied.add(layer.symbol)
            return self.slots[layer.symbol].value
        return layer

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
