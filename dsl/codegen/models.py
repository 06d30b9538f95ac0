"""Models in each construction style."""

from __future__ import annotations

import re
from collections import ChainMap
from dataclasses import replace

from dsl.catalog import Catalog
from dsl.codegen import view
from dsl.codegen.adapting import Shown
from dsl.codegen.classes import parameter_text, write_class
from dsl.codegen.fixed import has_fixed, with_fixed
from dsl.codegen.frozen import is_told
from dsl.codegen.inline import target_text, write_inline, write_made
from dsl.codegen.inputs import Inputs
from dsl.codegen.literals import by_name, identifier, snake_case, string
from dsl.codegen.losses import LAYER, has_losses, losses_by_layer
from dsl.codegen.naming import local_names
from dsl.codegen.phases import all_reads, makes, select_called, select_made
from dsl.codegen.printer import Printer
from dsl.codegen.reach import draws_when_built
from dsl.codegen.split import Attributes, Caller, Maker
from dsl.codegen.steps import Body, Branch, Loop, Make, Set, Slot, Step
from dsl.codegen.uses import Uses
from dsl.ir.definitions import Definition
from dsl.ir.program import Program
from dsl.records import dataclass

MAIN = "build_model"

# Arguments that every layer has, with their defaults.
OPTIONS = {"name": "None", "trainable": "True"}


@dataclass(frozen=True)
class Network:
    """A model to be written: `name` is the function that gives it, `style` how it is constructed."""

    definition: Definition
    body: Body
    style: str
    name: str
    package: str
    uses: Uses


def write_model(network: Network, program: Program, catalog: Catalog) -> tuple[view.Part, ...]:
    """The functions and classes of one model."""
    writer = _ModelWriter(network, program, catalog)
    is_main = network.name == MAIN
    match network.style:
        case "sequential":
            return (writer.sequential(),)
        case "functional" if has_fixed(network.body):
            return write_model(replace(network, body=with_fixed(network.body)), program, catalog)
        case "functional" if has_losses(network.body):
            writer = _ModelWriter(replace(network, body=losses_by_layer(network.body)), program, catalog)
            return (view.Losses(LAYER, network.package), writer.functional())
        case "functional":
            return (writer.functional(),)
        case "subclass":
            written = writer.network_class("model", is_main)
            return (written, writer.subclass_builder()) if is_main else (written,)
        case "layer":
            written = writer.network_class("layer", is_main)
            return (written, writer.layer_builder()) if is_main else (written,)
    raise AssertionError(f"no style {network.style}")


def write_before(
    network: Network, program: Program, catalog: Catalog, found: Shown
) -> tuple[view.Builder, tuple[str, ...]]:
    """A function that gives the part of a model before a layer, and the inputs that this part has."""
    return _ModelWriter(network, program, catalog).before(found)


class _ModelWriter:
    def __init__(self, network: Network, program: Program, catalog: Catalog) -> None:
        self.network = network
        self.definition = network.definition
        self.steps = network.body.steps
        self.program = program
        self.catalog = catalog
        self.names = local_names(network.definition, network.body, program, self._options())
        self.promoting = network.body.promoting
        self.printer = Printer(self.names.of, self.promoting)
        self.inputs = Inputs(network.definition, self.names, self.printer)

    # --- styles ----------------------------------------------------------------------------------

    def functional(self) -> view.Builder:
        inputs, given = self.inputs.statements(self.steps)
        if draws_when_built(self.definition, self.program, self.catalog):
            body = self._made_first()
        else:
            body = write_inline(self.steps, self.printer)
        outputs = by_name({output.name: self.names.of[output] for output in self.definition.outputs})
        named = {port.symbol.name: tensor for port, tensor in zip(self.definition.inputs, given, strict=True)}
        model = f"tf.keras.Model(inputs={by_name(named)}, outputs={outputs}{self._name()})"
        return self._builder((*inputs, *body, *self._given(model)))

    def _made_first(self) -> view.Block:
        """All layers, then all calls."""
        attributes = Attributes(self.network.body, self.names, "", "_layer")
        names = ChainMap(dict(attributes.place), self.names.of)
        made = select_made(self.steps, makes, self.network.body.lists)
        called = select_called(self.steps, self.definition.outputs)
        maker, caller = (
            Maker(attributes, Printer(names)),
            Caller(attributes, Printer(names, self.promoting), self.names, called),
        )
        return (*maker.block(made), *caller.block(called))

    def before(self, found: Shown) -> tuple[view.Builder, tuple[str, ...]]:
        """What is before a layer as a model, one batch after the other where the layer is called several times."""
        used = all_reads(found.steps)
        ports = [port for port in self.definition.inputs if port.symbol in used]
        inputs = [view.Assign(self.names.of[port.symbol], self.inputs.text(port)) for port in ports]
        seen = [self.names.give(symbol, "seen") for symbol in found.seen]
        output = seen[0] if len(seen) == 1 else f"tf.keras.ops.concatenate([{', '.join(seen)}], axis=0)"
        given = by_name({port.symbol.name: self.names.of[port.symbol] for port in ports})
        model = view.Return(f"tf.keras.Model(inputs={given}, outputs={output})")
        parameters = tuple(parameter_text(parameter, self.printer) for parameter in self.definition.parameters)
        name = f"before_{identifier(found.learner.name)}"
        builder = view.Builder(name, parameters, (*inputs, *write_inline(found.steps, self.printer), model))
        return builder, tuple(port.symbol.name for port in ports)

    def sequential(self) -> view.Builder:
        first = self.inputs.text(self.definition.inputs[0])
        if _needs_statements(self.steps):
            layers = self.names.unique("layers")
            start = view.Assign(layers, f"[{first}]")
            end = self._given(f"tf.keras.Sequential({layers}{self._name()})")
            return self._builder((start, *self._appends(self.steps, layers), *end))
        slots = [step.slot for step in self.steps if isinstance(step, Make)]
        made = [self._item(slot) for slot in slots]
        before = write_made(made[0], slots[0].value, self.printer) if slots and is_told(slots[0].value) else ()
        layers = f"[{', '.join([first, *made])}]"
        return self._builder((*before, *self._given(f"tf.keras.Sequential({layers}{self._name()})")))

    def _item(self, slot: Slot) -> str:
        """A layer as it stands in the list of layers: by its name where it was made before."""
        return self.names.of[slot.symbol] if is_told(slot.value) else self.printer.text(slot.value)

    def _appends(self, steps: tuple[Step, ...], layers: str) -> view.Block:
        written: list[view.Statement] = []
        text = self.printer.text
        for step in steps:
            match step:
                case Make(slot):
                    if is_told(slot.value):
                        written += write_made(self.names.of[slot.symbol], slot.value, self.printer)
                    written.append(view.Do(f"{layers}.append({self._item(slot)})"))
                case Set(targets, value) if not value.kind.has_tensors and not value.kind.has_layers:
                    names = ", ".join(self.names.of[target] if target else "_" for target in targets)
                    written.append(view.Assign(names, text(value)))
                case Loop(pattern, iterable, body):
                    names = target_text(pattern, self.printer)
                    written.append(view.For(names, text(iterable), self._appends(body, layers)))
                case Branch(test, then, orelse):
                    written.append(view.If(text(test), self._appends(then, layers), self._appends(orelse, layers)))
        return tuple(written)

    def network_class(self, base: str, is_main: bool) -> view.Class:
        """The class of the network. One inside of another is built when it is made, as a function's would be.

        That matters only where building draws seeds: they are drawn in the same order in every style then.
        """
        network = self.network
        built: view.Block = ()
        if not is_main and draws_when_built(self.definition, self.program, self.catalog):
            comment = view.Do("# Built at once, so that seeds are drawn in the same order in every style.")
            built = (comment, view.Do(f"self({self.inputs.nested()})"))
        return write_class(network.definition, network.body, self.program, network.uses, base, network.package, built)

    def subclass_builder(self) -> view.Builder:
        model = self.names.unique("model")
        return self._builder(
            (
                view.Assign(model, f"{identifier(self.definition.name)}({self._arguments()})"),
                view.Do(f"{model}({self.inputs.nested()})"),
                view.Return(model),
            )
        )

    def layer_builder(self) -> view.Builder:
        tensors = self.inputs.nested()
        inputs, outputs = self.names.unique("inputs"), self.names.unique("outputs")
        arguments = ", ".join(filter(None, [self._arguments(), self._name_of_layer()]))
        layer = f"{identifier(self.definition.name)}({arguments})"
        return self._builder(
            (
                view.Assign(inputs, tensors),
                view.Assign(outputs, f"{layer}({inputs})"),
                view.Return(f"tf.keras.Model(inputs={inputs}, outputs={outputs}{self._name()})"),
            )
        )

    def _name_of_layer(self) -> str:
        """A name of its own for the layer that holds a network, where Keras would name it like an input of that."""
        name = snake_case(self.definition.name)
        taken = {self.inputs.name(port) for port in self.definition.inputs}
        if not any(re.fullmatch(rf"{name}(_\d+)?", one) for one in taken):
            return ""
        return f"name={string(f'{name}_network')}"

    # --- details ---------------------------------------------------------------------------------

    def _builder(self, body: view.Block) -> view.Builder:
        parameters = tuple(parameter_text(parameter, self.printer) for parameter in self.definition.parameters)
        options = tuple(f"{name}={OPTIONS[name]}" for name in self._options())
        return view.Builder(self.network.name, (*parameters, *options), body)

    def _options(self) -> tuple[str, ...]:
        """What the function takes beside the model's parameters, where the file gives it as to any layer."""
        name, uses = self.definition.name, self.network.uses
        if self.network.name == MAIN or self.network.style not in ("functional", "sequential"):
            return ()
        return (*(["name"] if name in uses.named else []), *(["trainable"] if name in uses.told else []))

    def _given(self, model: str) -> view.Block:
        """The statements that give a model back, frozen where it is not to learn."""
        if "trainable" not in self._options():
            return (view.Return(model),)
        made = self.names.unique("model")
        freeze = view.If("not trainable", (view.Assign(f"{made}.trainable", "False"),), ())
        return (view.Assign(made, model), freeze, view.Return(made))

    def _arguments(self) -> str:
        names = [self.names.of[parameter.symbol] for parameter in self.definition.parameters]
        return ", ".join(f"{name}={name}" for name in names)

    def _name(self) -> str:
        """The name of the whole model. One inside of it is named by its call, or by Keras, as it can be there twice."""
        if "name" in self._options():
            return ", name=name"
        return f", name={string(self.definition.name)}" if self.network.name == MAIN else ""


def _needs_statements(steps: tuple[Step, ...]) -> bool:
    """Whether layers are made in more than one list: so that seeds are drawn in the file's order, too."""
    told = [is_told(step.slot.value) for step in steps if isinstance(step, Make)]
    return any(isinstance(step, Loop | Branch) for step in steps) or _constants(steps) or any(told[1:])


def _constants(steps: tuple[Step, ...]) -> bool:
    return any(
        isinstance(step, Set) and not step.value.kind.has_tensors and not step.value.kind.has_layers for step in steps
    )
