"""Steps written one after the other in a function: each layer is made where it is called."""

from __future__ import annotations

from dsl.codegen import view
from dsl.codegen.frozen import TRAINABLE, is_told, split_trainable
from dsl.codegen.printer import Printer
from dsl.codegen.steps import Branch, Call, Loop, Make, Set, Slot, Step, walk
from dsl.ir.definitions import Pattern
from dsl.ir.values import Expr, Role, Symbol


def write_inline(steps: tuple[Step, ...], printer: Printer) -> view.Block:
    """The statements of a function that makes and calls layers as it goes."""
    return _Inline(steps, printer).block(steps)


def write_made(name: str, value: Expr, printer: Printer) -> view.Block:
    """The statements that make a layer and give it a name."""
    made, trainable = split_trainable(value)
    written = view.Assign(name, printer.text(made))
    return (written,) if trainable is None else (written, view.Assign(f"{name}.{TRAINABLE}", printer.text(trainable)))


def target_text(targets: Pattern, printer: Printer) -> str:
    """The left side of an assignment, or the names of a loop."""
    return ", ".join(_target(target, printer) for target in targets)


def _target(target: Symbol | Pattern | None, printer: Printer) -> str:
    if isinstance(target, tuple):
        comma = "," if len(target) == 1 else ""
        return f"({target_text(target, printer)}{comma})"
    return "_" if target is None else printer.names[target]


class _Inline:
    def __init__(self, steps: tuple[Step, ...], printer: Printer) -> None:
        self.printer = printer
        self.unnamed = {
            step.slot.symbol
            for step in walk(steps)
            if isinstance(step, Make) and step.slot.symbol.role is Role.TEMPORARY and not is_told(step.slot.value)
        }

    def block(self, steps: tuple[Step, ...]) -> view.Block:
        return tuple(statement for step in steps for statement in self._statements(step))

    def _statements(self, step: Step) -> view.Block:
        match step:
            case Make(slot) if slot.symbol in self.unnamed:
                return ()
            case Make(slot):
                return write_made(text_of(slot, self.printer), slot.value, self.printer)
            case _:
                return (self._statement(step),)

    def _statement(self, step: Step) -> view.Statement:
        text = self.printer.text
        match step:
            case Call(targets, layer, arguments):
                if isinstance(layer, Slot):
                    unnamed = layer.symbol in self.unnamed
                    called = self.printer.callee(layer.value) if unnamed else text_of(layer, self.printer)
                else:
                    called = self.printer.callee(layer)
                value = f"{called}({self.printer.arguments(arguments)})"
                return view.Assign(target_text(targets, self.printer), value)
            case Set(targets, value):
                return view.Assign(target_text(targets, self.printer), text(value))
            case Loop(pattern, iterable, body):
                return view.For(target_text(pattern, self.printer), text(iterable), self.block(body))
            case Branch(test, then, orelse):
                return view.If(text(test), self.block(then), self.block(orelse))
            case _:
                raise AssertionError(f"a function has no {type(step).__name__}")


def text_of(slot: Slot, printer: Printer) -> str:
    """The name under which a layer was kept."""
    return printer.names[slot.symbol]
