"""Steps written in two places: layers are made in one, and called in the other."""

from __future__ import annotations

from collections.abc import Callable

from dsl.codegen import view
from dsl.codegen.inline import target_text, write_made
from dsl.codegen.literals import attribute, string
from dsl.codegen.naming import Names
from dsl.codegen.phases import used_by_calls
from dsl.codegen.printer import Printer
from dsl.codegen.steps import Body, Branch, Call, Loop, Loss, Make, Set, Slot, Step, Weight, walk
from dsl.ir import values
from dsl.ir.definitions import Pattern, leaves
from dsl.ir.values import Symbol

Attribute = Callable[[str], str]


class Attributes:
    """Where layers and weights are kept: attributes of a class, or plain variables of a function.

    A layer made outside of every loop has a place of its own; one made in a loop is an item of a list.
    """

    def __init__(self, body: Body, names: Names, prefix: str, suffix: str) -> None:
        self.reserved = frozenset(names.taken)
        self.place: dict[Symbol, str] = {}
        self.list: dict[Symbol, str] = {}
        for step in walk(body.steps):
            match step:
                case Make(slot) | Weight(slot) if slot.loops:
                    what = "weights" if isinstance(step, Weight) else "layers"
                    self.list.setdefault(slot.symbol, prefix + names.unique(f"{slot.base}_{what}"))
                case Make(slot):
                    self._keep(slot.symbol, slot.base + suffix, names, prefix)
                case Set(targets, value) if value.kind.has_layers:
                    for target in targets:
                        if target is not None and target not in body.changing:
                            self._keep(target, target.name, names, prefix)
                case Weight(slot):
                    self._keep(slot.symbol, slot.base, names, prefix)

    def _keep(self, symbol: Symbol, wish: str, names: Names, prefix: str) -> None:
        if symbol not in self.place:
            self.place[symbol] = prefix + names.unique(f"{wish}_layer" if wish in self.reserved else attribute(wish))


class Maker:
    """Writes the steps that make layers."""

    def __init__(self, attributes: Attributes, printer: Printer) -> None:
        self.attributes = attributes
        self.printer = printer

    def block(self, steps: tuple[Step, ...], in_loop: bool = False) -> view.Block:
        return tuple(statement for step in steps for statement in self._statements(step, in_loop))

    def _statements(self, step: Step, in_loop: bool) -> tuple[view.Statement, ...]:
        text = self.printer.text
        match step:
            case Make(slot) if slot.loops:
                return (view.Do(f"{self.attributes.list[slot.symbol]}.append({text(slot.value)})"),)
            case Make(slot):
                return write_made(self.attributes.place[slot.symbol], slot.value, self.printer)
            case Set(targets, value):
                return (view.Assign(target_text(targets, self.printer), text(value)),)
            case Weight(slot) if slot.loops:
                return (view.Do(f"{self.attributes.list[slot.symbol]}.append({self._add_weight(step)})"),)
            case Weight(slot):
                return (view.Assign(self.attributes.place[slot.symbol], self._add_weight(step)),)
            case Branch(test, then, orelse):
                return (view.If(text(test), self.block(then, in_loop), self.block(orelse, in_loop)),)
            case Loop():
                return self._loop(step, in_loop)
            case _:
                raise AssertionError(f"{type(step).__name__} makes no layer")

    def _loop(self, loop: Loop, in_loop: bool) -> tuple[view.Statement, ...]:
        targets, iterable = target_text(loop.pattern, self.printer), self.printer.text(loop.iterable)
        made = _made(loop)
        if not in_loop and len(loop.body) == 1 and isinstance(loop.body[0], Make):
            items = f"[{self.printer.text(made[0].value)} for {targets} in {iterable}]"
            return (view.Assign(self.attributes.list[made[0].symbol], items),)
        lists = () if in_loop else tuple(view.Assign(self.attributes.list[slot.symbol], "[]") for slot in made)
        return (*lists, view.For(targets, iterable, self.block(loop.body, True)))

    def _add_weight(self, weight: Weight) -> str:
        shape = ", ".join(map(self.printer.text, weight.shape))
        parts = [
            f"name={string(weight.slot.base)}",
            f"shape=({shape}{',' if len(weight.shape) == 1 else ''})",
        ]
        if weight.initializer is not None:
            parts.append(f"initializer={self.printer.text(weight.initializer)}")
        options = self.printer.arguments(weight.options)
        return f"self.add_weight({', '.join([*parts, options] if options else parts)})"


class Caller:
    """Writes the steps that call layers."""

    def __init__(self, attributes: Attributes, printer: Printer, names: Names, steps: tuple[Step, ...]) -> None:
        self.attributes = attributes
        self.printer = printer
        self.names = names
        self.used = used_by_calls(steps)
        self.iterators: dict[Symbol, str] = {}

    def block(self, steps: tuple[Step, ...], in_loop: bool = False) -> view.Block:
        return tuple(statement for step in steps for statement in self._statements(step, in_loop))

    def _statements(self, step: Step, in_loop: bool) -> tuple[view.Statement, ...]:
        text = self.printer.text
        match step:
            case Make(slot) | Weight(slot):
                if slot.direct:
                    return ()
                return (view.Assign(self._local(slot), f"next({self._iterator(slot)})"),)
            case Call(targets, layer, arguments):
                called = self._name(layer) if isinstance(layer, Slot) else self.printer.callee(layer)
                value = f"{called}({self.printer.arguments(arguments)})"
                return (view.Assign(target_text(targets, self.printer), value),)
            case Set(targets, value):
                return (view.Assign(target_text(targets, self.printer), text(value)),)
            case Loss(value):
                return (view.Do(f"self.add_loss({text(value)})"),)
            case Branch(test, then, orelse):
                return (view.If(text(test), self.block(then, in_loop), self.block(orelse, in_loop)),)
            case Loop():
                return self._loop(step, in_loop)
            case _:
                raise AssertionError(f"{type(step).__name__} calls no layer")

    def _loop(self, loop: Loop, in_loop: bool) -> tuple[view.Statement, ...]:
        """A loop goes over the layers that were made in it, beside what it went over when they were made."""
        made = _made(loop)
        direct = [slot for slot in made if slot.direct and slot.symbol in self.used]
        parts = self._parts(loop, bool(direct))
        names = [text for text, _ in parts] + [self._local(slot) for slot in direct]
        over = [text for _, text in parts] + [self.attributes.list[slot.symbol] for slot in direct]
        iterable = over[0] if len(over) == 1 else f"zip({', '.join(over)})"
        iterators: tuple[view.Statement, ...] = ()
        if not in_loop:
            iterators = tuple(
                view.Assign(self._iterator(slot), f"iter({self.attributes.list[slot.symbol]})")
                for slot in made
                if not slot.direct
            )
        return (*iterators, view.For(", ".join(names), iterable, self.block(loop.body, True)))

    def _parts(self, loop: Loop, beside_layers: bool) -> list[tuple[str, str]]:
        """The names and the text of what a loop itself goes over.

        Beside layers, of which there is one for each round, `zip` is taken apart to leave out what is unused.
        """
        parts = [(loop.pattern, loop.iterable)]
        if beside_layers:
            match loop.iterable:
                case values.Invoke(values.Builtin("zip"), arguments) if len(arguments) == len(loop.pattern) > 1:
                    pairs = zip(loop.pattern, arguments, strict=True)
                    parts = [((target,), argument.value) for target, argument in pairs]
            parts = [part for part in parts if any(target in self.used for target in leaves(part[0]) if target)]
        alone = len(parts) == 1 and not beside_layers
        return [(self._targets(targets, alone), self.printer.text(over)) for targets, over in parts]

    def _targets(self, targets: Pattern, alone: bool) -> str:
        text = target_text(targets, self.printer)
        return f"({text})" if len(targets) > 1 and not alone else text

    def _name(self, slot: Slot) -> str:
        return self._local(slot) if slot.loops else self.attributes.place[slot.symbol]

    def _local(self, slot: Slot) -> str:
        taken = slot.symbol not in self.names.of and slot.base in self.names.taken
        return self.names.give(slot.symbol, f"{slot.base}_layer" if taken else attribute(slot.base))

    def _iterator(self, slot: Slot) -> str:
        if slot.symbol not in self.iterators:
            self.iterators[slot.symbol] = self.names.unique(f"{slot.base}_iterator")
        return self.iterators[slot.symbol]


def _made(loop: Loop) -> list[Slot]:
    return [step.slot for step in walk(loop.body) if isinstance(step, Make | Weight)]
